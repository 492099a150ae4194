"""The websites of partners, on origins of their own and with policies of their own."""

from http.server import BaseHTTPRequestHandler

from tests.web.fake_gateway import Served

STRICT = (
    "default-src 'none'; script-src {gateway}; connect-src {gateway}; style-src 'none'; "
    "require-trusted-types-for 'script'"
)
HEAD = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'


class Partner:
    """A site that serves one page at any address, under a policy."""

    def __init__(self, gateway: str, policy: str = STRICT) -> None:
        self.gateway, self.policy = gateway, policy.format(gateway=gateway)
        self.head, self.content = "", ""
        partner = self

        class Pages(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                """Say nothing."""

            def do_GET(self) -> None:
                page = partner.page().encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(page)))
                if partner.policy:
                    self.send_header("Content-Security-Policy", partner.policy)
                self.end_headers()
                self.wfile.write(page)

        self._served = Served(Pages)
        self.address = self._served.address

    def page(self) -> str:
        """Return the page: a heading, then what the test has put in."""
        return (
            f'<!doctype html><html lang="en"><head>{HEAD}<title>Partner</title>{self.head}</head>'
            f"<body><main><h1>A partner</h1>{self.content}</main></body></html>"
        )

    def script(self, **attributes: str) -> str:
        """Return the one line of the launcher; data_site="k" is data-site."""
        given = "".join(f' {n.replace("_", "-")}="{v}"' for n, v in attributes.items())
        return f'<script src="{self.gateway}/widget.js"{given} async></script>'

    def end(self) -> None:
        self._served.end()
