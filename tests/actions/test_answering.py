"""Answers and what follows them: more, sources, a question which of two, the fallback."""

import pytest

from actions.answer import ActionAnswer
from actions.choose import ActionChoose
from actions.clarify import ActionClarify
from actions.more import ActionMore
from actions.not_understood import ActionFallback
from actions.sources import ActionSources
from tests.actions.conftest import Conversation

pytestmark = pytest.mark.usefixtures("small_directory")
FIRST, SECOND = "door_home", "car_stop"


async def test_an_answer_shows_the_words_that_lead_on_and_is_remembered(later: Conversation):
    assert await later.hear(ActionAnswer(), topic=SECOND) == [SECOND, "hint.more_card"]
    assert await later.hear(ActionAnswer(), topic="tps") == ["tps", "hint.more_sources"]
    assert later.slots["topic"] == "tps"


async def test_an_answer_without_more_and_sources_hides_no_earlier_one(later: Conversation):
    await later.hear(ActionAnswer(), topic=FIRST)
    assert await later.hear(ActionAnswer(), topic="thanks") == ["thanks"]
    assert later.slots["topic"] == FIRST


async def test_a_topic_without_an_answer_offers_legal_help(later: Conversation):
    assert await later.hear(ActionAnswer(), topic="no_such_topic") == ["answer.none"]
    assert later.slots["asked"] == "place"


async def test_an_answer_that_asks_for_a_place_takes_the_next_text_for_one(later: Conversation):
    await later.hear(ActionAnswer(), topic="case_advice")
    said = await later.hear(ActionAnswer(), "Houston", topic="smalltalk")
    assert said[0] == "refer.near"


async def test_a_longer_text_is_a_new_question_though_we_asked_for_a_place(later: Conversation):
    await later.hear(ActionAnswer(), topic="case_advice")
    text = "ice is at my door in Houston what now"
    assert (await later.hear(ActionAnswer(), text, topic=FIRST))[0] == FIRST


async def test_more_and_sources_are_those_of_the_last_answer(later: Conversation):
    await later.hear(ActionAnswer(), topic=FIRST)
    assert await later.hear(ActionMore(), "more") == [f"{FIRST}.more", "hint.sources"]
    assert await later.hear(ActionSources(), "sources") == [f"{FIRST}.sources"]


async def test_more_and_sources_before_any_answer_ask_for_a_question(later: Conversation):
    assert await later.hear(ActionMore(), "more") == ["answer.nothing_before"]
    assert await later.hear(ActionSources(), "sources") == ["sources"]


async def test_a_topic_that_has_since_been_removed_is_nothing_before(later: Conversation):
    later.slots["topic"] = "removed_topic"
    assert await later.hear(ActionMore(), "more") == ["answer.nothing_before"]
    assert await later.hear(ActionSources(), "sources") == ["sources"]


async def test_two_close_topics_are_offered_by_number(later: Conversation):
    said = await later.hear(ActionClarify(), ranked=(FIRST, "nlu_fallback", SECOND, "school"))
    assert said == ["clarify.question", "clarify.choice", "clarify.choice"]
    offered = [(v["number"], v["title"]) for v in later.values_of("clarify.choice")]
    assert offered == [(1, FIRST), (2, SECOND)]


async def test_the_second_time_the_likelier_topic_is_answered(later: Conversation):
    await later.hear(ActionClarify(), ranked=(FIRST, SECOND))
    said = await later.hear(ActionClarify(), ranked=(SECOND, FIRST))
    assert (said[0], said[-1]) == (SECOND, "clarify.person")
    assert (await later.hear(ActionFallback(), "77036"))[0] == "refer.near"


async def test_after_an_answer_it_may_be_asked_again(later: Conversation):
    await later.hear(ActionClarify(), ranked=(FIRST, SECOND))
    await later.hear(ActionAnswer(), topic=FIRST)
    said = await later.hear(ActionClarify(), ranked=(FIRST, SECOND))
    assert said[0] == "clarify.question"


