"""Stands before every page: who asks, and may they; what declares nothing stays shut."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from admin import sessions
from admin.process import database, now
from admin.roles import Access, access_of_role, access_to
from referrals.staff_models import Staff, StaffSession

TOKEN = "token"  # noqa: S105 - the name of a value, not one


def find_staff() -> None:
    """Before each request: put who asks into `g`, None where nobody is signed in."""
    g.staff = g.staff_session = None
    token = session.get(TOKEN)
    if not isinstance(token, str) or request.endpoint == "static":
        return
    found = sessions.find(database(), token, now())
    if found is None:
        session.pop(TOKEN)
        return
    g.staff_session, g.staff = found
    if session.get("csrf_token") != g.staff_session.csrf_token:
        session["csrf_token"] = g.staff_session.csrf_token
    if sessions.note_seen(g.staff_session, now()):
        database().commit()


def refuse_strangers() -> Response | None:
    """Before each request: let pass who may, show the others where they can sign in."""
    if request.endpoint is None:
        return None
    wanted = access_to(request_view())
    if wanted is None:
        abort(404)
    if wanted in (Access.ANYONE, Access.PROGRAM):
        return None
    if g.staff is None:
        return redirect(url_for("sign_in.index", next=_this_page()), 303)
    if wanted is Access.BEGUN:
        return None
    if not is_complete(g.staff, g.staff_session):
        return redirect(url_for(next_step(g.staff)), 303)
    if access_of_role(g.staff.role) < wanted:
        abort(403)
    return None


def request_view() -> Callable[..., Any]:
    """Return the function that answers this request."""
    view: Callable[..., Any] = current_app.view_functions[str(request.endpoint)]
    return view


def is_complete(staff: Staff, row: StaffSession) -> bool:
    """Return whether all was shown that the account asks for; viewers may do without a second."""
    return row.second_factor or (staff.role == "viewer" and staff.totp_secret is None)


def next_step(staff: Staff) -> str:
    """Return the page where a begun sign-in goes on."""
    return "second_factor.index" if staff.totp_secret else "second_factor.set_up"


def may(access: Access) -> bool:
    """Return whether who asks reaches pages that ask for `access`; for menus and buttons."""
    if access <= Access.ANYONE:
        return True
    if g.get("staff") is None:
        return False
    return is_complete(g.staff, g.staff_session) and access_of_role(g.staff.role) >= access


def own_page(address: str | None) -> str | None:
    """Return an address when it is a page of ours, None for any that leads elsewhere."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    parts = urlsplit(address)
    has_control = any(ord(letter) < 32 for letter in address)
    return None if parts.scheme or parts.netloc or "\\" in address or has_control else address


def refuse_open_routes(app: Flask) -> None:
    """Raise RuntimeError naming every route that does not declare who may open it."""
    rules = app.url_map.iter_rules()
    open_routes = [r.rule for r in rules if access_to(app.view_functions[r.endpoint]) is None]
    if open_routes:
        raise RuntimeError(f"Nobody is named for {', '.join(sorted(open_routes))}")


def _this_page() -> str | None:
    if request.method != "GET" or request.path == "/":
        return None
    return request.full_path.rstrip("?")
