"""The door of the actions process: rasa-sdk's executor on loopback, without CORS and without echo.

rasa-sdk's own server answers an error with the whole request, which Rasa logs; this one answers it
with words for the person and logs the kind of error alone. Run with `python -m actions.server`.
"""

import json
import logging
import resource
import sys

import uvicorn
from rasa_sdk.executor import ActionExecutor
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from actions.directory import get_ready
from actions.knowledge import answers, languages
from actions.settings import read_settings
from phrasebook.languages import SOURCE_LANGUAGE
from phrasebook.utterance import Utterance

log = logging.getLogger("actions")


def create_app() -> Starlette:
    """Return the application with every action of this package registered."""
    executor = ActionExecutor()
    executor.register_package("actions")
    answers(), languages()  # unreadable content stops the start, not a conversation

    async def webhook(request: Request) -> JSONResponse:
        call = {}
        try:
            call = json.loads(await request.body())
            result = await executor.run(call)
        except Exception as error:  # the one door of this process
            log.error("action.failed %s", type(error).__name__)
            return JSONResponse(_trouble(call))
        return JSONResponse(result.model_dump() if result else _trouble(call))

    async def health(request: Request) -> JSONResponse:
        return JSONResponse({"status": "ok"})

    return Starlette(
        routes=[
            Route("/webhook", webhook, methods=["POST"]),
            Route("/health", health, methods=["GET"]),
        ]
    )


def _trouble(call: object) -> dict[str, list[object]]:
    """Return a reply that changes nothing and says that we have trouble, in the known language."""
    tracker = call.get("tracker") if isinstance(call, dict) else None
    slots = tracker.get("slots") if isinstance(tracker, dict) else None
    known = slots.get("language") if isinstance(slots, dict) else None
    tag = known if known in languages().spoken() else SOURCE_LANGUAGE
    return {"events": [], "responses": [{"custom": Utterance("trouble.now", tag).to_json()}]}


def main() -> None:
    """Serve on loopback until stopped; exit with 2 when a setting is wrong."""
    logging.basicConfig(stream=sys.stdout, level=logging.WARNING, format="%(message)s")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold texts
    try:
        settings = read_settings()
    except ValueError as error:
        print(f"actions: {error}", file=sys.stderr)
        sys.exit(2)
    get_ready()
    uvicorn.run(
        create_app(), host="127.0.0.1", port=settings.port, access_log=False, log_config=None
    )


if __name__ == "__main__":
    main()
