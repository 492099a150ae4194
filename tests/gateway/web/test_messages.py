"""A message on a website and its reply: parts, once for an id, only from where it may come."""

import json

import pytest

from phrasebook.utterance import Utterance
from tests.gateway.ports import FakeBot, words
from tests.gateway.web.visitor import (
    CONVERSATION,
    KEY,
    OFF,
    ORIGIN,
    OTHER,
    OWN,
    FakeRows,
    Visitor,
    conforms,
    refused,
)


async def test_a_message_is_answered_with_the_parts_of_what_the_bot_says():
    visitor = Visitor()
    reply = await visitor.send(language="es-MX")
    told = reply.json()
    assert reply.status_code == 200
    assert [part["say"] for part in told["parts"]] == ["door_home"]
    assert "".join(piece["text"] for piece in told["parts"][0]["pieces"]) == words(
        "door_home", "es"
    )
    assert (told["id"], told["language"], told["direction"]) == ("message-1", "es", "ltr")
    assert visitor.bot.languages == ["es"]
    assert reply.headers["cache-control"] == "no-store"
    conforms("Reply", told)


async def test_the_bot_sees_a_pseudonym_that_is_another_one_on_another_site():
    other = {"key": "k-other-site", "origins": [ORIGIN]}
    visitor = Visitor(rows=FakeRows([row | other for row in FakeRows().rows[:1]] + FakeRows().rows))
    await visitor.send()
    await visitor.send(site="k-other-site")
    names = [conversation for conversation, _ in visitor.bot.asked]
    assert len({*names}) == 2
    assert not [name for name in names if CONVERSATION in name or len(name) != 32]


async def test_the_same_id_again_is_the_same_reply_and_one_turn_and_counts_once():
    visitor = Visitor()
    first, again = await visitor.send(), await visitor.send("other words")
    assert first.json() == again.json()
    assert len(visitor.bot.asked) == 1
    await visitor.send(id="message-2")
    await visitor.usage.write()
    counts = {(row.kind, row.name): times for row, times in visitor.counts.kept.items()}
    assert counts["site", KEY] == 2


async def test_an_id_of_another_conversation_is_another_message():
    visitor = Visitor()
    await visitor.send()
    await visitor.send(conversation="d" * 22)
    assert len(visitor.bot.asked) == 2


async def test_a_place_that_is_shared_reaches_the_bot_roughly():
    visitor = Visitor()
    await visitor.send("\U0001f4cd", location={"latitude": 29.731234, "longitude": -95})
    pin = visitor.bot.pins[0]
    assert (pin.lat, pin.lon) == (29.73, -95.0)


@pytest.mark.parametrize("fails", ["empty", "ConnectError"])
async def test_a_bot_that_is_down_is_words_in_the_language_that_is_shown(fails):
    reply = await Visitor(FakeBot(fails=fails)).send(language="ar")
    told = reply.json()
    assert (told["parts"][0]["say"], told["direction"]) == ("trouble.now", "rtl")
    conforms("Reply", told)


async def test_a_bot_that_hangs_or_breaks_in_an_unforeseen_way_is_words_too():
    class Broken(FakeBot):
        async def ask(self, conversation, text, pin=None, language=""):
            raise LookupError(text)

    for visitor in (Visitor(FakeBot(seconds=5), seconds=0.05), Visitor(Broken())):
        assert (await visitor.send()).json()["parts"][0]["say"] == "trouble.now"


async def test_a_site_that_nobody_made_or_that_is_off_is_refused():
    visitor = Visitor()
    refused(await visitor.send(site="k-nobody-made"), 404, "unknown_site")
    refused(await visitor.send(site=OFF.key, origin=OFF.origins[0]), 403, "site_off")
    assert visitor.bot.asked == []


