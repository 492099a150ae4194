"""The form of a record's texts in one other language; it keeps nothing itself."""

import types
from typing import Any, ClassVar

from flask import abort

from admin import fields
from admin.record_form import Group, RecordForm
from admin.record_words import FIELDS
from admin.told import speech
from admin.translations import N_
from phrasebook.languages import SOURCE_LANGUAGE
from referrals.importing.book import Book

_OF = {
    "service": (
        *("name", "description", "eligibility_description", "application_process"),
        *("fees_description", "alert"),
    ),
    "organization": ("description",),
}


class TextsForm(RecordForm):
    """What a record says in `tag`; beside each field stands what it says in English."""

    table: ClassVar[str] = "service"
    tag: ClassVar[str] = ""

    @classmethod
    def shown(cls, book: Book, key: str) -> dict[str, Any]:
        """Return the texts of the language."""
        mine = _texts(book, cls.table, key).get(cls.tag, {})
        return {name: fields.cleaned(mine.get(name) or "") for name in _OF[cls.table]}

    def write(self, book: Book, key: str) -> None:
        """Put the texts into the book, beside those of other languages."""
        texts = {tag: dict(mine) for tag, mine in _texts(book, self.table, key).items()}
        mine = texts.setdefault(self.tag, {})
        mine |= {name: str(self[name].data or "") for name in self.touched()}
        texts[self.tag] = {name: text for name, text in mine.items() if text}
        book.put(self.table, key, texts={tag: of for tag, of in texts.items() if of})


def texts_form(table: str, tag: str) -> type[TextsForm]:
    """Return the form for a language that we answer in; 404 for any other."""
    if tag == SOURCE_LANGUAGE or tag not in speech().languages.spoken():
        abort(404)
    row = speech().languages[tag]
    members: dict[str, Any] = {name: fields.long_text(FIELDS[name], rows=3) for name in _OF[table]}
    for name in members:
        members[name].kwargs["render_kw"] |= {"lang": tag, "dir": row.direction}
    hint = N_("What stands here is kept for partners and pages; the English stays as it is.")
    group = Group(N_("Texts"), _OF[table], hint)
    members |= {"table": table, "tag": tag, "groups": (group,)}
    return types.new_class("Texts", (TextsForm,), exec_body=lambda space: space.update(members))


def _texts(book: Book, table: str, key: str) -> dict[str, dict[str, str]]:
    found = book.row(table, key).get("texts")
    return found if isinstance(found, dict) else {}
