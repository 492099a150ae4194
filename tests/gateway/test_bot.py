"""The port to Rasa: every reply that is no list of utterances is one exception."""

import json
from collections.abc import Callable

import httpx
import pytest

from gateway.bot import Bot, BotUnavailable
from gateway.pin import pin_at
from phrasebook.utterance import Utterance

CANARY = "canary zebra"
SAID = [{"recipient_id": "p", "custom": {"say": "door_home", "with": {"n": 1}, "language": "es"}}]


def bot(answer: Callable[[httpx.Request], httpx.Response]) -> Bot:
    client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    return Bot("http://127.0.0.1:5005/", client)


def saying(status: int, content: object) -> Bot:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return bot(lambda request: httpx.Response(status, content=body))


async def sent(text: str) -> dict[str, str]:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=SAID)

    await bot(answer).ask("p", text)
    assert str(seen[0].url) == "http://127.0.0.1:5005/webhooks/rest/webhook"
    return json.loads(seen[0].content)


async def test_what_the_bot_says_comes_back_as_utterances():
    assert await saying(200, SAID).ask("p", "hola") == [Utterance("door_home", "es", {"n": 1})]


async def test_the_text_goes_to_rasa_under_the_pseudonym():
    assert await sent("la migra") == {"sender": "p", "message": "la migra"}


@pytest.mark.parametrize(
    "text", ["/restart", " / /restart", "//restart", "\n/restart", "\u00a0/\x1f/restart"]
)
async def test_no_text_can_begin_with_what_rasa_takes_for_a_command(text):
    assert (await sent(text))["message"] == "restart"


@pytest.mark.parametrize("text", ["", "/", " / ", "\n"])
async def test_rasa_never_gets_an_empty_text(text):
    assert (await sent(text))["message"] == "?"


async def test_a_slash_inside_a_text_stays():
    assert (await sent("I-200/I-205?"))["message"] == "I-200/I-205?"


@pytest.mark.parametrize(
    ("status", "content", "reason"),
    [
        (200, [], "empty"),
        (200, {}, "empty"),
        (200, None, "empty"),
        (200, b"", "JSONDecodeError"),
        (200, b"<html>", "JSONDecodeError"),
        (200, b"\xff\xfe\xff", "UnicodeDecodeError"),
        (200, ["text", 7], "malformed"),
        (200, "text", "malformed"),
        (200, [{"text": CANARY}], "malformed"),
        (200, [{"custom": [CANARY]}], "malformed"),
        (200, [{"custom": {"say": CANARY}}], "malformed"),
        (200, [SAID[0], {"custom": None}], "malformed"),
        (500, {"error": CANARY}, "HTTPStatusError"),
        (503, SAID, "HTTPStatusError"),
        (302, SAID, "HTTPStatusError"),
    ],
)
async def test_any_other_reply_is_a_bot_that_is_not_available(status, content, reason):
    with pytest.raises(BotUnavailable) as failure:
        await saying(status, content).ask("p", CANARY)
    assert str(failure.value) == reason
    shown = failure.value.__context__ is not None and not failure.value.__suppress_context__
    assert not shown  # a traceback would tell what was replied


@pytest.mark.parametrize("kind", [httpx.ReadTimeout, httpx.ConnectTimeout, httpx.ConnectError])
async def test_a_bot_that_does_not_answer_in_time_is_not_available(kind):
    def answer(request: httpx.Request) -> httpx.Response:
        raise kind(CANARY, request=request)

    with pytest.raises(BotUnavailable, match=f"^{kind.__name__}$"):
        await bot(answer).ask("p", CANARY)
    with pytest.raises(BotUnavailable, match=f"^{kind.__name__}$"):
        await bot(answer).erase("p")
    assert not await bot(answer).is_ready()


async def test_an_erase_is_the_only_command_that_is_sent():
    def answer(request: httpx.Request) -> httpx.Response:
        assert json.loads(request.content) == {"sender": "p", "message": "/erase"}
        return httpx.Response(200, json=SAID)

    assert [said.say for said in await bot(answer).erase("p")] == ["door_home"]


async def test_a_text_that_is_no_unicode_is_a_failure_like_any_other():
    with pytest.raises(BotUnavailable, match=r"^UnicodeEncodeError$"):
        await saying(200, SAID).ask("p", "\ud83d")


@pytest.mark.parametrize(("status", "ready"), [(200, True), (404, False), (503, False)])
async def test_it_is_ready_when_rasa_answers_200(status, ready):
    assert await saying(status, {}).is_ready() is ready


async def test_a_pin_and_the_language_that_is_shown_go_beside_the_text():
    seen: list[object] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(json.loads(request.content).get("metadata"))
        return httpx.Response(200, json=SAID)

    at = pin_at(29.7312, -95.5349)
    for pin, language in ((None, ""), (None, "ko"), (at, ""), (at, "ko")):
        await bot(answer).ask("p", "hola", pin, language)
    point = {"pin": {"lat": 29.73, "lon": -95.53}}
    assert seen == [None, {"language": "ko"}, point, point | {"language": "ko"}]
