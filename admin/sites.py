"""Asks the gateway for the websites that carry the chat, and tells it one; it keeps none itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from admin.internal import KEY_HEADER

PATIENCE_SECONDS = 5.0
_KEPT = (httpx.codes.OK, httpx.codes.CREATED, httpx.codes.NO_CONTENT)


class NoSites(Exception):
    """The gateway tells and takes none. `why`: "off", "silent", "stranger", "store" or "odd"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class SiteRefused(Exception):
    """The gateway does not take a site. `wrong` says a code of what is wrong with each field."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(", ".join(sorted(wrong)))
        self.wrong = wrong


@dataclass(frozen=True)
class Site:
    """A website as the gateway has it; `messages` of 30 days are written as they are told.

    `fewest` is set where the number is not told, because it is smaller than that.
    """

    key: str
    name: str = ""
    origins: tuple[str, ...] = ()
    is_on: bool = True
    accent: str = "#0b5fff"
    on_accent: str = "#ffffff"
    title: str = ""
    starters: tuple[str, ...] = ()
    leave_to: str = "https://www.weather.gov/"
    remember: bool = False
    messages: int | None = None
    fewest: int | None = None

    def told(self) -> dict[str, Any]:
        """Return what the gateway is told of it."""
        return {
            "key": self.key,
            "name": self.name,
            "origins": list(self.origins),
            "is_on": self.is_on,
            "colors": {"accent": self.accent, "on_accent": self.on_accent},
            "title": self.title,
            "starters": list(self.starters),
            "leave_to": self.leave_to,
            "remember": self.remember,
        }

    def differs(self, other: "Site") -> list[str]:
        """Return the names of the fields in which another site is not the same."""
        theirs = other.told()
        return [name for name, value in self.told().items() if value != theirs[name]]


@dataclass(frozen=True)
class Sites:
    """All sites by their keys, and the address under which the internet reaches the gateway."""

    by_key: Mapping[str, Site]
    base_url: str


@dataclass(frozen=True)
class SiteDesk:
    """Where sites are asked for and handed in: the gateway on this machine."""

    gateway_url: str
    key: str

    def sites(self) -> Sites:
        """Return every site; raise NoSites."""
        answer = self._send("GET", "/internal/sites")
        if answer.status_code != httpx.codes.OK:
            raise NoSites(_why(answer))
        try:
            told = answer.json()
            found = [_site(row) for row in told["sites"]]
            base_url = str(told.get("base_url") or self.gateway_url).rstrip("/")
        except (ValueError, KeyError, TypeError, AttributeError):
            raise NoSites("odd") from None
        return Sites({site.key: site for site in found}, base_url)

    def keep(self, site: Site) -> None:
        """Hand in a new or a changed site; raise SiteRefused or NoSites."""
        answer = self._send("PUT", f"/internal/sites/{site.key}", site.told())
        if answer.status_code in _KEPT:
            return
        if answer.status_code == httpx.codes.BAD_REQUEST:
            raise SiteRefused(_wrong(answer))
        raise NoSites(_why(answer))

    def _send(self, method: str, path: str, body: object = None) -> httpx.Response:
        """Ask over HTTP, and never through a proxy of the environment."""
        if not self.gateway_url:
            raise NoSites("off")
        try:
            with httpx.Client(timeout=PATIENCE_SECONDS, trust_env=False) as client:
                address, shown = f"{self.gateway_url}{path}", {KEY_HEADER: self.key}
                return client.request(method, address, headers=shown, json=body)
        except httpx.HTTPError:
            raise NoSites("silent") from None


def _why(answer: httpx.Response) -> str:
    return {404: "stranger", 503: "store"}.get(answer.status_code, "odd")


def _wrong(answer: httpx.Response) -> dict[str, str]:
    try:
        return {str(field): str(code) for field, code in answer.json()["wrong"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoSites("odd") from None


def _site(told: Mapping[str, Any]) -> Site:
    messages = told.get("messages_30_days")
    is_number = isinstance(messages, int)
    return Site(
        key=str(told["key"]),
        name=str(told["name"]),
        origins=tuple(str(origin) for origin in told["origins"]),
        is_on=bool(told["is_on"]),
        accent=str(told["colors"]["accent"]),
        on_accent=str(told["colors"]["on_accent"]),
        title=str(told["title"]),
        starters=tuple(str(starter) for starter in told["starters"]),
        leave_to=str(told["leave_to"]),
        remember=bool(told["remember"]),
        messages=messages if is_number else None,
        fewest=int(messages.removeprefix("<")) if isinstance(messages, str) else None,
    )
