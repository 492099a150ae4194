"""Wires the gateway: settings, ports and routes. Run with `python -m gateway.app`."""

import asyncio
import contextlib
import resource
import sys
from collections.abc import AsyncIterator

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from gateway import health
from gateway.bot import Bot
from gateway.door import LastDoor
from gateway.internal import UsagePage
from gateway.logs import set_up_logs
from gateway.settings import ROOT, InvalidSettings, Settings, read_settings
from gateway.simulator.api import simulator_routes
from gateway.sms.keywords import Keywords
from gateway.sms.signature import SignatureCheck
from gateway.sms.webhook import SmsWebhook
from gateway.store import DailyCounts, OptOuts, SiteRows, StoreUnavailable
from gateway.turn import Turns
from gateway.usage import Usage
from gateway.web.routes import web_routes
from phrasebook.content import InvalidContent
from phrasebook.speech import Speech


def create_app(settings: Settings) -> Starlette:
    """Return the application; raise ValueError for settings that cannot work together."""
    client = httpx.AsyncClient(timeout=httpx.Timeout(settings.turn_seconds, connect=1.0))
    speech = Speech(ROOT)
    bot = Bot(settings.bot_url, client)
    keywords = Keywords(speech.languages.command_words())
    opt_outs = OptOuts(settings.store_database_url)
    dangers = [label for label in speech.answers if f"reminder.{label}" in speech.sentences]
    usage = Usage(DailyCounts(settings.store_database_url), speech.answers, dangers)
    turns = Turns(bot, opt_outs, speech, keywords, settings.turn_seconds, usage.note)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with client, _written(usage):
            yield

    app = Starlette(
        routes=_routes(settings, turns, usage),
        lifespan=lifespan,
        middleware=[Middleware(LastDoor, turns=turns)],
    )
    app.state.bot = bot
    app.router.redirect_slashes = False  # a redirect repeats the query, which may hold a text
    return app


@contextlib.asynccontextmanager
async def _written(usage: Usage) -> AsyncIterator[None]:
    """Write what is counted now and then, and what is left at the end."""
    writing = asyncio.create_task(usage.keep_writing())
    try:
        yield
    finally:
        writing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await writing
        await usage.write()


def _routes(settings: Settings, turns: Turns, usage: Usage) -> list[BaseRoute]:
    check = SignatureCheck(settings.twilio_auth_tokens, settings.public_base_url)
    webhook = SmsWebhook(check, turns, settings.pseudonym_key)
    routes: list[BaseRoute] = [
        Route("/twilio/messages", webhook.__call__, methods=["POST"]),
        Route("/health/live", health.live, methods=["GET"]),
        Route("/health/ready", health.ready, methods=["GET"]),
    ]
    if settings.internal_key:
        page = UsagePage(usage, settings.internal_key)
        routes.append(Route("/internal/usage", page.__call__, methods=["GET"]))
    routes += web_routes(settings, SiteRows(settings.store_database_url), turns, usage)
    if settings.is_development:
        routes += simulator_routes(turns, settings.pseudonym_key)
    return routes


def main() -> None:
    """Serve until stopped; exit with 2 and every problem when the settings cannot be used."""
    set_up_logs()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold texts and numbers
    try:
        settings = read_settings()
        app = create_app(settings)
    except (InvalidSettings, InvalidContent, StoreUnavailable, ValueError) as error:
        for problem in getattr(error, "problems", [str(error)]):
            print(f"gateway: {problem}", file=sys.stderr)
        sys.exit(2)
    uvicorn.run(app, host=settings.host, port=settings.port, access_log=False, log_config=None)


if __name__ == "__main__":
    main()
