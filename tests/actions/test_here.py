"""287(g) by place: who has signed, by ICE's list and its day, or exactly that none is on it."""

import pytest

from actions.answer import ActionAnswer
from actions.change_language import ActionLanguage
from actions.here import ActionAgreements
from actions.not_understood import ActionFallback
from actions.refer import ActionRefer
from tests.actions.conftest import Conversation

pytestmark = pytest.mark.usefixtures("small_directory")
TOPIC = "agreements_287g_here"


async def test_the_agencies_of_a_zip_are_named_its_own_police_first(later: Conversation):
    said = await later.hear(ActionAgreements(), "is 77036 with ice", topic=TOPIC)
    assert said == [
        "agreements.heading",
        *["agreements.agency"] * 3,
        "agreements.others",
        "agreements.statewide",
        "agreements.agency",
        "hint.more_sources",
    ]
    heading = later.values_of("agreements.heading")[0]
    assert heading == {"place": "Houston, TX 77036 (Harris County)", "date": "2026-05-18"}
    names = [values["name"] for values in later.values_of("agreements.agency")]
    assert names[:2] == ["Houston Police Department", "Harris County Sheriff's Office"]
    assert names[3] == "Texas National Guard"


async def test_an_agency_is_named_for_each_day_on_which_it_signed(later: Conversation):
    await later.hear(ActionAgreements(), "Harris County", topic=TOPIC)
    sheriff = [v for v in later.values_of("agreements.agency") if "Sheriff" in v["name"]]
    assert [(each["models"], each["date"]) for each in sheriff] == [
        ("agreements.task_force", "2025-03-01"),
        ("agreements.warrant", "2025-03-02"),
    ]


async def test_another_language_says_the_list_again(later: Conversation):
    await later.hear(ActionAgreements(), "Harris County", topic=TOPIC)
    said = await later.hear(ActionLanguage(), "español")
    assert said[:2] == ["language.changed", "agreements.heading"]


async def test_a_zip_in_any_question_on_287g_is_looked_up(later: Conversation):
    said = await later.hear(ActionAnswer(), "287g 77036", topic="agreements_287g_what")
    assert said[0] == "agreements.heading"
    text = "how much did 287g lawsuits cost harris county"
    said = await later.hear(ActionAnswer(), text, topic="agreements_287g_cost")
    assert said[0] == "agreements_287g_cost"


async def test_none_on_the_list_is_said_as_exactly_that(later: Conversation):
    said = await later.hear(ActionAgreements(), "does greene county have 287g", topic=TOPIC)
    assert said == ["agreements.none", "hint.more_sources"]
    assert later.values_of("agreements.none")[0]["date"] == "2026-05-18"


async def test_a_whole_state_is_counted(later: Conversation):
    said = await later.hear(ActionAgreements(), "287g in texas", topic=TOPIC)
    assert said[0] == "agreements.state"
    assert later.values_of("agreements.state")[0]["count"] == 6


async def test_without_a_place_it_is_asked_for_and_taken_next(later: Conversation):
    assert (await later.hear(ActionAgreements(), "does my county have it", topic=TOPIC))[0] == TOPIC
    said = await later.hear(ActionFallback(), "harris county")
    assert said[0] == "agreements.heading"
    assert (await later.hear(ActionFallback(), "greene county"))[0] == "agreements.none"
    assert (await later.hear(ActionRefer(), "77036"))[0] == "agreements.heading"
    said = await later.hear(
        ActionRefer(),
        "a lawyer in houston",
        topic="find_legal_help",
        meanings={"find_legal_help": 0.9},
    )
    assert said[0] == "refer.near"


async def test_of_several_places_one_may_be_named_by_its_state(later: Conversation):
    await later.hear(ActionAgreements(), "springfield", topic=TOPIC)
    said = await later.hear(ActionAnswer(), "the one in illinois", topic=TOPIC)
    assert said[0] == "agreements.none"


async def test_danger_in_a_state_is_no_choice(later: Conversation):
    await later.hear(ActionAgreements(), "springfield", topic=TOPIC)
    text = "my husband beats me in illinois"
    said = await later.hear(ActionAnswer(), text, topic="crime_victim", safety="violence")
    assert said[0] == "crime_victim"


async def test_of_several_places_one_is_asked_for(later: Conversation):
    said = await later.hear(ActionAgreements(), "springfield", topic=TOPIC)
    assert said == ["refer.which_place", "clarify.choice_place", "clarify.choice_place"]
    assert (await later.hear(ActionAnswer(), "1", topic=TOPIC))[0] == "agreements.none"