@pytest.mark.parametrize(("ranked", "said"), [((FIRST,), FIRST), ((), "answer.none")])
async def test_with_less_than_two_topics_nothing_is_asked(later, ranked, said):
    assert (await later.hear(ActionClarify(), ranked=ranked))[0] == said


@pytest.mark.parametrize(("text", "label"), [("1", FIRST), ("2", SECOND), ("2.", SECOND)])
async def test_a_number_chooses_a_topic(later, text, label):
    await later.hear(ActionClarify(), ranked=(FIRST, SECOND))
    assert (await later.hear(ActionChoose(), text))[0] == label
    assert later.slots["topic"] == label


@pytest.mark.parametrize("text", ["3", "9", "0", ""])
async def test_a_number_that_was_not_offered_keeps_the_offer(later, text):
    await later.hear(ActionClarify(), ranked=(FIRST, SECOND))
    assert await later.hear(ActionChoose(), text) == ["clarify.unknown_choice"]
    assert (await later.hear(ActionChoose(), "1"))[0] == FIRST


async def test_a_number_out_of_nowhere_is_not_understood(later: Conversation):
    assert await later.hear(ActionChoose(), "1") == ["fallback.first"]


async def test_a_number_beyond_the_choices_is_asked_about_and_the_choices_stay(later: Conversation):
    await later.hear(ActionClarify(), ranked=(FIRST, SECOND))
    assert await later.hear(ActionChoose(), "3") == ["clarify.unknown_choice"]
    assert (await later.hear(ActionChoose(), "2"))[0] == SECOND


@pytest.mark.parametrize("words", ["el uno", "la primera", "the first one", "1."])
async def test_a_choice_can_be_said_in_words(later: Conversation, words: str):
    await later.hear(ActionClarify(), ranked=(FIRST, SECOND))
    assert (await later.hear(ActionAnswer(), words, topic="school"))[0] == FIRST


async def test_who_may_mean_danger_is_not_kept_waiting_by_a_question(later: Conversation):
    said = await later.hear(ActionClarify(), ranked=(FIRST, "child_alone"))
    assert said[0] == "child_alone"


async def test_a_choice_is_gone_once_another_question_was_answered(later: Conversation):
    await later.hear(ActionClarify(), ranked=(FIRST, SECOND))
    await later.hear(ActionAnswer(), topic="school")
    assert await later.hear(ActionChoose(), "1") == ["fallback.first"]


async def test_two_misses_in_a_row_lead_to_a_person(later: Conversation):
    assert await later.hear(ActionFallback(), "blorp") == ["fallback.first"]
    assert await later.hear(ActionFallback(), "blorp") == ["fallback.again"]
    assert await later.hear(ActionFallback(), "blorp") == ["fallback.third"]
    assert await later.hear(ActionFallback(), "blorp") == ["fallback.again"]


@pytest.mark.parametrize("between", [ActionAnswer(), ActionMore(), ActionSources()])
async def test_misses_with_something_understood_between_them_are_not_in_a_row(later, between):
    await later.hear(ActionFallback(), "blorp")
    await later.hear(between, "a whole sentence that is no place at all", topic=FIRST)
    assert await later.hear(ActionFallback(), "blorp") == ["fallback.first"]


async def test_after_a_miss_a_town_is_taken_for_an_answer(later: Conversation):
    await later.hear(ActionFallback(), "blorp")
    assert (await later.hear(ActionFallback(), "houston"))[0] == "refer.near"


async def test_who_has_officers_there_now_is_not_kept_waiting_by_a_menu(later: Conversation):
    said = await later.hear(
        ActionClarify(), "migra aqi", ranked=("door_home", "street_stop"), safety="now"
    )
    assert "door_home" in said
    assert "clarify.question" not in said


async def test_who_has_officers_there_now_is_answered_before_anything_is_asked(
    later: Conversation,
):
    said = await later.hear(ActionClarify(), ranked=(FIRST, SECOND), urgent=True)
    assert said[0] == FIRST


async def test_an_urgent_tone_alone_does_not_keep_a_question_back(later: Conversation):
    said = await later.hear(ActionClarify(), ranked=("bond_hearing", FIRST), urgent=True)
    assert said[0] == "clarify.question"
