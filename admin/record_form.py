"""A form that shows part of the directory and writes it; it notices what others changed meanwhile.

What the form showed when it was opened travels with it as fingerprints, a field each. A field that
somebody else changed and this form did not takes their value; one that both changed is shown with
both, and nothing is kept before that was seen.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from flask import request
from wtforms import FieldList, HiddenField

from admin.forms import PageForm
from admin.phone_entries import add_empty, filled
from admin.translations import _
from referrals.importing.book import Book


@dataclass(frozen=True)
class Group:
    """Fields that stand together under a heading; `hint` and `title` are texts to translate."""

    title: str
    fields: tuple[str, ...]
    hint: str = ""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a field: where it is on the page, what it is called, what is said."""

    id: str
    label: str
    words: str


class RecordForm(PageForm):
    """A form on a record of the directory.

    A subclass has `groups`, and says by `shown` what the fields hold for a record (text, "" for
    nothing; a sorted list for boxes; a list of dicts for phones) and by `write` what a book gets.
    """

    groups: ClassVar[tuple[Group, ...]] = ()
    seen = HiddenField()

    @classmethod
    def shown(cls, book: Book, key: str) -> dict[str, Any]:
        """Return what the fields hold for a record, or for a new one where `key` is not there."""
        raise NotImplementedError

    def write(self, book: Book, key: str) -> None:
        """Put what the form says into the book; only of a form that is right."""
        raise NotImplementedError

    def get_ready(self) -> None:
        """Set choices and the like, after the fields are made and before they are filled."""

    @classmethod
    def opened(cls, book: Book, key: str, is_new: bool = False) -> Self:
        """Return the form as it is opened, or as it was sent."""
        form = cls()
        form.get_ready()
        now = form.shown(book, key)
        form.process(request.form if request.method == "POST" else None, data=now)
        form.meanwhile, form.clashes, form.is_new, form.key = [], {}, is_new, key
        form._before = {name: _mark(value) for name, value in now.items()}
        if request.method == "POST":
            form._compare(now)
        else:
            form._add_rows()
        form.seen.data = _sealed(now)
        return form

    meanwhile: list[str]
    """Labels of fields that others changed while the form was open, and that took their value."""
    clashes: dict[str, object]
    """What others wrote into fields that this form changes too."""
    is_new: bool
    key: str
    _before: dict[str, str]

    def validate(self, extra_validators: Any = None) -> bool:
        """Say whether all can be kept: nothing wrong, and nothing changed meanwhile.

        What was in the directory before and is left as it is need not meet the checks of today.
        """
        super().validate(extra_validators)
        if not self.is_new:
            for name in set(self._before) - self.touched():
                if not isinstance(self[name], FieldList):
                    self[name].errors = []
        self.check_together()
        is_right = not any(field.errors for field in self._fields.values())
        for name, theirs in self.clashes.items():
            said = _(
                "Somebody changed this while the form was open, to: %(value)s. Yours stands here;"
                " keep again to put it in its place.",
                value=_plain(theirs),
            )
            self[name].errors = [*self[name].errors, said]
        self._add_rows()
        return is_right and not self.clashes and not self.meanwhile

    def values(self) -> dict[str, Any]:
        """Return what the fields hold, as `shown` does."""
        return {
            name: _settled(field) for name, field in self._fields.items() if field is not self.seen
        }

    def check_together(self) -> None:
        """Check fields against each other: add errors where they do not agree."""

    def touched(self) -> set[str]:
        """Return the names of the fields that differ from the directory."""
        return {n for n, value in self.values().items() if _mark(value) != self._before.get(n)}

    def faults(self) -> Iterator[Fault]:
        """Yield everything that is wrong, in the order of the page."""
        for group in self.groups:
            for name in group.fields:
                yield from _faults(self[name])

    def _compare(self, now: Mapping[str, Any]) -> None:
        before = _opened(self.seen.data)
        for name, mine in self.values().items():
            theirs = _mark(now.get(name))
            if theirs == before.get(name):
                continue
            if _mark(mine) == before.get(name):
                self[name].process(None, data=now.get(name))
                self.meanwhile.append(self[name].label.text)
            elif _mark(mine) != theirs:
                self.clashes[name] = now.get(name)

    def _add_rows(self) -> None:
        for field in self._fields.values():
            if isinstance(field, FieldList):
                add_empty(field)


def _faults(field: Any) -> Iterator[Fault]:
    if isinstance(field, FieldList):
        for number, entry in enumerate(field, start=1):
            for part in entry.form:
                label = f"{_(field.label.text)} {number}, {_(part.label.text)}"
                yield from (Fault(part.id, label, _(str(words))) for words in part.errors)
        errors = [words for words in field.errors if isinstance(words, str)]
        yield from (Fault(field.id, _(field.label.text), words) for words in errors)
        return
    for words in field.errors:
        yield Fault(field.id, _(field.label.text), _(str(words)))


def _settled(field: Any) -> Any:
    if isinstance(field, FieldList):
        return filled(field.data)
    if isinstance(field.data, list):
        return sorted(field.data)
    return "" if field.data is None else field.data


def _mark(value: Any) -> str:
    text = json.dumps("" if value is None else value, default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _sealed(values: Mapping[str, Any]) -> str:
    return json.dumps({name: _mark(value) for name, value in values.items()})


def _opened(text: str | None) -> Mapping[str, Any]:
    try:
        found = json.loads(text or "")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _plain(value: object) -> str:
    if isinstance(value, list):
        parts = [each["number"] if isinstance(each, dict) else str(each) for each in value]
        return ", ".join(parts) or _("nothing")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value or "") or _("nothing")
