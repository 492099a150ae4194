"""Says in words why people are not told of a service; it finds no reasons itself."""

from sqlalchemy.orm import Session

from admin.process import now, staff
from admin.translations import _
from phrasebook.pages import write_day
from referrals.records import Records
from referrals.silence import Silence, known_areas, silence_of


def silence_words(session: Session, records: Records, service: str) -> str:
    """Return why people are not told of a service among rows, and what helps; "" where they are."""
    found = silence_of(records, service, known_areas(session, records), now().date())
    return _whole(found) if found else ""


def silence_mark(found: Silence) -> str:
    """Return in a few words why people are not told of a service, for lists."""
    match found.reason:
        case "withheld":
            return _("Taken out of the list")
        case "inactive":
            return _("Not active")
        case "lapsed":
            return _("Not told: its recognition ended on %(day)s", day=_day(found))
    return _("Not told: no place and no area")


def _whole(found: Silence) -> str:
    match found.reason:
        case "withheld":
            return _("Taken out of the list: people are not told of it.")
        case "inactive":
            return _("Not active: people are not told of it.")
        case "lapsed":
            return _(
                "People are not told of it: its DOJ recognition ended on %(day)s, no renewal is"
                " pending, and no check of yours holds. Once you have checked it, they are.",
                day=_day(found),
            )
    return _(
        "People are not told of it: it has no place and no area that we know. Add a place, or say"
        " which states, counties or ZIP codes it serves."
    )


def _day(found: Silence) -> str:
    return write_day(found.ended, staff().language) if found.ended else ""
