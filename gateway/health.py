"""Says whether this process lives and whether the bot answers it; nothing about people."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from gateway.bot import Bot


async def live(request: Request) -> JSONResponse:
    """`GET /health/live`: 200 as long as the process answers."""
    return JSONResponse({"status": "live"})


async def ready(request: Request) -> JSONResponse:
    """`GET /health/ready`: 200 when the bot answers, else 503. People get words in either case."""
    bot: Bot = request.app.state.bot
    if await bot.is_ready():
        return JSONResponse({"status": "ready"})
    return JSONResponse({"status": "not ready", "missing": ["bot"]}, status_code=503)
