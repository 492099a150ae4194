"""Reads a request of the widget; what it refuses it names by field, never by content."""

import asyncio
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import ClientDisconnect, Request

from gateway.pin import pin_at
from gateway.pseudonym import pseudonym
from gateway.turn import Inbound
from gateway.web.problems import Refused

CHANNEL = "web"
BODY_SECONDS = 3
MOST_BYTES = 16 * 1024
MOST_CHARACTERS = 2000

type _Random = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]


class _Sent(BaseModel):
    """What every request says: on which site, in which conversation."""

    model_config = ConfigDict(strict=True, hide_input_in_errors=True)

    site: str = Field(max_length=64)
    conversation: _Random = Field(min_length=22)

    def who(self, key: str) -> str:
        """Return the pseudonym of the conversation; on another site it is another one."""
        return pseudonym(key, CHANNEL, f"{self.site}:{self.conversation}")


class Erasure(_Sent):
    """`DELETE /chat/conversation`."""


class Location(BaseModel):
    """Where somebody is, in degrees; it is made coarse before anything else sees it."""

    model_config = ConfigDict(strict=True, hide_input_in_errors=True)

    latitude: float = Field(ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(ge=-180, le=180, allow_inf_nan=False)


class Message(_Sent):
    """`POST /chat/messages`."""

    id: _Random
    text: str
    language: str | None = Field(default=None, max_length=35)
    location: Location | None = None

    def inbound(self, key: str, language: str) -> Inbound:
        """Return the message as a turn takes it; `language` is the tag nearest to what is shown."""
        who = self.who(key)
        place = self.location
        return Inbound(
            channel=CHANNEL,
            conversation=who,
            text=self.text.replace("\x00", ""),
            message_id=pseudonym(key, "message", f"{who}:{self.id}"),
            pin=pin_at(place.latitude, place.longitude) if place else None,
            language=language,
        )


async def read_message(request: Request) -> Message:
    """Return the message in a request; raise Refused."""
    message = await _read(request, Message)
    if len(message.text) > MOST_CHARACTERS:
        raise Refused("too_long")
    return message


async def read_erasure(request: Request) -> Erasure:
    """Return which conversation is to be erased; raise Refused."""
    return await _read(request, Erasure)


async def _read[Sent: _Sent](request: Request, kind: type[Sent]) -> Sent:
    content_type = request.headers.get("content-type", "").partition(";")[0].strip()
    if content_type.casefold() != "application/json":
        raise _invalid("content-type", "application/json")
    try:
        async with asyncio.timeout(BODY_SECONDS):
            body = await _body(request)
        return kind.model_validate_json(body)
    except (TimeoutError, ClientDisconnect):
        raise _invalid("body", "incomplete") from None
    except ValidationError as error:
        raise Refused("invalid", _errors(error)) from None


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Refused("too_long")
    return body


def _errors(error: ValidationError) -> list[dict[str, str]]:
    """Return the fields that are wrong, each with pydantic's code; neither holds content."""
    found = error.errors(include_input=False, include_context=False, include_url=False)
    return [
        {"field": ".".join(map(str, each["loc"])) or "body", "detail": each["type"]}
        for each in found
    ]


def _invalid(field: str, detail: str) -> Refused:
    return Refused("invalid", [{"field": field, "detail": detail}])