@pytest.mark.parametrize(
    "origin", ["", OTHER, "null", ORIGIN + ".evil.example", "http" + ORIGIN[5:]]
)
async def test_a_message_from_an_origin_that_is_not_registered_is_refused(origin):
    visitor = Visitor()
    for reply in (await visitor.send(origin=origin), await visitor.forget(origin=origin)):
        refused(reply, 403, "origin_not_registered")
        assert "access-control-allow-origin" not in reply.headers
    assert (visitor.bot.asked, visitor.bot.erased) == ([], [])


async def test_our_own_pages_may_send_for_every_site():
    assert (await Visitor().send(origin=OWN)).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"site": None}, "site"),
        ({"conversation": "c" * 21}, "conversation"),
        ({"conversation": "c" * 65}, "conversation"),
        ({"conversation": "canary zebra " * 2}, "conversation"),
        ({"id": "short"}, "id"),
        ({"id": "canary\nzebra"}, "id"),
        ({"text": ["canary zebra"]}, "text"),
        ({"text": 7}, "text"),
        ({"language": "x" * 36}, "language"),
        ({"location": "canary zebra"}, "location"),
        ({"location": {"latitude": 91, "longitude": 0}}, "location.latitude"),
        ({"location": {"latitude": 0}}, "location.longitude"),
        ({"location": {"latitude": "29.7", "longitude": 0}}, "location.latitude"),
    ],
)
async def test_a_field_that_is_wrong_is_named_and_never_repeated(changes, field):
    reply = await Visitor().send(**changes)
    refused(reply, 422, "invalid")
    assert [error["field"] for error in reply.json()["errors"]] == [field]
    assert "zebra" not in reply.text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"site": "canary zebra', "application/json"),
        (b'"canary zebra"', "application/json"),
        (b'{"text": "\\ud800 canary zebra"}', "application/json"),
        (b"\xff\xfe zebra", "application/json"),
        (b'{"text": NaN}', "application/json"),
        (b"[" * 9000, "application/json"),
        (b'{"site": "k-partner"}', "text/plain"),
        (b"", "application/json; charset=utf-8"),
    ],
)
async def test_what_is_no_message_at_all_is_refused_without_echo(body, kind):
    headers = {"Origin": ORIGIN, "Content-Type": kind}
    reply = await Visitor().client.post("/chat/messages", content=body, headers=headers)
    refused(reply, 422, "invalid")
    assert "zebra" not in reply.text


async def test_two_thousand_characters_are_taken_and_no_more():
    visitor = Visitor()
    assert (await visitor.send("ж" * 2000)).status_code == 200
    refused(await visitor.send("ж" * 2001, id="message-2"), 413, "too_long")
    refused(await visitor.send("x" * 17_000, id="message-3"), 413, "too_long")


async def test_without_the_store_sites_that_were_known_go_on_and_others_are_not_called_unknown():
    visitor = Visitor()
    await visitor.send()
    visitor.rows.is_up = False
    assert (await visitor.send(id="message-2")).status_code == 200
    refused(await Visitor(rows=FakeRows(is_up=False)).send(), 503, "unavailable")


async def test_no_cookie_is_set_and_a_problem_can_be_read_by_the_page():
    visitor = Visitor()
    for reply in (await visitor.send(), await visitor.send(id="-")):
        assert "set-cookie" not in reply.headers
        assert reply.headers["access-control-allow-origin"] == ORIGIN
        assert reply.headers["vary"] == "Origin"
        assert "access-control-allow-credentials" not in reply.headers


async def test_choices_can_be_tapped_and_hints_become_suggestions():
    says = [
        Utterance("clarify.question", "en"),
        Utterance("clarify.choice", "en", {"number": 1, "title": "door_home"}),
        Utterance("clarify.choice_place", "en", {"number": 2, "place": "Springfield, IL"}),
        Utterance("hint.more_card", "en"),
    ]
    reply = (await Visitor(FakeBot(says)).send()).json()
    assert [(part["kind"], part.get("send")) for part in reply["parts"]] == [
        ("sentence", None),
        ("choice", "1"),
        ("choice", "2"),
    ]
    assert [each["send"] for each in reply["suggestions"]] == ["MORE", "CARD"]
    assert json.dumps(reply).count("Reply MORE") == 0
