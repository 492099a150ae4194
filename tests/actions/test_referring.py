"""Legal help by place: found, asked back, chosen by number, page by page, and out of order."""

import pytest

from actions.choose import ActionChoose
from actions.next_page import ActionNext
from actions.not_understood import ActionFallback
from actions.refer import ActionRefer
from tests.actions.conftest import Conversation
from tests.actions.seeds import OFFICES

pytestmark = pytest.mark.usefixtures("small_directory")


async def test_a_place_in_the_text_is_answered_with_three_offices(later: Conversation):
    said = await later.hear(ActionRefer(), "lawyer in 77036")
    assert said == ["refer.near", *["refer.match"] * 3, "refer.unverified", "refer.next"]
    assert later.values_of("refer.near") == [{"place": "Houston, TX 77036"}]
    assert [v["number"] for v in later.values_of("refer.match")] == [1, 2, 3]


async def test_an_office_is_named_with_all_that_has_to_be_said_about_it(later: Conversation):
    await later.hear(ActionRefer(), "77036")
    first, second, third = later.values_of("refer.match")
    assert (first["name"], first["phone"], first["city"]) == ("Office 1", "713-555-0101", "Houston")
    assert isinstance(first["distance"], int)
    assert [each["recognition"] for each in (first, second, third)] == [
        "refer.recognized",
        "refer.renewal_pending",
        "refer.not_recognized",
    ]


async def test_the_oldest_date_of_what_is_named_is_told(later: Conversation):
    await later.hear(ActionRefer(), "77036")
    assert later.values_of("refer.unverified") == [{"date": "2026-09-11"}]


async def test_each_office_says_whether_its_phone_was_checked(later: Conversation):
    await later.hear(ActionRefer(), "77036")
    assert [v["checked"] for v in later.values_of("refer.match")] == ["refer.unchecked"] * 3


async def test_next_names_the_rest_and_says_that_it_is_all(later: Conversation):
    await later.hear(ActionRefer(), "77036")
    said = await later.hear(ActionNext(), "next")
    assert said == ["refer.again_near", "refer.match", "refer.unverified", "refer.no_more"]
    assert later.values_of("refer.match")[0]["number"] == OFFICES
    assert await later.hear(ActionNext(), "next") == ["refer.no_more"]


async def test_next_before_any_place_asks_for_one(later: Conversation):
    assert await later.hear(ActionNext(), "next") == ["refer.ask_place"]
    assert later.slots["asked"] == "place"


async def test_without_a_place_it_is_asked_where_and_then_how_to_write_it(later: Conversation):
    assert await later.hear(ActionRefer(), "i need a lawyer") == ["refer.ask_place"]
    assert await later.hear(ActionRefer(), "a lawyer please") == ["refer.ask_place"]
    assert await later.hear(ActionFallback(), "over here") == ["refer.unknown_place"]
    assert (await later.hear(ActionRefer(), "Houston"))[0] == "refer.near"


async def test_a_place_named_before_is_not_asked_for_again(later: Conversation):
    await later.hear(ActionRefer(), "77036")
    said = await later.hear(ActionRefer(), "i need a lawyer")
    assert said[0] == "refer.near"
    assert later.values_of("refer.near") == [{"place": "Houston, TX 77036"}]


async def test_a_zip_code_that_does_not_exist_is_asked_about(later: Conversation):
    assert await later.hear(ActionRefer(), "00001") == ["refer.unknown_zip"]
    assert later.slots["asked"] == "place"


async def test_a_name_of_several_places_is_chosen_by_number(later: Conversation):
    said = await later.hear(ActionRefer(), "Springfield")
    assert said == ["refer.which_place", "clarify.choice_place", "clarify.choice_place"]
    offered = [(v["number"], v["place"]) for v in later.values_of("clarify.choice_place")]
    assert offered == [(1, "Springfield, MO"), (2, "Springfield, IL")]
    await later.hear(ActionChoose(), "2")
    assert later.values_of("refer.national") == [{"place": "Springfield, IL"}]


async def test_where_nobody_is_near_the_whole_country_is_named(later: Conversation):
    said = await later.hear(ActionRefer(), "Springfield, MO")
    assert said[:2] == ["refer.national", "refer.match_national"]
    assert later.values_of("refer.match_national")[0]["note"] == "refer.detained_only"


async def test_a_state_is_answered_without_miles(later: Conversation):
    said = await later.hear(ActionRefer(), "Texas")
    assert said[:2] == ["refer.near", "refer.match_far"]
    assert "distance" not in later.values_of("refer.match_far")[0]


async def test_a_chosen_place_is_the_one_that_next_goes_on_with(later: Conversation):
    await later.hear(ActionRefer(), "Springfield")
    await later.hear(ActionChoose(), "1")
    assert later.slots["place"]["label"] == "Springfield, MO"
    assert await later.hear(ActionNext(), "next") == ["refer.no_more"]
