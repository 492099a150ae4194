"""What a column of the template is, and those that hold one value of one record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as field_of
from datetime import date
from typing import Any, Literal

from referrals.importing.book import Book

type Scope = Literal["organization", "service", "location", "offer"]


@dataclass(frozen=True)
class Offer:
    """The ids of a row: an organization's service, and where it is given or ""."""

    organization: str
    service: str
    location: str


@dataclass(frozen=True)
class Column:
    """A column: `heading` in the file, `scope` of what record, `key` in TemplateRow."""

    heading: str
    scope: Scope
    show: Callable[[Book, Offer], str]
    put: Callable[[Book, Offer, Any, Mapping[str, Any]], None]

    key: str = field_of(init=False)

    def __post_init__(self) -> None:
        plain = self.heading.replace("(", "").replace(")", "").replace("-", "_")
        object.__setattr__(self, "key", plain.replace(" ", "_").casefold())


def field(heading: str, table: Scope, column: str, empty: object = None) -> Column:
    def show(book: Book, at: Offer) -> str:
        value = book.row(table, getattr(at, table)).get(column)
        return word(value)

    def put(book: Book, at: Offer, value: Any, _row: Mapping[str, Any]) -> None:
        book.put(table, getattr(at, table), **{column: empty if value in ("", None) else value})

    return Column(heading, table, show, put)


def word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value or "")
