"""Checks a site that the admin hands in, field by field; what is wrong with one is told as a code.

The codes are known to the admin, which has the words for staff.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

from gateway.web.contrast import LEAST, contrast
from gateway.web.site import Site

MOST_LETTERS = 200
MOST_TITLE = 60
MOST_ORIGINS = 20

_KEY = re.compile(r"[a-z0-9-]{8,40}")
_TAKEN = frozenset({"messages", "conversation"})
"""What an address below /chat/ means already."""

_COLOR = re.compile(r"#[0-9a-f]{6}")
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
_OWN_MACHINE = ("localhost", "127.0.0.1")
_DEFAULT_PORTS = {"http": 80, "https": 443}


class InvalidSite(ValueError):
    """A site cannot be kept. `wrong` says a code for each field that is wrong."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(", ".join(sorted(wrong)))
        self.wrong = dict(wrong)


class _Wrong(ValueError):
    """One field is wrong. The message is the code."""


def read_site(key: str, told: Any, starters: Collection[str], known: Collection[str]) -> Site:
    """Return the site that JSON tells; raise InvalidSite with everything that is wrong.

    `starters` are the ids that there are; a key that is `known` already may have any form.
    """
    raw = told if isinstance(told, dict) else {}
    readers: dict[str, Callable[[], Any]] = {
        "key": lambda: _key(key, known),
        "name": lambda: _name(raw.get("name")),
        "origins": lambda: _origins(raw.get("origins")),
        "is_on": lambda: _flag(raw.get("is_on")),
        "colors": lambda: _colors(raw.get("colors")),
        "title": lambda: _title(raw.get("title", "")),
        "starters": lambda: _starters(raw.get("starters", []), starters),
        "leave_to": lambda: _leave_to(raw.get("leave_to")),
        "remember": lambda: _flag(raw.get("remember", False)),
    }
    read: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, reader in readers.items():
        try:
            read[name] = reader()
        except _Wrong as problem:
            wrong[name] = str(problem)
    if wrong:
        raise InvalidSite(wrong)
    accent, on_accent = read.pop("colors")
    return Site(**read, accent=accent, on_accent=on_accent)


def read_origin(written: str) -> str:
    """Return an origin as browsers send it; raise ValueError with a code for what is none."""
    scheme, mark, rest = written.strip().casefold().partition("://")
    try:
        parts = urlsplit(f"{scheme}://{rest}")
        host, port = parts.hostname or "", parts.port
        host = host.encode("idna").decode("ascii")
    except ValueError:
        raise _Wrong("origin_form") from None
    if not mark or scheme not in _DEFAULT_PORTS or not _HOST.fullmatch(host):
        raise _Wrong("origin_form")
    if parts.netloc != rest or "@" in rest or rest.endswith(":"):
        raise _Wrong("origin_form")
    if scheme == "http" and host not in _OWN_MACHINE:
        raise _Wrong("origin_insecure")
    return f"{scheme}://{host}" + ("" if port in (None, _DEFAULT_PORTS[scheme]) else f":{port}")


def _key(key: str, known: Collection[str]) -> str:
    if key not in known and (not _KEY.fullmatch(key) or key in _TAKEN):
        raise _Wrong("key_form")
    return key


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong("type")
    return value.strip()


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("type")
    return value


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list):
        raise _Wrong("type")
    return [_text(each) for each in value]


def _name(value: Any) -> str:
    name = _text("" if value is None else value)
    if not name:
        raise _Wrong("name_missing")
    if len(name) > MOST_LETTERS:
        raise _Wrong("name_long")
    return name


def _title(value: Any) -> str:
    title = _text(value)
    if len(title) > MOST_TITLE:
        raise _Wrong("title_long")
    if not title.isprintable():
        raise _Wrong("title_form")
    return title


def _origins(value: Any) -> tuple[str, ...]:
    written = _texts([] if value is None else value)
    if not written:
        raise _Wrong("origin_missing")
    if len(written) > MOST_ORIGINS:
        raise _Wrong("origin_many")
    return tuple(dict.fromkeys(read_origin(each) for each in written))


def _colors(value: Any) -> tuple[str, str]:
    if not isinstance(value, dict):
        raise _Wrong("type")
    accent, on_accent = (_text(value.get(name)).casefold() for name in ("accent", "on_accent"))
    if not _COLOR.fullmatch(accent) or not _COLOR.fullmatch(on_accent):
        raise _Wrong("color_form")
    if contrast(accent, on_accent) < LEAST:
        raise _Wrong("contrast")
    return accent, on_accent


def _starters(value: Any, there_are: Collection[str]) -> tuple[str, ...]:
    wanted = _texts(value)
    if not set(wanted) <= set(there_are):
        raise _Wrong("starter_unknown")
    return tuple(dict.fromkeys(wanted))


def _leave_to(value: Any) -> str:
    address = _text(value)
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise _Wrong("leave_form") from None
    is_sound = address.isascii() and address.isprintable() and " " not in address
    is_page = parts.scheme == "https" and _HOST.fullmatch(host) and "@" not in parts.netloc
    if not is_page or not is_sound or len(address) > MOST_LETTERS:
        raise _Wrong("leave_form")
    return address
