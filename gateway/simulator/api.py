"""Serves the simulator's page and takes its texts; it is mounted in development only."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from gateway.pseudonym import pseudonym
from gateway.sms.segments import fit, plan
from gateway.turn import Inbound, Turns

PAGE = Path(__file__).with_name("page")
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"


def simulator_routes(turns: Turns, key: str) -> list[BaseRoute]:
    """Return the page at / and `POST /simulator/messages`."""

    async def page(request: Request) -> FileResponse:
        return FileResponse(PAGE / "index.html", headers={"content-security-policy": POLICY})

    async def messages(request: Request) -> JSONResponse:
        try:
            sent = await request.json()
            inbound = _inbound(sent["from"], sent["text"], sent["id"], key)
        except (ValueError, KeyError, TypeError, AttributeError):
            return JSONResponse({"error": "send from, text and id"}, status_code=400)
        reply = await turns.take(inbound)
        parts = fit(reply.text, reply.language)
        return JSONResponse(
            {
                "language": reply.language,
                "direction": turns.speech.languages[reply.language].direction,
                "said": list(reply.said),
                "messages": [_counted(part) for part in parts],
            }
        )

    return [
        Route("/", page, methods=["GET"]),
        Route("/simulator/messages", messages, methods=["POST"]),
        Mount("/simulator", StaticFiles(directory=PAGE)),
    ]


def _inbound(number: str, text: str, message_id: str, key: str) -> Inbound:
    conversation = pseudonym(key, "simulator", number)
    return Inbound("simulator", conversation, text.replace("\x00", ""), f"{number}:{message_id}")


def _counted(text: str) -> dict[str, str | int]:
    counted = plan(text)
    return {"text": text, "encoding": counted.encoding, "segments": counted.segments}
