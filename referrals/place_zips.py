"""Finds ZIP codes written in a text; it does not know which of them exist."""

import re
import unicodedata

_LETTERS_FOR_DIGITS = str.maketrans("OoIl", "0011")
# Five signs that stand alone, not money, not part of a longer number or word.
_ZIP = re.compile(r"(?<![\w$#.-])([\dOoIl]{5})(?:-\d{4})?(?![\w-]|\.\d)")
_LONG_NUMBER = re.compile(r"(?:\bA[\s#-]?|\+)?\d(?:[\s().-]{0,3}\d){6,}")
_ONLY_ZIPS = re.compile(r"\d{5}(?:[ -]\d{4})?(?:\s+\d{5}(?:-\d{4})?)*")


def find_zips(text: str) -> tuple[str, ...]:
    """Return the five-digit codes of a text in order.

    Numbers of seven digits or more are phone or A-numbers, not ZIPs, unless they read as ZIP+4.
    The letters O and l standing for digits are taken as digits beside at least two real ones.
    """
    text = "".join(_western_digit(sign) for sign in unicodedata.normalize("NFKC", text))
    text = _LONG_NUMBER.sub(_keep_zips, text)
    codes = (match.group(1) for match in _ZIP.finditer(text))
    return tuple(
        code.translate(_LETTERS_FOR_DIGITS)
        for code in codes
        if sum(sign.isdigit() for sign in code) >= 2
    )


def _western_digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def _keep_zips(match: re.Match[str]) -> str:
    return match.group() if _ONLY_ZIPS.fullmatch(match.group()) else " "
