"""Writes down and lists who changed which website and when; never what was written there."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.listing import Listing
from admin.roles import Access
from admin.site_words import done_words
from admin.translations import N_
from referrals.staff_models import SiteChange

SHOWN = 20


def note(database: Session, key: str, what: Sequence[str], email: str, now: datetime) -> None:
    """Add a line; it is sent to the database at once, so that a broken one is known in time."""
    row = SiteChange(id=str(uuid.uuid4()), at=now, made_by=email, site_key=key, what=list(what))
    database.add(row)
    database.flush()


def latest(database: Session, key: str) -> Sequence[SiteChange]:
    """Return the last changes of a website, the newest first."""
    mine = select(SiteChange).where(SiteChange.site_key == key)
    return database.scalars(mine.order_by(SiteChange.at.desc()).limit(SHOWN)).all()


class SiteChangeList(Listing):
    """`/site-changes`; the page of websites leads there."""

    title = N_("Changes to websites")
    address = "/site-changes"
    name_of_routes = "site_changes"
    access = Access.VIEWER
    model = SiteChange
    template = "sites/changes.html"
    column_list = ("at", "site_key", "what", "made_by")
    column_labels = {
        "at": N_("When"),
        "site_key": N_("Key"),
        "what": N_("What happened"),
        "made_by": N_("Who"),
    }
    column_searchable_list = ("site_key", "made_by")
    column_sortable_list = ("at", "site_key", "made_by")
    column_default_sort = ("at", True)

    def is_visible(self) -> bool:
        """Stay out of the menu."""
        return False

    def render(self, template: str, **values: object) -> str:
        """Return the list with the words for what was done."""
        return super().render(template, done_words=done_words, **values)
