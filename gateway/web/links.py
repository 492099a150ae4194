"""Cuts words into pieces that a page can link; joined again they are the words, letter by letter.

Numbers to call and addresses of the web are linked and nothing else: a ZIP code, a date or the
number of a case is no telephone.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number

Piece = dict[str, str]
"""{"text": words}, and with one of "tel", "sms" or "url" what a tap on them does."""

# Arabic carries marks that order numbers; they are no part of a number or an address.
_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_CODES = {"911": "tel", "988": "tel", "233733": "sms"}
_CODE = re.compile(
    rf"(?<![\w.,$#/+-])(?:{'|'.join(_CODES)})(?!\w|[-.,/:]\d|[-/%@])", flags=re.ASCII
)
_ADDRESS = re.compile(
    r"(?<![\w@.-])"
    r"(?:https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+|(?:[a-z0-9-]+\.)+(?:gov|org|com|net|edu|mil))"
    r"(?![\w@-]|\.\w)"
    r"(?:[/?#][\w/.~%?=&#+:@,;!'()$*-]*)?",
    flags=re.ASCII | re.IGNORECASE,
)
_AFTER_AN_ADDRESS = ".,;:!?'()"


class _Link(NamedTuple):
    start: int
    end: int
    kind: str
    target: str


def pieces_of(words: str) -> list[Piece]:
    """Return the pieces of some words, in order; none of them is empty."""
    shown = [place for place, letter in enumerate(words) if letter not in _MARKS]
    pieces: list[Piece] = []
    end = 0
    for link in _links("".join(words[place] for place in shown)):
        first, last = shown[link.start], shown[link.end - 1] + 1
        pieces.append({"text": words[end:first]})
        pieces.append({"text": words[first:last], link.kind: link.target})
        end = last
    pieces.append({"text": words[end:]})
    return [piece for piece in pieces if piece["text"]]


def _links(plain: str) -> list[_Link]:
    """Return the links in order; where two overlap, an address goes before a number."""
    links: list[_Link] = []
    for found in (*_addresses(plain), *_phones(plain), *_codes(plain)):
        if all(found.end <= link.start or link.end <= found.start for link in links):
            links.append(found)
    return sorted(links)


def _addresses(plain: str) -> Iterator[_Link]:
    for match in _ADDRESS.finditer(plain):
        written = match.group().rstrip(_AFTER_AN_ADDRESS)
        is_whole = written.casefold().startswith(("http://", "https://"))
        target = written if is_whole else f"https://{written}"
        yield _Link(match.start(), match.start() + len(written), "url", target)


def _phones(plain: str) -> Iterator[_Link]:
    """Yield numbers whose digits are grouped as they are in their country, or not at all."""
    for match in PhoneNumberMatcher(plain, "US", leniency=Leniency.STRICT_GROUPING):
        number = format_number(match.number, PhoneNumberFormat.E164)
        extension = f",{match.number.extension}" if match.number.extension else ""
        yield _Link(match.start, match.end, "tel", number + extension)


def _codes(plain: str) -> Iterator[_Link]:
    for match in _CODE.finditer(plain):
        yield _Link(match.start(), match.end(), _CODES[match.group()], match.group())
