"""Finds the service and place that a row of the template is about; it never picks one of several.

Ids decide where a row has them. Without them, organization, service and address do, or where the
row or the directory names no street, the city and the phone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from referrals.duplicates import address_key, plain_name
from referrals.identity import record_id
from referrals.importing.book import Book
from referrals.importing.cells import clean
from referrals.importing.template_column import Offer
from referrals.importing.template_columns import COLUMNS
from referrals.phones import BadPhone, RefusedPhone, parse_phone
from referrals.place_text import fold_name
from referrals.records import Row
from referrals.seed_records import SERVICE_NAME, organization_id

_PLACE = ("street", "city", "state", "zip")
_PHONES = ("phone", "second_phone")
_COMPARED = frozenset({"organization", "service", *_PLACE, *_PHONES})
_SHOWN = {column.key: column.show for column in COLUMNS if column.key in _COMPARED}


@dataclass(frozen=True)
class _Marks:
    """What a row is known by; `is_silent` where its table has no column for a place at all."""

    address: str
    city: str
    phones: frozenset[str]
    is_silent: bool = False

    def may_be(self, known: "_Marks") -> bool:
        """Say whether both can be one; a side that names no phone contradicts none."""
        if self.address and self.address == known.address:
            return True
        is_there = self.city == known.city and not (self.address and known.address)
        is_called = self.is_called_as(known) or not (self.phones and known.phones)
        return is_called and (is_there or self.is_silent)

    def is_called_as(self, known: "_Marks") -> bool:
        """Say whether both have a number in common, or both have none."""
        return bool(self.phones & known.phones) or self.phones == known.phones


class KnownRows:
    """The services of a directory at their places, by what a row says of them."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._known: dict[object, list[tuple[Offer, _Marks]]] = defaultdict(list)
        for at in offers_of(book):
            cells = {key: clean(show(book, at)) for key, show in _SHOWN.items()}
            for key in (at.service, _names(cells)):
                self._known[key].append((at, _marks(cells)))

    def find(self, cells: Mapping[str, str], ids: Mapping[str, str]) -> tuple[Offer, ...]:
        """Return what a row is about; several where nothing tells them apart."""
        own = _by_words(self.book, cells, ids)
        if (ids.get("service_id") and ids.get("location_id")) or self._is_there(own):
            return (own,)
        row = _marks(cells)
        mine = self._known.get(ids.get("service_id") or _names(cells), ())
        found = [each for each in mine if _agrees(each[0], ids) and row.may_be(each[1])]
        if "street" in cells:
            found = [each for each in found if row.address == each[1].address] or found
        if "phone" in cells:
            found = [each for each in found if row.is_called_as(each[1])] or found
        return tuple(at for at, _ in found) or (own,)

    def _is_there(self, at: Offer) -> bool:
        links = self.book.parts("service_at_location", "service_id", at.service)
        places = {str(link["location_id"]) for link in links} or {""}
        return bool(self.book.row("service", at.service)) and at.location in places


def offers_of(book: Book) -> Iterator[Offer]:
    """Yield every service at every place, once without a place where it has none."""
    for key, service in book.current.get("service", {}).items():
        links = book.parts("service_at_location", "service_id", key)
        for place in [str(link["location_id"]) for link in links] or [""]:
            yield Offer(str(service["organization_id"]), key, place)


def _names(cells: Mapping[str, str]) -> tuple[str, str]:
    service = cells.get("service") or SERVICE_NAME
    return plain_name(cells.get("organization", "")), fold_name(service)


def _marks(cells: Mapping[str, str]) -> _Marks:
    city, state = cells.get("city", ""), cells.get("state", "")
    row: Row = {"address_1": cells.get("street"), "city": city, "state_province": state}
    return _Marks(
        address_key(row),
        f"{fold_name(city)} {state.casefold()}",
        frozenset(_numbers(cells)),
        not cells.keys() & {*_PLACE},
    )


def _numbers(cells: Mapping[str, str]) -> Iterator[str]:
    for key in _PHONES:
        try:
            if cells.get(key):
                yield parse_phone(cells[key]).e164
        except (BadPhone, RefusedPhone):
            continue  # told where the row is checked


def _agrees(at: Offer, ids: Mapping[str, str]) -> bool:
    mine = {
        "organization_id": at.organization,
        "service_id": at.service,
        "location_id": at.location,
    }
    return all(mine[key] == text for key, text in ids.items() if text)


def _by_words(book: Book, cells: Mapping[str, str], ids: Mapping[str, str]) -> Offer:
    """Return the ids of a row: its own, else those that its words have always led to."""
    name = cells.get("organization", "")
    service = ids.get("service_id", "")
    owner = str(book.row("service", service).get("organization_id") or "") if service else ""
    known = book.organizations.get(name.casefold())
    organization = ids.get("organization_id") or owner or known or organization_id(name)
    place = [cells.get(key, "").casefold() for key in _PLACE]
    location = ids.get("location_id", "")
    if not location and any(place):
        location = record_id("location", "template", organization, *place)
    if not service:
        title = cells.get("service") or SERVICE_NAME
        service = record_id("service", "template", organization, title.casefold(), *place)
    return Offer(organization, service, location)
