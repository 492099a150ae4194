"""The fields of the directory's forms, with what they refuse; it knows no record."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError

from admin.record_words import KNOWN
from admin.translations import N_
from referrals.importing.cells import clean

type Choices = Sequence[tuple[str, str]]

EMAIL = r"[^@\s]+@[^@\s]+\.[^@\s.]+"
WEBSITE = r"(https?://)?[^\s/.:@]+(\.[^\s/.:@]+)+(:\d+)?(/\S*)?"
_MOST = 500
_MOST_LONG = 5_000


class ChecksField(SelectMultipleField):
    """Several of a list, each with a box to tick."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not of the list."""
        if set(self.data or []) - set(self.choices or {}):
            raise ValidationError(N_("Choose out of the list."))


def text(label: str, hint: str = "", is_needed: bool = False, most: int = _MOST) -> StringField:
    """A line of words."""
    checks: list[Any] = [InputRequired()] if is_needed else [Optional()]
    return StringField(label, [*checks, Length(max=most)], description=hint, filters=[cleaned])


def long_text(label: str, hint: str = "", rows: int = 4) -> TextAreaField:
    """Several lines of words."""
    return TextAreaField(
        label,
        [Optional(), Length(max=_MOST_LONG)],
        description=hint,
        filters=[cleaned],
        render_kw={"rows": rows},
    )


def email(label: str) -> StringField:
    """An e-mail address of an office."""
    return StringField(
        label,
        [
            Optional(),
            Length(max=254),
            Regexp(f"^{EMAIL}$", message=N_("Write it like name@example.org.")),
        ],
        filters=[cleaned],
        render_kw={"type": "email"},
    )


def website(label: str) -> StringField:
    """The address of a page; it need not begin with https://."""
    return StringField(
        label,
        [
            Optional(),
            Length(max=_MOST),
            Regexp(f"^{WEBSITE}$", message=N_("Write it like www.example.org/help.")),
        ],
        filters=[cleaned],
        render_kw={"inputmode": "url"},
    )


def one_of(label: str, choices: Mapping[str, str], hint: str = "") -> SelectField:
    """One of a list of codes."""
    return SelectField(label, choices=dict(choices), description=hint)


def known(label: str, hint: str = "") -> SelectField:
    """Yes, no, or not known."""
    return one_of(label, KNOWN, hint)


def ticked(label: str, hint: str = "") -> BooleanField:
    """A box to tick."""
    return BooleanField(label, description=hint)


def day(label: str, hint: str = "") -> DateField:
    """A day, or none."""
    return DateField(label, [Optional()], description=hint)


def several(label: str, hint: str = "") -> ChecksField:
    """Several of a list; the form sets `choices`, for they depend on the language."""
    return ChecksField(label, choices={}, description=hint)


def cleaned(value: Any) -> Any:
    """Return words without what no text needs, and everything else as it is."""
    return clean(value) if isinstance(value, str) else value


def lines(value: str | None, parted_by: str = ";\n") -> list[str]:
    """Return what stands on lines of its own or between semicolons, each once."""
    parts = (" ".join(part.split()) for part in re.split(f"[{parted_by}]", value or ""))
    return list(dict.fromkeys(part for part in parts if part))


def code_of(value: bool | object | None) -> str:
    """Return the choice of `known` for a value of a column."""
    return "yes" if value is True else "no" if value is False else ""


def value_of(code: str | None) -> bool | None:
    """Return the value of a column for a choice of `known`."""
    return {"yes": True, "no": False}.get(code or "")
