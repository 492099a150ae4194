"""Searches, sorts and pages through lists that lie in memory; for tables there is `Listing`."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

PAGE_SIZE = 25


@dataclass(frozen=True)
class Shown[Row]:
    """One page of a list. `page` counts from 1; `given` are the parts of the query that hold on.

    `sort` is the name of a column, `is_descending` its direction.
    """

    rows: Sequence[Row]
    count: int
    page: int
    pages: int
    sort: str
    is_descending: bool
    given: Mapping[str, str]

    def query(self, **changes: Any) -> dict[str, str]:
        """Return the query of another page or order of the same list."""
        sort = ("-" if self.is_descending else "") + self.sort
        return {**self.given, "sort": sort} | {k: str(v) for k, v in changes.items()}

    def sorted_by(self, column: str) -> dict[str, str]:
        """Return the query of the list sorted by a column, the other way where it already is."""
        turned = column == self.sort and not self.is_descending
        return self.query(sort=f"-{column}" if turned else column)


def show[Row](
    rows: Iterable[Row],
    query: MultiDict[str, str],
    words_of: Callable[[Row], str],
    columns: Mapping[str, Callable[[Row], Any]],
    filters: Sequence[str] = (),
) -> Shown[Row]:
    """Return the page of a list that a query asks for with `search`, `sort` and `page`.

    A row is found when its words have every word that is searched for, in any case, with or without
    accents. `columns` gives what to sort by; the first is used where nothing else is asked.
    `filters` names further parts of the query, which the caller has followed.
    """
    wanted = fold(query.get("search", "")).split()
    found = [row for row in rows if all(word in fold(words_of(row)) for word in wanted)]
    asked = query.get("sort", "")
    first = next(iter(columns))
    sort = asked.removeprefix("-") if asked.removeprefix("-") in columns else first
    is_descending = sort == asked.removeprefix("-") and asked.startswith("-")
    found.sort(key=columns[sort], reverse=is_descending)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(max(query.get("page", 1, type=int), 1), pages)
    given = {k: query[k] for k in ("search", *filters) if query.get(k)}
    leaf = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return Shown(leaf, len(found), page, pages, sort, is_descending, given)


def fold(text: str) -> str:
    """Return a text without accents and capitals."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
