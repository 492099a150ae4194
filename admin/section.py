"""A part of the admin with its pages and its place in the menu; it opens none to everybody."""

from typing import Any

from flask import request
from flask_admin import Admin as Menu
from flask_admin import BaseView
from flask_admin.blueprints import _BlueprintWithHostSupport as Blueprint

from admin.guard import may
from admin.roles import access_to


class Section(BaseView):
    """Flask-Admin's view. Its methods become pages with `@page(rule, access=...)`.

    `title` is what the menu says, a text to translate; a section without one is not in the menu.
    `address` is the path that all its pages begin with, `name_of_routes` what `url_for` calls it:
    `url_for("staff.index")`. One page has the rule "/".
    """

    title = ""
    address = "/"
    name_of_routes = ""
    _urls: list[tuple[str, str, Any]]

    def __init__(self, **given: Any) -> None:
        super().__init__(
            name=self.title or self.name_of_routes,
            endpoint=self.name_of_routes,
            url=self.address,
            **given,
        )

    def create_blueprint(self, admin: Menu) -> Blueprint:
        """Register the declared pages alone; what Flask-Admin brings besides stays out."""
        self._urls = [e for e in self._urls if access_to(getattr(self, e[1])) is not None]
        self.static_url_path = "/none"  # so that Flask-Admin serves none of its own files
        return super().create_blueprint(admin)

    def render(self, template: str, **values: Any) -> str:
        """Return a page made of a template of `admin/templates`."""
        return str(super().render(template, **values))

    def is_visible(self) -> bool:
        """Return whether the menu has it."""
        return bool(self.title)

    def is_accessible(self) -> bool:
        """Return whether the menu shows it to who asks; the guard holds every page besides."""
        wanted = access_to(getattr(self, self._default_view))
        return wanted is not None and may(wanted)

    def _handle_view(self, name: str, **kwargs: Any) -> None:
        """Leave to the guard what Flask-Admin would decide here for the whole section."""

    def is_here(self) -> bool:
        """Return whether the page shown belongs to this section."""
        return request.blueprint == self.name_of_routes
