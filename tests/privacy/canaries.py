"""Made-up words and numbers of one run, and how to find them in bytes, however they are written."""

import base64
import secrets
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

WORD = "q" + "".join(secrets.choice("zxkvwj") for _ in range(13))
"""Part of every made-up word and name, so that one search finds all of them."""

FOREIGN_WORD = "".join(chr(0x1200 + secrets.randbelow(0x48)) for _ in range(6))
"""Ethiopic letters: no ASCII, no upper case."""

_FRACTION = "1" + "".join(secrets.choice("123456789") for _ in range(8))
"""What follows the two decimals of a pin that may be read; rounded, it leaves them as they are."""

PIN = {"Latitude": f"29.73{_FRACTION}", "Longitude": f"-95.53{_FRACTION}"}
"""A point in Houston, finer than a house."""

_SHARED = f"+1555{secrets.randbelow(10**5):05d}"
NUMBERS = tuple(f"{_SHARED}{last:02d}" for last in range(10, 70, 10))
"""All begin alike, so that one search finds all of them."""


def word(where: str) -> str:
    """Return a made-up word that also tells where it was put."""
    return WORD + where


def spelled(number: str) -> list[str]:
    """Return a number in the ways people and channels write it."""
    area, exchange, line = number[2:5], number[5:8], number[8:]
    return [
        number,
        number[1:],
        number[2:],
        f"whatsapp:{number}",
        f"({area}) {exchange}-{line}",
        f"{area}-{exchange}-{line}",
        f"{area}.{exchange}.{line}",
        f"{area} {exchange} {line}",
    ]


def canaries_in(data: bytes) -> set[str]:
    """Return what is found in bytes, each with the encoding it was found in; case never matters."""
    lowered = data.lower()
    found = {f"{text} as {name}" for text, name, coded in _FOLDED if coded in lowered}
    return found | {f"{text} as base64" for text, coded in _BASE64 if coded in data}


def _sought() -> Iterator[str]:
    yield WORD
    yield FOREIGN_WORD
    yield _FRACTION
    yield from {form[:-2].lstrip("+1(whatsp:") for form in spelled(NUMBERS[0])}


def _codings(text: str) -> Iterator[tuple[str, bytes]]:
    utf8 = text.encode()
    yield "UTF-8", utf8
    yield "UTF-16", text.encode("utf-16-le")
    yield "UTF-16 the other way round", text.encode("utf-16-be")
    yield "a part of an address", quote(text).lower().encode()
    yield "a part of a form", quote_plus(text).lower().encode()
    yield "percents", "".join(f"%{byte:02x}" for byte in utf8).encode()
    yield "hex", utf8.hex().encode()
    yield "escapes", "".join(f"\\u{ord(character):04x}" for character in text).encode()
    yield "escaped bytes", "".join(f"\\x{byte:02x}" for byte in utf8).encode()


def _in_base64(text: str) -> Iterator[bytes]:
    """Give base64 of the text after 0, 1 and 2 other bytes, without what neighbours change."""
    variants = {text, text.upper(), text.capitalize()}
    for data in [v.encode() for v in variants] + [text.encode("utf-16-le")]:
        for before, skipped in ((0, 0), (1, 2), (2, 3)):
            coded = base64.b64encode(bytes(before) + data).rstrip(b"=")
            is_whole = (before + len(data)) % 3 == 0
            yield coded[skipped : len(coded) if is_whole else -1]


_FOLDED = [(text, name, coded.lower()) for text in _sought() for name, coded in _codings(text)]
_BASE64 = [(text, coded) for text in _sought() for coded in _in_base64(text)]
