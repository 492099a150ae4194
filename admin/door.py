"""Where everything unforeseen ends: in a page in words, with a number that the log has too.

No message, no trace and no value of an error leaves this module.
"""

import secrets
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import structlog
from flask import Flask, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from admin.process import process
from admin.security_headers import HEADERS
from admin.translations import N_, _

WORDS = {
    400: (
        N_("We could not accept that"),
        N_(
            "The page was open for too long, or the request did not come from it. Go back, load "
            "the page again, and try once more. Nothing was changed."
        ),
    ),
    403: (
        N_("Your account may not do this"),
        N_("A manager can change your role. Nothing was changed."),
    ),
    404: (
        N_("There is no such page"),
        N_("The link may be old, or the record may have been taken out."),
    ),
    405: (N_("There is no such page"), N_("This address takes no such request.")),
    409: (
        N_("Somebody else changed this first"),
        N_("What you see is old. Go back, load the page again, and look at what has changed."),
    ),
    413: (N_("That is too large"), N_("Send a smaller file or a shorter text.")),
    429: (
        N_("Too many tries"),
        N_("Wait a few minutes, then try again."),
    ),
    500: (
        N_("Something went wrong here"),
        N_("It is not your fault. Nothing was changed. Tell who runs Amparo the number below."),
    ),
}
PLAIN = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Amparo</title>"
    "<h1>Something went wrong here</h1><p>It is not your fault. Try again in a minute."
    "<h1 lang=es>Algo falló aquí</h1><p lang=es>No es culpa suya. Pruebe en un minuto."
)
"""When not even the page for errors can be made."""

log = structlog.get_logger()


class LastDoor:
    """WSGI middleware around everything else."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on; answer with words where nothing answered."""
        try:
            return self._app(environ, start_response)
        except Exception as error:
            log.error("page.broken", reason=type(error).__name__)
            response = Response(PLAIN, 500, {**HEADERS, "Cache-Control": "no-store"}, "text/html")
            return response(environ, start_response)


def add_door(app: Flask) -> None:
    """Answer every error of the application here."""
    app.wsgi_app = LastDoor(app.wsgi_app)  # type: ignore[method-assign]
    app.register_error_handler(CSRFError, refused)
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(Exception, crashed)


def refused(error: HTTPException) -> ResponseReturnValue:
    """Answer a request that cannot be answered otherwise."""
    status = error.code or 500
    if status < 400:
        return error.get_response()
    if isinstance(error, SecurityError):  # asked under another name: no page of ours can be made
        return Response(PLAIN, 400, mimetype="text/html")
    number = secrets.token_hex(4)
    log.info("page.refused", status=status, page=request.endpoint, problem=number)
    wait = getattr(error, "retry_after", None)
    return *_page(status, number), {"Retry-After": str(wait)} if wait else {}


def crashed(error: Exception) -> ResponseReturnValue:
    """Answer a request during which something broke."""
    number = secrets.token_hex(4)
    kind = type(error).__name__
    log.error("page.crashed", reason=kind, page=request.endpoint, problem=number)
    return _page(500, number)


def _page(status: int, number: str) -> tuple[Response | str, int]:
    process().database.session.rollback()  # the page shows what is kept, not what was tried
    title, words = WORDS.get(status, WORDS[500 if status >= 500 else 400])
    if request.path.startswith("/internal/"):
        return jsonify({"problem": number}), status
    page = render_template(
        "problem.html", title=_(title), words=_(words), number=number, status=status
    )
    return page, status
