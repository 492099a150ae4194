"""The same question twice gets another depth; a withdrawn answer gets a caution and legal help."""

import dataclasses
import datetime

import pytest

from actions import saying
from actions.answer import ActionAnswer
from actions.card import ActionCard
from actions.change_language import ActionLanguage
from actions.more import ActionMore
from actions.sources import ActionSources
from phrasebook.reviews import Review
from tests.actions.conftest import Conversation

pytestmark = pytest.mark.usefixtures("small_directory")


async def test_the_same_question_goes_deeper_and_then_begins_again(later: Conversation):
    said = [(await later.hear(ActionAnswer(), "what is tps", topic="tps"))[0] for _ in range(4)]
    assert said == ["tps", "tps.more", "answer.again", "tps"]


async def test_more_goes_as_deep_as_the_question_does(later: Conversation):
    await later.hear(ActionAnswer(), topic="tps")
    said = [(await later.hear(ActionMore(), "more"))[0] for _ in range(3)]
    assert said == ["tps.more", "answer.again", "tps"]


async def test_a_division_is_another_question_than_its_topic(later: Conversation):
    await later.hear(ActionAnswer(), topic="car_stop")
    said = await later.hear(ActionAnswer(), topic="car_stop/passenger")
    assert said[0] == "car_stop/passenger"
    assert (await later.hear(ActionMore(), "more"))[0] == "car_stop/passenger.more"


async def test_another_language_says_the_last_answer_again(later: Conversation):
    await later.hear(ActionAnswer(), topic="tps")
    assert await later.hear(ActionLanguage(), "español") == ["language.changed", "tps"]
    assert {said.language for said in later.said} == {"es"}
    await later.hear(ActionMore(), "mas", language=("es", 0.99))
    assert (await later.hear(ActionLanguage(), "in english"))[1] == "tps.more"


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch):
    """Change fields of the answer on TPS, as an editor would in its file."""

    def change(**fields: object) -> None:
        known = dict(saying.answers())
        known["tps"] = dataclasses.replace(known["tps"], **fields)
        for module in ("saying", "more", "turn", "card", "follow_up"):
            monkeypatch.setattr(f"actions.{module}.answers", lambda: known)

    return change


async def test_a_withdrawn_answer_gives_the_caution_and_asks_where(later, changed):
    changed(withdrawn="a new ruling")
    assert await later.hear(ActionAnswer(), "tps?", topic="tps") == ["tps"]
    assert later.slots["asked"] == "place"
    assert await later.hear(ActionMore(), "more") == ["tps"]
    assert await later.hear(ActionSources(), "sources") == ["tps.sources"]
    said = await later.hear(ActionAnswer(), "now what", goes_on=True, meanings={"more": 0.5})
    assert said == ["tps"]
    assert (await later.hear(ActionAnswer(), "77036", topic="gibberish"))[0] == "refer.near"


async def test_a_withdrawn_answer_lends_no_card(later, changed):
    changed(withdrawn="a new ruling", card="door")
    await later.hear(ActionAnswer(), "tps?", topic="tps")
    assert (await later.hear(ActionCard(), "card"))[1] == "card.silence"


async def test_a_reviewed_answer_tells_its_day_and_is_not_called_unreviewed(changed):
    tps = saying.answers()["tps"]
    changed(review=Review(datetime.date(2026, 4, 1), "a lawyer", tps.text, tps.more))
    said = await Conversation().hear(ActionAnswer(), topic="tps")
    assert said[:2] == ["tps", "answer.checked"]
    assert "notice.unreviewed" not in said


async def test_an_answer_changed_since_its_review_is_called_unreviewed(changed):
    changed(review=Review(datetime.date(2026, 4, 1), "a lawyer", "Other words."))
    said = await Conversation().hear(ActionAnswer(), topic="tps")
    assert "answer.checked" not in said
    assert "notice.unreviewed" in said
