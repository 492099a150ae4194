"""The way in and out of the web: a message becomes an Inbound, a Reply becomes parts or events."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from gateway.bot import BotUnavailable
from gateway.store import StoreUnavailable
from gateway.turn import Inbound, Reply, Turns
from gateway.usage import Usage
from gateway.web.cors import Origins
from gateway.web.events import (
    HEADERS,
    MEDIA_TYPE,
    parts_had,
    received,
    told,
    until_done,
    wants_events,
)
from gateway.web.limits import Limits
from gateway.web.message import CHANNEL, Message, read_erasure, read_message
from gateway.web.parts import parts_of, whole_of
from gateway.web.problems import ALWAYS, Refused, problem
from gateway.web.shown import nearest
from gateway.web.site import Site
from gateway.web.sites import Sites

log = structlog.get_logger()

SPARE_SECONDS = 0.5
"""How much longer than a turn a reply may take, come what may."""


@dataclass
class Chat:
    """`POST /chat/messages`, `DELETE /chat/conversation` and what browsers ask before them."""

    turns: Turns
    sites: Sites
    origins: Origins
    limits: Limits
    usage: Usage
    pseudonym_key: str

    async def messages(self, request: Request) -> Response:
        """Answer a message; its id seen before gets the same reply and no second turn."""
        return await self._answered(request, self._take)

    async def conversation(self, request: Request) -> Response:
        """Forget a conversation, also of a site that was turned off meanwhile.

        503 when the bot may still remember it.
        """
        return await self._answered(request, self._erase)

    async def preflight(self, request: Request) -> Response:
        """Answer what a browser asks before it sends."""
        return await self._answered(request, self._allow)

    async def _answered(
        self, request: Request, answer: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        try:
            response = await answer(request)
        except Refused as refused:
            response = problem(refused)
        except StoreUnavailable:
            response = problem(Refused("unavailable"))
        response.headers.update(await self.origins.headers(request))
        return response

    async def _allow(self, request: Request) -> Response:
        return Response(status_code=204, headers=await self.origins.preflight(request))

    async def _take(self, request: Request) -> Response:
        message = await read_message(request)
        site = await self._admitted(request, message.site, "message")
        if not site.is_on:
            raise Refused("site_off")
        await self.limits.check_site(site.key)
        language = nearest(message.language, self.turns.speech.languages)
        inbound = message.inbound(self.pseudonym_key, language)
        if not self.turns.has_taken(inbound):
            self.usage.note_site(site.key)
        turn = asyncio.create_task(self._reply(inbound))
        if wants_events(request):
            events = self._events(turn, message, parts_had(request, message.id))
            return StreamingResponse(events, media_type=MEDIA_TYPE, headers=ALWAYS | HEADERS)
        reply = await turn
        parts = parts_of(reply, self.turns.speech)
        whole = whole_of(reply, self.turns.speech)
        return JSONResponse({"id": message.id, **whole, "parts": parts}, headers=ALWAYS)

    async def _erase(self, request: Request) -> Response:
        erasure = await read_erasure(request)
        await self._admitted(request, erasure.site, "erasure")
        who = erasure.who(self.pseudonym_key)
        forgetting = asyncio.create_task(self.turns.forget(CHANNEL, who))
        # It goes on when nobody waits any more: a person may have left quickly.
        await asyncio.wait({forgetting}, timeout=self.turns.seconds + SPARE_SECONDS)
        forgetting.add_done_callback(_look_at)
        if not forgetting.done() or isinstance(forgetting.exception(), BotUnavailable):
            raise Refused("unavailable")
        forgetting.result()
        return Response(status_code=204, headers=ALWAYS)

    async def _admitted(self, request: Request, key: str, what: str) -> Site:
        """Return the site that a request is for; raise Refused if it may not be sent."""
        site = await self.sites.get(key)
        if site is None:
            raise Refused("unknown_site")
        self.origins.check(request, site)
        await self.limits.check_address(request.client.host if request.client else "", what)
        return site

    async def _events(
        self, turn: asyncio.Task[Reply], message: Message, had: int
    ) -> AsyncIterator[str]:
        try:
            yield received(message.id)
            async for sign in until_done(turn):
                yield sign
            reply, speech = turn.result(), self.turns.speech
            for event in told(message.id, parts_of(reply, speech), whole_of(reply, speech), had):
                yield event
        finally:
            turn.cancel()  # of waiting; the turn itself goes on and its reply is remembered

    async def _reply(self, inbound: Inbound) -> Reply:
        """Return the reply to a message, or words without the bot: for all that can happen."""
        taking = asyncio.create_task(self.turns.take(inbound))
        try:
            await asyncio.wait({taking}, timeout=self.turns.seconds + SPARE_SECONDS)
        finally:
            taking.add_done_callback(_look_at)
        if taking.done() and taking.exception() is None:
            return taking.result()
        reason = type(taking.exception()).__name__ if taking.done() else TimeoutError.__name__
        log.error("turn.crashed", reason=reason)
        return self.turns.trouble(inbound.language)


def _look_at(done: asyncio.Task[Reply] | asyncio.Task[None]) -> None:
    """Look at how a task ended: what nobody looks at is logged with its message."""
    if not done.cancelled():
        done.exception()
