"""Lists of records to search, sort and page through, by Flask-Admin; no list changes a record."""

from typing import Any

from flask.typing import ResponseReturnValue
from flask_admin.contrib.sqla import ModelView
from sqlalchemy import func
from wtforms import Form

from admin.database import Database
from admin.process import database
from admin.roles import Access, grant
from admin.section import Section


class Listing(Section, ModelView):
    """A list of one table at the section's address.

    Set `model`, `access`, `column_list`, `column_labels` (texts to translate),
    `column_searchable_list`, `column_sortable_list`, `column_default_sort`, `column_formatters`
    and `column_filters` as Flask-Admin has them. `template` extends `listing.html`.
    `choices` are filters shown as links: (label, ((label, {query argument: value}), ...)).
    """

    model: Any = None
    access = Access.MANAGER
    template = "listing.html"
    page_size = 25
    can_create = can_edit = can_delete = can_export = False
    can_set_page_size = False
    named_filter_urls = True
    column_display_pk = False
    choices: tuple[tuple[str, tuple[tuple[str, dict[str, str]], ...]], ...] = ()
    new_page = ""
    """The route of the page for a new record, where there is one, and its label."""
    new_label = ""

    def __init__(self, opened: Database) -> None:
        self.list_template = self.template
        ModelView.__init__(
            self,
            self.model,
            opened,
            name=self.title or self.name_of_routes,
            endpoint=self.name_of_routes,
            url=self.address,
        )

    def __init_subclass__(cls) -> None:
        """Open the list to who may see it, and nothing else of what Flask-Admin offers."""

        def index_view(self: Any) -> ResponseReturnValue:
            shown: ResponseReturnValue = ModelView.index_view(self)
            return shown

        index_view._urls = [("/", ("GET",))]  # type: ignore[attr-defined]
        cls.index_view = grant(index_view, cls.access)

    def get_query(self) -> Any:
        """Return what is listed; a list of fewer records adds its condition here."""
        return database().query(self.model)

    def get_count_query(self) -> Any:
        """Return how many are listed, under the same condition as `get_query`."""
        return database().query(func.count("*")).select_from(self.model)

    def scaffold_form(self) -> type[Form]:
        """Return an empty form: records are changed on pages of their own."""
        return Form

    def scaffold_list_form(self, *_given: Any, **_named: Any) -> type[Form]:
        """Return an empty form: nothing is changed inside the list."""
        return Form
