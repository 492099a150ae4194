"""A stand-in for the admin's door, which keeps what it is sent and can fail or hang."""

import asyncio
import json
from dataclasses import dataclass, field

import httpx

ADMIN = "http://127.0.0.1:8081"
KEY = "k" * 32


@dataclass
class Desk:
    """`trouble` is a status to answer with or an error to raise instead of answering."""

    trouble: int | Exception | None = None
    hangs: bool = False
    requests: list[httpx.Request] = field(default_factory=list)

    async def answer(self, request: httpx.Request) -> httpx.Response:
        """Take a request."""
        if self.hangs:
            await asyncio.sleep(60)
        if isinstance(self.trouble, Exception):
            raise self.trouble
        if self.trouble:
            return httpx.Response(self.trouble)
        self.requests.append(request)
        return httpx.Response(204)

    @property
    def reports(self) -> list[str]:
        """The services that were reported."""
        return [body["service_id"] for body in self._bodies("reports")]

    @property
    def referrals(self) -> list[list[str]]:
        """The services that were named, a list for each time."""
        return [body["service_ids"] for body in self._bodies("referrals")]

    def _bodies(self, path: str) -> list[dict]:
        sent = [each for each in self.requests if each.url.path == f"/internal/{path}"]
        return [json.loads(each.content) for each in sent]
