"""The addresses of the chat on websites, each with what answers it; it answers nothing itself."""

import json
from pathlib import Path

import yaml
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from gateway.settings import Settings
from gateway.turn import Turns
from gateway.usage import Usage
from gateway.web.chat import Chat
from gateway.web.cors import Origins, origin_of
from gateway.web.internal_sites import SitesPages
from gateway.web.limits import Allowed, Limits
from gateway.web.pages import FOLDER, Pages
from gateway.web.policies import page_headers
from gateway.web.served import ServedFile
from gateway.web.shown import Shown, starter_ids
from gateway.web.site import Site
from gateway.web.sites import Sites, SitesPort

HERE = Path(__file__).parent
DESCRIPTION = HERE / "openapi.yml"
WIDGET = HERE / "widget" / "dist" / "widget.js"
PREVIEW = HERE / "widget" / "preview"
PREVIEW_KEY = "preview"

SCRIPT, STYLE, PAGE = "text/javascript", "text/css", "text/html"
FOR_EVERYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
}


def web_routes(settings: Settings, rows: SitesPort, turns: Turns, usage: Usage) -> list[BaseRoute]:
    """Return all routes of the chat, the admin's too."""
    sites = Sites(rows, _always(settings))
    origins = Origins(sites, settings.public_base_url, settings.is_development)
    allowed = Allowed(
        settings.web_address_minute, settings.web_address_hour, settings.web_site_minute
    )
    chat = Chat(turns, sites, origins, Limits(allowed), usage, settings.pseudonym_key)
    speech = turns.speech
    pages = Pages(sites, origins, Shown(speech, settings.sms_number), speech.languages)
    routes: list[BaseRoute] = [*_talking(chat), *_files(), *_pages(chat, pages)]
    if settings.internal_key:
        desk = SitesPages(
            sites, usage, settings.internal_key, settings.public_base_url, starter_ids(speech)
        )
        routes.append(Route("/internal/sites", desk.list, methods=["GET"]))
        routes.append(Route("/internal/sites/{key}", desk.put, methods=["PUT"]))
    return routes


def _always(settings: Settings) -> list[Site]:
    """Return the site of a developer's machine, which shows the chat on the gateway's own pages."""
    origin = origin_of(settings.public_base_url)
    return [Site(PREVIEW_KEY, PREVIEW_KEY, (origin,))] if settings.is_development else []


def _talking(chat: Chat) -> list[BaseRoute]:
    return [
        Route("/chat/messages", chat.messages, methods=["POST"]),
        Route("/chat/messages", chat.preflight, methods=["OPTIONS"]),
        Route("/chat/conversation", chat.conversation, methods=["DELETE"]),
        Route("/chat/conversation", chat.preflight, methods=["OPTIONS"]),
    ]


def _files() -> list[BaseRoute]:
    briefly = {"Cache-Control": "no-cache"}
    preview = page_headers(frames="'self'")
    served = {
        "/widget.js": ServedFile(WIDGET, SCRIPT, FOR_EVERYBODY),
        "/chat/page.css": ServedFile(FOLDER / "page.css", STYLE, briefly),
        "/embed": ServedFile(PREVIEW / "index.html", PAGE, preview),
        "/embed/preview.js": ServedFile(PREVIEW / "preview.js", SCRIPT, briefly),
        "/embed/preview.css": ServedFile(PREVIEW / "preview.css", STYLE, briefly),
    }
    return [Route(path, file.__call__, methods=["GET"]) for path, file in served.items()]


def _pages(chat: Chat, pages: Pages) -> list[BaseRoute]:
    told = json.dumps(yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8")))

    async def description(request: Request) -> Response:
        return Response(told, media_type="application/json")

    return [
        Route("/chat/openapi.json", description, methods=["GET"]),
        Route("/chat/sites/{key}/{lang}", pages.settings, methods=["GET"]),
        Route("/chat/sites/{key}/{lang}", chat.preflight, methods=["OPTIONS"]),
        Route("/chat/{key}", pages.page, methods=["GET"]),
    ]
