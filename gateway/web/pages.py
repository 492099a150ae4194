"""The chat as a page of its own, and its settings; without script the page says what to do now."""

import html
import json
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from gateway.store import StoreUnavailable
from gateway.web.cors import Origins
from gateway.web.links import Piece
from gateway.web.policies import page_headers
from gateway.web.problems import Refused, problem
from gateway.web.shown import Shown, nearest, preferred
from gateway.web.site import Site
from gateway.web.sites import Sites
from phrasebook.languages import Languages

FOLDER = Path(__file__).with_name("page")
SETTINGS_HEADERS = {
    "Cache-Control": "public, max-age=60",
    "X-Content-Type-Options": "nosniff",
}


@dataclass
class Pages:
    """`GET /chat/<key>`, with ?embed=1 for frames, and `GET /chat/sites/<key>/<lang>`."""

    sites: Sites
    origins: Origins
    shown: Shown
    languages: Languages

    def __post_init__(self) -> None:
        """Read the page's frame once."""
        self._page = Template((FOLDER / "chat.html").read_text(encoding="utf-8"))

    async def settings(self, request: Request) -> Response:
        """Answer with the settings of a site in a language, or the nearest there is."""
        try:
            site = await self._site(request)
            tag = nearest(request.path_params["lang"], self.languages)
            response: Response = JSONResponse(
                self.shown.settings(site, tag), headers=SETTINGS_HEADERS
            )
        except Refused as refused:
            response = problem(refused)
        response.headers.update(await self.origins.headers(request))
        return response

    async def page(self, request: Request) -> Response:
        """Answer with the whole page."""
        try:
            site = await self._site(request)
        except Refused as refused:
            return problem(refused)
        asked, header = request.query_params.get("lang"), request.headers.get("accept-language")
        tag = nearest(asked, self.languages) if asked else preferred(header, self.languages)
        settings = self.shown.settings(site, tag)
        is_framed = request.query_params.get("embed") == "1"
        framers = ("'self'", *site.origins) if is_framed else ()
        content = self._page.substitute(_filled(settings, "embed" if is_framed else "page"))
        return HTMLResponse(content, headers=page_headers(framers))

    async def _site(self, request: Request) -> Site:
        try:
            site = await self.sites.get(request.path_params["key"])
        except StoreUnavailable:
            raise Refused("unavailable") from None
        if site is None:
            raise Refused("unknown_site")
        if not site.is_on:
            raise Refused("site_off")
        return site


def _filled(settings: dict[str, Any], layout: str) -> dict[str, str]:
    """Return what goes into the page, each value fit for where it stands."""
    number, words = settings["sms_number"], settings["words"]
    lines = [_line(settings[name]["pieces"]) for name in ("trouble", "help")]
    if number:
        sms = {"text": number, "sms": number}
        lines.append(_line([{"text": f"{words.get('web.text_us', '')} "}, sms]))
    # In a data block only "<" could end it early.
    block = json.dumps(settings, ensure_ascii=False).replace("<", "\\u003c")
    escaped = {
        "site": settings["site"],
        "language": settings["language"],
        "direction": settings["direction"],
        "title": settings["title"],
        "layout": layout,
    }
    plain = {name: html.escape(value) for name, value in escaped.items()}
    return plain | {"settings": block, "lines": "\n".join(lines)}


def _line(pieces: list[Piece]) -> str:
    return f"<p>{''.join(map(_linked, pieces))}</p>"


def _linked(piece: Piece) -> str:
    text = html.escape(piece["text"])
    for kind, before in (("tel", "tel:"), ("sms", "sms:"), ("url", "")):
        if kind in piece:
            return f'<a href="{html.escape(before + piece[kind])}" dir="ltr">{text}</a>'
    return text
