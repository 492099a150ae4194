"""Where anything unforeseen ends: in words for the person, a kind of error in the log.

Error messages and tracebacks may hold what a person wrote, so neither leaves this module.
"""

import structlog
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.sms.webhook import twiml
from gateway.turn import Turns
from gateway.web.problems import Refused, problem

log = structlog.get_logger()

ON_WEBSITES = "/chat/"


class LastDoor:
    """ASGI middleware around everything else."""

    def __init__(self, app: ASGIApp, turns: Turns) -> None:
        self._app, self._turns = app, turns

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; answer with words if nothing was answered."""
        has_begun = False

        async def watched(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            log.error("turn.crashed", reason=type(error).__name__)
            if scope["type"] == "http" and not has_begun:
                await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        """Return words for a phone; to the page of a website, which has its own, the problem."""
        if scope["path"].startswith(ON_WEBSITES):
            return problem(Refused("unavailable"))
        return twiml(self._turns.trouble(None))
