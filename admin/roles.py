"""Who may open which page; it refuses every page that declares nothing."""

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any

from flask_admin import expose

ROLES = ("viewer", "editor", "manager")
"""The roles of accounts, each with all that the one before may do."""


class Access(IntEnum):
    """What a page asks for. BEGUN: the password was right, the second factor is not yet shown.

    PROGRAM pages are for our own processes on this machine, which show a key.
    """

    PROGRAM = -1
    ANYONE = 0
    BEGUN = 1
    VIEWER = 2
    EDITOR = 3
    MANAGER = 4


def access_of_role(role: str) -> Access:
    """Return what an account of this role reaches; raise KeyError for no role of ours."""
    return Access[role.upper()]


def page[View: Callable[..., Any]](
    rule: str = "/", *, access: Access, methods: Iterable[str] = ("GET",)
) -> Callable[[View], View]:
    """Declare a method of a Section as a page: its address below the section's, and who may."""

    def declare(view: View) -> View:
        exposed: View = expose(rule, tuple(methods))(grant(view, access))
        return exposed

    return declare


def grant[View: Callable[..., Any]](view: View, access: Access) -> View:
    """Declare who may open a page; returns the same function."""
    view.access = access  # type: ignore[attr-defined]
    return view


def access_to(view: Callable[..., Any]) -> Access | None:
    """Return what a page asks for, None where it declares nothing."""
    declared: Access | None = getattr(view, "access", None)
    return declared
