"""Changes the directory on behalf of who is signed in: by the history alone, and kept as theirs."""

from collections.abc import Iterator, Sequence

from flask import abort, request

from admin.process import database, now, staff
from referrals.changes import Difference, differences
from referrals.history import Author, bump_version, carry_out
from referrals.importing.book import Book
from referrals.one_organization import organization_of, read_organization
from referrals.ownership import mark_kept
from referrals.records import Records, complete


def open_book(table: str, key: str) -> Book:
    """Return an organization, or that of a service or place, with all its own; 404 without it.

    Where something is going to be changed, whoever else wants to change waits until that is done.
    """
    if request.method == "POST":
        bump_version(database())
    owner = key if table == "organization" else organization_of(database(), table, key)
    book = Book(read_organization(database(), owner or ""))
    if not book.row(table, key):
        abort(404)
    return book


def owner_of(book: Book) -> str:
    """Return the id of the organization that a book is of."""
    return next(iter(book.current["organization"]))


def keep(book: Book, title: str) -> str | None:
    """Write what a book says and commit; return the id of the change set, None for no change."""
    found = changes_in(book)
    if not found:
        return None
    author = Author(staff().email, "edit", title, now())
    made = carry_out(database(), mark_kept(book.current, found), author)
    database().commit()
    return made


def changes_in(book: Book) -> Sequence[Difference]:
    """Return what would be changed."""
    return differences(book.current, book.written, sorted(book.dropped), by_staff=True)


def as_it_would_be(book: Book) -> Records:
    """Return the rows as they were if the book were kept."""
    rows = {table: dict(mine) for table, mine in book.current.items()}
    for change in changes_in(book):
        if change.after is None:
            del rows[change.table][change.id]
        else:
            rows.setdefault(change.table, {})[change.id] = complete(change.table, change.after)
    return rows


def withhold(book: Book, services: Iterator[str], is_withheld: bool) -> None:
    """Put into the book that services are taken out of the list, or given again."""
    for key in services:
        book.put("service", key, is_withheld=is_withheld)
