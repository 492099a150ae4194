"""Checks and shows United States phone numbers; it refuses the numbers that must never be sent."""

from dataclasses import dataclass

# Numbers that public apps print as help lines although they are none.
REFUSED_NUMBERS = {
    "+18663472423": "the ICE tip line",
    "+18554886423": "the VOICE line of ICE",
    "+18004563849": "a number that no official source knows",
}

SILENT = frozenset({"fax", "pager", "modem", "tty", "textphone", "video"})
"""Types of numbers that nobody is told to call."""


class BadPhone(ValueError):
    """A number that cannot be dialled; its row is reported and the phone is left out."""


class RefusedPhone(ValueError):
    """A number that must never reach a person; the whole import stops."""


@dataclass(frozen=True)
class Number:
    """A valid number in E.164 form, with an extension where the source gives one."""

    e164: str
    extension: int | None = None


def parse_phone(text: str) -> Number:
    """Read a number as a US one; raises BadPhone or RefusedPhone."""
    import phonenumbers  # costs a fifth of a second, and an unchanged seed does not need it

    try:
        parsed = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException as problem:
        raise BadPhone("not a phone number") from problem
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if number in REFUSED_NUMBERS:
        raise RefusedPhone(f"{number} is {REFUSED_NUMBERS[number]} and must never be listed")
    if not phonenumbers.is_valid_number(parsed):
        raise BadPhone("not a valid United States number")
    return Number(number, int(parsed.extension) if parsed.extension else None)


def show_phone(e164: str, extension: int | None = None) -> str:
    """Return a number as people in the United States write it: 713-555-0100 x12."""
    digits = e164.removeprefix("+1")
    shown = f"{digits[:3]}-{digits[3:6]}-{digits[6:]}" if len(digits) == 10 else e164
    return f"{shown} x{extension}" if extension else shown
