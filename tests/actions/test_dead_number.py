"""This number did not work: taken by its reply word, told to staff once, nothing of who said it."""

import asyncio
import json
import logging

import httpx
import pytest

from actions import staff
from actions.answer import ActionAnswer
from actions.choose import ActionChoose
from actions.next_page import ActionNext
from actions.not_understood import ActionFallback
from actions.refer import ActionRefer
from actions.report import ActionReport
from phrasebook.languages import load_languages
from tests.actions.conftest import Conversation
from tests.actions.desk import ADMIN, KEY, Desk
from tools.environment import ROOT

pytestmark = pytest.mark.usefixtures("small_directory")

LANGUAGES = load_languages(ROOT / "locales/languages.toml")
WORDS = {tag: LANGUAGES[tag].replies["report"] for tag in LANGUAGES.spoken()}


async def settled() -> None:
    """Let what goes on in the background come to its end."""
    while staff._under_way:
        await asyncio.gather(*staff._under_way)


async def test_a_list_offers_the_word_with_the_first_number_of_its_page(later: Conversation, desk):
    said = await later.hear(ActionRefer(), "77036")
    assert said[-1] == "report.offer"
    assert later.values_of("report.offer") == [{"number": 1}]
    await later.hear(ActionNext(), "next")
    assert later.values_of("report.offer") == [{"number": 4}]


async def test_without_an_admin_the_word_is_not_offered(later: Conversation):
    assert "report.offer" not in await later.hear(ActionRefer(), "77036")


async def test_a_list_without_anybody_offers_nothing(later: Conversation, desk):
    await later.hear(ActionRefer(), "Springfield, MO")
    assert await later.hear(ActionNext(), "next") == ["refer.no_more"]


@pytest.mark.parametrize("text", ["NOWORK 2", "nowork 2.", "No work #2", "NOWORK two"])
async def test_the_service_with_that_number_is_reported(later: Conversation, desk: Desk, text: str):
    await later.hear(ActionRefer(), "77036")
    second = later.slots["listed"][1]
    said = await later.hear(ActionFallback(), text)
    assert said[0] == "report.noted"
    assert desk.reports == [second]


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS.keys())
async def test_the_word_of_each_language_is_taken_whatever_the_model_makes_of_it(
    later: Conversation, desk: Desk, word: str
):
    await later.hear(ActionRefer(), "77036")
    for action in (ActionFallback(), ActionAnswer(), ActionRefer(), ActionNext()):
        later.slots["reported"] = None
        said = await later.hear(action, f"{word} 1", topic="tps", language=("fr", 1.0))
        assert said[0] == "report.noted"
        assert {utterance.language for utterance in later.said} == {"en"}
    assert len(desk.reports) == 4


async def test_the_next_organization_follows_alone(later: Conversation, desk: Desk):
    await later.hear(ActionRefer(), "77036")
    said = await later.hear(ActionReport(), "NOWORK 1")
    assert said[:3] == ["report.noted", "refer.again_near", "refer.match"]
    assert said.count("refer.match") == 1
    assert later.values_of("refer.match")[0]["number"] == 4
    assert later.slots["offset"] == 4
    assert len(set(later.slots["listed"])) == 4
    assert await later.hear(ActionReport(), "NOWORK 4") == ["report.noted", "refer.no_more"]
    assert desk.reports == [later.slots["listed"][0], later.slots["listed"][3]]


async def test_without_a_number_it_is_asked_which_and_a_number_answers(
    later: Conversation, desk: Desk
):
    await later.hear(ActionRefer(), "77036")
    assert await later.hear(ActionReport(), "NOWORK") == ["report.which"]
    assert later.values_of("report.which") == [{"count": 3}]
    assert desk.reports == []
    said = await later.hear(ActionChoose(), "3")
    assert said[0] == "report.noted"
    assert desk.reports == [later.slots["listed"][2]]


async def test_a_number_that_the_list_does_not_have_is_asked_about(later: Conversation, desk: Desk):
    await later.hear(ActionRefer(), "77036")
    for text in ("NOWORK 9", "NOWORK 00"):
        assert await later.hear(ActionFallback(), text) == ["report.which"]
    assert desk.reports == []


async def test_the_only_one_that_was_named_needs_no_number(later: Conversation, desk: Desk):
    await later.hear(ActionRefer(), "Springfield, MO")
    assert (await later.hear(ActionReport(), "NOWORK"))[0] == "report.noted"
    assert len(desk.reports) == 1


async def test_a_number_in_other_words_is_found_and_a_telephone_number_is_not_one(
    later: Conversation, desk: Desk
):
    await later.hear(ActionRefer(), "77036")
    assert (await later.hear(ActionReport(), "number 2 does not work"))[0] == "report.noted"
    said = await later.hear(ActionReport(), "713-555-0101 does not work")
    assert said == ["report.which"]


