"""A sign-in service on this machine, for tests: it says of everybody what it was told to say."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID = "amparo"


@dataclass
class Service:
    """`claims` are what the next token says; `asked` is the request that the browser brings."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    signed_by: RSAKey | None = None
    asked: dict[str, str] = field(default_factory=dict)
    verifier: str = ""

    def answer(self, location: str) -> str:
        """Take the address the browser is sent to; return the path that it is sent back with."""
        self.asked = {k: v[0] for k, v in parse_qs(urlsplit(location).query).items()}
        back = urlsplit(self.asked["redirect_uri"])
        return f"{back.path}?code=abc&state={self.asked['state']}"

    def token(self) -> dict[str, Any]:
        now = int(time.time())
        claims = {
            "iss": self.issuer or self.address,
            "aud": CLIENT_ID,
            "sub": "1",
            "iat": now,
            "exp": now + 60,
            "nonce": self.asked.get("nonce"),
        } | self.claims
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.signed_by or self.key)
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}

    def page(self, path: str) -> dict[str, Any]:
        if path.endswith("openid-configuration"):
            return {
                "issuer": self.issuer or self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        if path == "/token":
            return self.token()
        return {"keys": [self.key.as_dict(private=False)]}


@contextmanager
def sign_in_service() -> Iterator[Service]:
    """Serve on a free port until the test is over."""
    service = Service()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(service.page(self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            service.verifier = form.get("code_verifier", [""])[0]
            self.do_GET()

        def log_message(self, *_given: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    service.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
