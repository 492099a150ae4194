"""A reply as a stream: signs of life, one event a part, and what a page has is not sent again."""

import asyncio
import json

import pytest

from phrasebook.utterance import Utterance
from tests.gateway.ports import FakeBot
from tests.gateway.web.visitor import ORIGIN, STREAM, Visitor, conforms, events_of, refused

SAYS = [Utterance("door_home", "es"), Utterance("notice.information", "es")]


async def test_a_stream_tells_that_the_message_has_come_its_parts_and_the_end():
    reply = await Visitor(FakeBot(SAYS)).send(headers=STREAM)
    assert reply.headers["content-type"].startswith("text/event-stream")
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["access-control-allow-origin"] == ORIGIN
    events = events_of(reply.text)
    assert [(name, identity) for name, identity, _ in events] == [
        ("received", ""),
        ("part", "message-1.1"),
        ("part", "message-1.2"),
        ("done", ""),
    ]
    assert events[0][2] == {"id": "message-1"}
    assert (events[-1][2]["language"], events[-1][2]["direction"]) == ("es", "ltr")
    for _, _, part in events[1:-1]:
        conforms("Part", part)
    conforms("Whole", events[-1][2])


async def test_a_stream_and_json_say_the_same():
    visitor = Visitor(FakeBot(SAYS))
    whole = (await visitor.send()).json()
    events = events_of((await visitor.send(headers=STREAM)).text)
    assert [data for name, _, data in events if name == "part"] == whole["parts"]
    assert len(visitor.bot.asked) == 1


async def test_while_the_bot_thinks_there_is_a_sign_of_life_each_second():
    reply = await Visitor(FakeBot(SAYS, seconds=2.2)).send(headers=STREAM)
    assert reply.text.count(": waiting\n\n") == 3
    assert reply.text.index(": waiting") < reply.text.index("event: part")


@pytest.mark.parametrize(
    ("last", "sent"),
    [
        ("message-1.1", ["message-1.2"]),
        ("message-1.2", []),
        ("message-1.99", []),
        ("message-1.0", ["message-1.1", "message-1.2"]),
        ("message-2.1", ["message-1.1", "message-1.2"]),
        ("message-1.-1", ["message-1.1", "message-1.2"]),
        ("1", ["message-1.1", "message-1.2"]),
        ("", ["message-1.1", "message-1.2"]),
    ],
)
async def test_a_page_that_comes_back_gets_the_parts_that_it_has_not(last, sent):
    visitor = Visitor(FakeBot(SAYS))
    await visitor.send(headers=STREAM)
    again = await visitor.send(headers=STREAM | {"Last-Event-ID": last})
    events = events_of(again.text)
    assert [identity for name, identity, _ in events if name == "part"] == sent
    assert events[-1][0] == "done"
    assert len(visitor.bot.asked) == 1


async def test_a_page_that_goes_away_loses_no_reply_and_the_turn_is_taken_once():
    visitor = Visitor(FakeBot(SAYS, seconds=0.2))
    leaving = asyncio.create_task(visitor.send(headers=STREAM))
    await asyncio.sleep(0.05)
    leaving.cancel()
    await asyncio.sleep(0.3)
    assert (await visitor.send()).json()["parts"][0]["say"] == "door_home"
    assert len(visitor.bot.asked) == 1


async def test_a_failure_in_the_middle_of_a_stream_is_words():
    events = events_of((await Visitor(FakeBot(fails="empty")).send(headers=STREAM)).text)
    assert events[1][2]["say"] == "trouble.now"


async def test_what_is_refused_is_a_problem_and_no_stream():
    refused(await Visitor().send(site="k-nobody-made", headers=STREAM), 404, "unknown_site")


async def test_an_event_is_one_line_whatever_the_words_hold():
    says = [Utterance("door_home.sources", "ar"), Utterance("card.door", "en")]
    text = (await Visitor(FakeBot(says)).send(headers=STREAM)).text
    told = [line for line in text.split("\n") if line.startswith("data: ")]
    assert len(told) == 4
    assert "\\n" in told[1]
    assert all(json.loads(line.removeprefix("data: ")) for line in told)
