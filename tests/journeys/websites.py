"""Websites on origins of their own, registered as the admin does; it opens no browser."""

from typing import Any

import httpx

from tests.running import Running
from tests.web.partner import STRICT, Partner

NEUTRAL = "https://www.weather.gov/"


class Websites:
    """The websites of a test."""

    def __init__(self, system: Running) -> None:
        self.system = system
        self._partners: list[Partner] = []

    def open(self, key: str, policy: str = STRICT, **changes: Any) -> Partner:
        """Return a website whose pages have the launcher; it is registered under a key."""
        partner = self.unregistered(key, policy)
        self.register(key, partner, **changes)
        return partner

    def unregistered(self, key: str, policy: str = STRICT) -> Partner:
        """Return a website with a key that is not registered for its origin."""
        partner = Partner(self.system.address, policy)
        partner.head = partner.script(data_site=key)
        self._partners.append(partner)
        return partner

    def register(self, key: str, partner: Partner, **changes: Any) -> None:
        """Tell the gateway of a website, or of a change, over the address for the admin."""
        site = {
            "name": f"Website {key}",
            "origins": [partner.address],
            "is_on": True,
            "colors": {"accent": "#1d4f91", "on_accent": "#ffffff"},
            "leave_to": NEUTRAL,
        }
        reply = httpx.put(
            f"{self.system.address}/internal/sites/{key}",
            json=site | changes,
            headers={"X-Internal-Key": self.system.settings["INTERNAL_KEY"]},
            timeout=20,
        )
        reply.raise_for_status()

    def end(self) -> None:
        """Close every website."""
        for partner in self._partners:
            partner.end()
