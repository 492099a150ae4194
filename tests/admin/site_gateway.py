"""A gateway on a port that holds websites, for tests; it answers and refuses as it is told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from admin.internal import KEY_HEADER
from tests.admin.browsing import INTERNAL_KEY

CLINIC = {
    "key": "k-river-clinic-0123456789abcdef",
    "name": "River Clinic",
    "origins": ["https://www.clinic.example", "https://clinic.example"],
    "is_on": True,
    "colors": {"accent": "#0b5fff", "on_accent": "#ffffff"},
    "title": "",
    "starters": ["find_lawyer", "at_my_door"],
    "leave_to": "https://www.weather.gov/",
    "remember": False,
}
UNION = CLINIC | {
    "key": "k-union-0123456789abcdef",
    "name": "A Union",
    "origins": ["https://union.example"],
    "is_on": False,
    "title": "Ask us",
    "starters": [],
    "remember": True,
}


@dataclass
class SiteGateway:
    """What the gateway holds and was asked; `wrong` and `status` are what it answers next."""

    sites: dict[str, dict[str, Any]] = field(default_factory=dict)
    messages: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)
    status: int = 200
    body: Any = None
    address: str = ""

    def told(self) -> Any:
        rows = [s | {"messages_30_days": self.messages.get(k, 0)} for k, s in self.sites.items()]
        return {"sites": rows, "base_url": "https://text.example.org"}

    def answer(self, method: str, path: str, given: Any) -> tuple[int, Any]:
        self.asked.append((method, path))
        if self.status != 200:
            return self.status, self.body
        if method == "GET":
            return 200, self.told() if self.body is None else self.body
        if self.wrong:
            return 400, {"wrong": self.wrong}
        self.sites[path.rpartition("/")[2]] = given
        return 200, given


@contextmanager
def site_gateway(*sites: dict[str, Any]) -> Iterator[SiteGateway]:
    """Serve a gateway with websites on a free port."""
    gateway = SiteGateway({site["key"]: dict(site) for site in sites})

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            given = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.headers.get(KEY_HEADER) != INTERNAL_KEY:
                self._send(404, {})
                return
            self._send(*gateway.answer(self.command, self.path, json.loads(given or "null")))

        def do_PUT(self) -> None:
            self.do_GET()

        def _send(self, status: int, body: Any) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_given: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    gateway.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)
