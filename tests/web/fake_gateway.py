"""A small gateway that keeps to the contract of the chat: it answers by what a test has put in."""

import gzip
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from tests.web.replies import reply_to, settings_in
from tools.widget import BUILT, FOLDER

POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'none'"
PREVIEW_POLICY = "default-src 'self'; frame-src 'self' data: blob:"


@dataclass
class World:
    """What the gateway knows and what has reached it; tests read and change it."""

    origins: set[str] = field(default_factory=set)
    sites: dict[str, dict[str, Any]] = field(default_factory=lambda: {"k-partner": {}})
    is_down: bool = False
    refuse: list[tuple[int, dict[str, Any], dict[str, str]]] = field(default_factory=list)
    """Answers to the next messages in place of a reply: status, problem, headers."""

    break_after: list[int] = field(default_factory=list)
    """After how many parts the next streams break off."""

    think: float = 0.0
    posts: list[dict[str, Any]] = field(default_factory=list)
    resumed: list[str] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    settings_asked: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)
    turns: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def texts(self) -> list[str]:
        """The texts that reached the bot: once for each message id."""
        return [turn["text"] for turn in self.turns.values()]

    def turn(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return the reply to a message; the same for the same id."""
        kept = self.turns.setdefault(body["id"], {"text": body["text"], "reply": reply_to(body)})
        reply: dict[str, Any] = kept["reply"]
        return reply


class Answers(BaseHTTPRequestHandler):
    """Requests and answers of the contract, on a loopback port."""

    world: World
    protocol_version = "HTTP/1.0"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_OPTIONS(self) -> None:
        self.answer(204, b"", {"Access-Control-Allow-Methods": "GET, POST, DELETE"})

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if self.headers.get("Cookie"):
            self.world.cookies.append(path)
        if path == "/widget.js":
            kind = {"Content-Type": "text/javascript", "Content-Encoding": "gzip"}
            self.answer(200, gzip.compress(BUILT.read_bytes()), kind, every=True)
        elif path.startswith("/chat/sites/"):
            self.give_settings(*path.split("/")[3:5])
        elif path.startswith("/embed"):
            self.give_preview(path)
        elif path.startswith("/chat/"):
            self.give_page(path.split("/")[2])
        else:
            self.answer(404, b"", {})

    def do_POST(self) -> None:
        body = self.body()
        self.world.posts.append(body | {"origin": self.headers.get("Origin")})
        if self.world.is_down:
            self.close_connection = True
            self.connection.close()
            return None
        if self.world.refuse:
            status, problem, headers = self.world.refuse.pop(0)
            return self.problem(status, problem, headers)
        if self.headers.get("Accept") == "text/event-stream":
            return self.stream(body)
        reply = self.world.turn(body)
        return self.json(200, {"id": body["id"], **reply})

    def do_DELETE(self) -> None:
        body = self.body()
        if self.world.is_down:
            return self.problem(503, {"code": "unavailable"}, {})
        self.world.forgotten.append(body["conversation"])
        return self.answer(204, b"", {})

    def stream(self, body: dict[str, Any]) -> None:
        """Write the reply as events, from where the last attempt ended."""
        self.send_response(200)
        self.send_headers({"Content-Type": "text/event-stream"})
        self.write(f"event: received\ndata: {json.dumps({'id': body['id']})}\n\n")
        until = time.monotonic() + self.world.think
        while time.monotonic() < until:
            self.write(": waiting\n\n")
            time.sleep(0.05)
        reply = self.world.turn(body)
        resumed = self.headers.get("Last-Event-ID")
        if resumed:
            self.world.resumed.append(resumed)
        first = int(resumed.rpartition(".")[2]) + 1 if resumed else 0
        breaks = self.world.break_after.pop(0) if self.world.break_after else None
        for number, part in enumerate(reply["parts"][first:], start=first):
            if number == breaks:
                return
            data = json.dumps(part)
            self.write(f"event: part\nid: {body['id']}.{number}\ndata: {data}\n\n")
        done = {name: value for name, value in reply.items() if name != "parts"}
        self.write(f"event: done\ndata: {json.dumps(done)}\n\n")

    def give_settings(self, key: str, tag: str) -> None:
        self.world.settings_asked.append(tag)
        site = self.world.sites.get(key)
        if self.world.is_down:
            self.connection.close()
            return None
        if site is None:
            return self.problem(404, {"code": "unknown_site"}, {})
        if not site.get("is_on", True):
            return self.problem(403, {"code": "site_off"}, {})
        return self.json(200, settings_in(key, tag) | site)

    def give_page(self, key: str) -> None:
        settings = json.dumps(settings_in(key, "en")).replace("<", "\\u003c")
        page = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Chat</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script src="/widget.js" async></script>
<script type="application/json" id="amparo-settings">{settings}</script></head>
<body><main><amparo-chat data-site="{key}" data-language="en" data-layout="page">
<p>Call 911</p></amparo-chat></main></body></html>"""
        self.answer(
            200, page.encode(), {"Content-Type": "text/html", "Content-Security-Policy": POLICY}
        )

    def give_preview(self, path: str) -> None:
        name = path.removeprefix("/embed").strip("/") or "index.html"
        kinds = {"html": "text/html", "js": "text/javascript", "css": "text/css"}
        headers = {
            "Content-Type": kinds[name.rpartition(".")[2]],
            "Content-Security-Policy": PREVIEW_POLICY,
        }
        self.answer(200, (FOLDER / "preview" / name).read_bytes(), headers)

    def body(self) -> dict[str, Any]:
        given: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        return given

    def json(self, status: int, content: object) -> None:
        self.answer(status, json.dumps(content).encode(), {"Content-Type": "application/json"})

    def problem(self, status: int, content: dict[str, Any], headers: dict[str, str]) -> None:
        kind = {"Content-Type": "application/problem+json"} | headers
        self.answer(status, json.dumps(content | {"status": status}).encode(), kind, every=True)

    def answer(
        self, status: int, content: bytes, headers: dict[str, str], every: bool = False
    ) -> None:
        self.send_response(status)
        self.send_headers(headers | {"Content-Length": str(len(content))}, every)
        self.write(content)

    def send_headers(self, headers: dict[str, str], every: bool = False) -> None:
        origin = self.headers.get("Origin", "")
        if every or origin in self.world.origins:
            self.send_header("Access-Control-Allow-Origin", "*" if every else origin)
            self.send_header("Access-Control-Allow-Headers", "Content-Type, Last-Event-ID, Accept")
            self.send_header("Access-Control-Expose-Headers", "Retry-After")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def write(self, content: bytes | str) -> None:
        try:
            self.wfile.write(content.encode() if isinstance(content, str) else content)
            self.wfile.flush()
        except OSError:
            return  # the page was left


class Served:
    """A server on a free port of its own; `address` is where."""

    def __init__(self, answers: type[BaseHTTPRequestHandler]) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), answers)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)


def serve_gateway(world: World) -> Served:
    """Serve a world until `end`."""
    return Served(type("Gateway", (Answers,), {"world": world}))
