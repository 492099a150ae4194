"""Keeps numbers and Latin words in order inside right-to-left text; it changes no letter.

Phones lay text out by Unicode's bidirectional algorithm (UAX 9). Behind an Arabic letter the groups
of "713-273-3702" would be shown in reverse order, and "8 U.S.C. 1373" would begin with its end. One
mark of one UTF-16 unit mends each; isolates would need two, and old phones do not know them.
"""

import re

LEFT, RIGHT = "\u200e", "\u200f"

_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LETTER = re.compile(r"[^\W\d_]")
# A run that begins with a digit and goes on with signs or Latin letters, spaces inside it included.
_RUN = re.compile(r"(?<![A-Za-z0-9\u200e])\d[\d]*(?:[-(/:.][A-Za-z0-9(]|\)? ?[A-Za-z])")

# Phones from before Unicode 6.3 lay the bracket that closes "287(g)" out on the wrong side.
_BRACKET = re.compile(r"\d\([A-Za-z0-9]\)(?!\u200e)")


def marked(text: str) -> str:
    """Return the text with a mark before each number that would be torn, line by line.

    A line with Arabic in it that begins with a Latin word or a number gets a mark in front, so that
    a phone lays the whole line out from right to left.
    """
    return "\n".join(_marked(line) for line in text.split("\n"))


def _marked(line: str) -> str:
    if not _ARABIC.search(line):
        return line
    out = _BRACKET.sub(rf"\g<0>{LEFT}", _RUN.sub(lambda found: _left_of(line, found), line))
    first = _LETTER.search(line)
    return RIGHT + out if first and not _ARABIC.match(first.group()) else out


def _left_of(line: str, found: re.Match[str]) -> str:
    """Put a mark before a run unless a Latin letter before it already holds it together."""
    before = [letter for letter in _LETTER.findall(line[: found.start()])]
    is_held = bool(before) and not _ARABIC.match(before[-1])
    return found.group() if is_held else LEFT + found.group()