async def test_a_service_counts_once_in_a_conversation(later: Conversation, desk: Desk):
    await later.hear(ActionRefer(), "77036")
    for _ in range(3):
        assert (await later.hear(ActionReport(), "NOWORK 1"))[0] == "report.noted"
    assert desk.reports == [later.slots["listed"][0]]


async def test_another_list_is_another_numbering(later: Conversation, desk: Desk):
    await later.hear(ActionRefer(), "77036")
    houston = later.slots["listed"]
    await later.hear(ActionRefer(), "Springfield, MO")
    assert later.slots["listed"] not in (houston, [])
    await later.hear(ActionReport(), "NOWORK 1")
    assert desk.reports[0] not in houston


@pytest.mark.parametrize("action", [ActionFallback(), ActionAnswer()])
async def test_before_any_list_the_words_are_read_as_all_others(
    later: Conversation, desk: Desk, action
):
    said = await later.hear(action, "no work", topic="tps")
    assert not [identity for identity in said if identity.startswith("report.")]
    assert await later.hear(ActionReport(), "NOWORK 1") == ["report.nothing_listed"]
    assert later.slots["asked"] == "place"


@pytest.mark.parametrize("trouble", [500, 404, 302, httpx.ConnectError("x"), TimeoutError()])
async def test_when_the_admin_fails_it_is_not_called_noted_and_help_goes_on(
    later: Conversation, desk: Desk, trouble
):
    await later.hear(ActionRefer(), "77036")
    desk.trouble = trouble
    said = await later.hear(ActionReport(), "NOWORK 1")
    assert said[:3] == ["report.not_noted", "refer.again_near", "refer.match"]
    desk.trouble = None
    assert (await later.hear(ActionReport(), "NOWORK 1"))[0] == "report.noted"


async def test_without_an_admin_it_is_not_called_noted(later: Conversation):
    await later.hear(ActionRefer(), "77036")
    assert (await later.hear(ActionReport(), "NOWORK 1"))[0] == "report.not_noted"


async def test_an_admin_that_hangs_does_not_keep_a_person_waiting(
    later: Conversation, desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(staff, "PATIENCE_SECONDS", 0.01)
    await later.hear(ActionRefer(), "77036")
    await settled()
    desk.hangs = True
    assert (await later.hear(ActionReport(), "NOWORK 1"))[0] == "report.not_noted"
    assert (await later.hear(ActionRefer(), "77036"))[0] == "refer.near"
    await settled()


async def test_every_service_that_is_named_is_counted(later: Conversation, desk: Desk):
    await later.hear(ActionRefer(), "77036")
    await settled()
    assert desk.referrals == [later.slots["listed"]]
    await later.hear(ActionNext(), "next")
    await settled()
    assert [*desk.referrals[0], *desk.referrals[1]] == later.slots["listed"]


async def test_a_count_that_fails_costs_nothing(later: Conversation, desk: Desk):
    desk.trouble = httpx.ConnectError("x")
    assert (await later.hear(ActionRefer(), "77036"))[0] == "refer.near"
    await settled()


async def test_what_is_sent_is_an_id_and_the_key_and_nothing_of_the_person(
    later: Conversation, desk: Desk
):
    await later.hear(ActionRefer(), "canary 77036")
    await later.hear(ActionReport(), "the canary number 1 is dead")
    await settled()
    bodies = {request.url.path: json.loads(request.content) for request in desk.requests}
    listed = later.slots["listed"]
    assert bodies == {
        "/internal/reports": {"service_id": listed[0]},
        "/internal/referrals": {"service_ids": listed[3:]},
    }
    for request in desk.requests:
        assert str(request.url).startswith(ADMIN)
        assert request.headers["X-Internal-Key"] == KEY
        sent = request.content.decode() + str(request.headers.raw) + str(request.url)
        assert "canary" not in sent
        assert "a-pseudonym" not in sent
        assert "77036" not in sent


async def test_a_failure_is_logged_by_its_kind_alone(
    later: Conversation, desk: Desk, caplog: pytest.LogCaptureFixture
):
    desk.trouble = httpx.ConnectError("canary")
    with caplog.at_level(logging.INFO):
        await later.hear(ActionRefer(), "77036")
        await later.hear(ActionReport(), "NOWORK 1")
        await settled()
    logged = [record.getMessage() for record in caplog.records]
    assert "staff.unavailable ConnectError" in logged
    assert not [line for line in logged if "canary" in line or later.slots["listed"][0] in line]
