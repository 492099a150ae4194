"""The questions that the chat on websites offers are understood in every language it speaks."""

import pytest

from tests.chatting import Chatting
from tests.dialogue.conversation import LANGUAGES
from tests.running import Running

ANSWERED_BY = {
    "at_my_door": "door_home",
    "stopped_in_car": "car_stop",
    "at_work": "workplace_raid",
    "someone_taken": "find_detained_person",
    "find_lawyer": "refer.ask_place",
}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_each_starter_gets_its_answer_in_the_language_it_is_asked_in(system: Running, tag: str):
    starters = Chatting(system, tag).settings()["starters"]
    assert [starter["id"] for starter in starters] == list(ANSWERED_BY)
    found = {starter["id"]: Chatting(system, tag).say(starter["text"]) for starter in starters}
    assert {reply["language"] for reply in found.values()} == {tag}
    topics = {name: reply["parts"][0]["say"] for name, reply in found.items()}
    assert {name: topic.partition("/")[0] for name, topic in topics.items()} == ANSWERED_BY


def test_the_starter_on_a_lawyer_offers_to_share_the_place(system: Running):
    chatting = Chatting(system, "en")
    assert chatting.say("I need a lawyer")["asks_place"] is True
    near = chatting.say("\U0001f4cd", location={"latitude": 29.76, "longitude": -95.37})
    named = [part["organization"] for part in near["parts"] if part["kind"] == "organization"]
    assert [each["number"] for each in named] == [1, 2, 3]
    assert {each["state"] for each in named if "state" in each} <= {"TX"}
