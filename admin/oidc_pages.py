"""Signing in through another service, off unless set; it makes no account and gives no role."""

import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, abort, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError
from requests import RequestException

from admin import accounts, audit, signing_in
from admin.process import database, now, process
from admin.roles import Access, page
from admin.section import Section
from admin.settings import Settings
from admin.sign_in_pages import after_password
from admin.translations import N_, _
from referrals.staff_models import Staff

NAME = "oidc"
PATIENCE_SECONDS = 10
FAILED = N_("The sign-in service did not let you in. Try again, or sign in with your password.")
UNKNOWN = N_("No account here has your address at the sign-in service. A manager can invite you.")
log = structlog.get_logger()


def add_service(app: Flask, settings: Settings) -> None:
    """Make the sign-in service known to the application, where there is one."""
    if settings.has_oidc:
        OAuth(app).register(
            NAME,
            client_id=settings.oidc_client_id,
            client_secret=settings.oidc_client_secret,
            server_metadata_url=f"{settings.oidc_issuer}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email",
                "code_challenge_method": "S256",
                "default_timeout": PATIENCE_SECONDS,
            },
        )


class OidcPages(Section):
    """`/sign-in/oidc`. The second factor of the account is asked for all the same."""

    address = "/sign-in/oidc"
    name_of_routes = "oidc"

    @page("/", access=Access.ANYONE)
    def index(self) -> ResponseReturnValue:
        """Send the browser to the service."""
        service = _service()
        answer = process().own.base_url + url_for("oidc.answer")
        try:
            sent: ResponseReturnValue = service.authorize_redirect(answer)
        except (RequestException, AuthlibBaseError, ValueError) as error:
            return _refused(type(error).__name__)
        return sent

    @page("/answer", access=Access.ANYONE)
    def answer(self) -> ResponseReturnValue:
        """Let in who comes back from the service with the address of an account."""
        service = _service()
        signing_in.count_try(request.remote_addr)
        if "state" not in request.args:
            abort(400)
        try:
            told = service.authorize_access_token().get("userinfo") or {}
            issuer = service.load_server_metadata().get("issuer", "")
        except (RequestException, AuthlibBaseError, JoseError, ValueError) as error:
            return _refused(type(error).__name__)
        if str(issuer).rstrip("/") != process().own.oidc_issuer:
            return _refused("issuer")
        found = _account(told)
        if found is None:
            audit.note(database(), "oidc.unknown", None, now())
            database().commit()
            flash(_(UNKNOWN), "error")
            return redirect(url_for("sign_in.index"), 303)
        wanted = session.get("next")
        g.staff_session, g.staff = signing_in.begin(found, "oidc.right"), found
        session["next"] = wanted
        return redirect(after_password(), 303)


def _service() -> OAuth:
    if not process().own.has_oidc:
        abort(404)
    return process().extensions["authlib.integrations.flask_client"].create_client(NAME)


def _account(told: dict[str, object]) -> Staff | None:
    """Return the account with the address that the service has checked; paused ones stay out."""
    email = told.get("email")
    if not isinstance(email, str) or told.get("email_verified") is not True:
        return None
    found = accounts.find(database(), email)
    if found is None or not found.is_active or accounts.is_paused(found, now()):
        return None
    return found


def _refused(reason: str) -> ResponseReturnValue:
    log.warning("oidc.failed", reason=reason)
    flash(_(FAILED), "error")
    return redirect(url_for("sign_in.index"), 303)
