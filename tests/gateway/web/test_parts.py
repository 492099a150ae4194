"""Utterances become parts: their kind, what they rest on, what a tap sends, words of the web."""

from typing import Any

import pytest

from gateway.turn import Reply
from gateway.web.parts import SUFFIX, parts_of, whole_of
from phrasebook.utterance import Utterance
from tests.content.material import SPEECH, SPOKEN
from tests.gateway.ports import words
from tests.gateway.web.visitor import conforms

MATCH = {"number": 1, "name": "Legal Aid", "phone": "(713) 555-0100", "checked": "refer.unchecked"}
VALUES: dict[str, dict[str, Any]] = {
    "refer.match": MATCH | {"city": "Houston", "distance": 3, "recognition": "refer.recognized"},
    "refer.match_far": MATCH
    | {"city": "Austin", "state": "TX", "recognition": "refer.not_recognized"},
    "refer.match_national": MATCH | {"note": "refer.detained_only"},
    "clarify.choice": {"number": 1, "title": "door_home"},
    "clarify.choice_place": {"number": 2, "place": "Springfield, IL"},
    "hint.next_help": {"place": "Houston, TX"},
    "card.interpreter": {"language": "ar"},
}


def reply(*ids: str, tag: str = "es") -> Reply:
    said = tuple(Utterance(each, tag, VALUES.get(each, {})) for each in ids)
    return Reply("", tag, tuple(ids), said)


def part(identity: str, tag: str = "es") -> dict[str, Any]:
    (found,) = parts_of(reply(identity, tag=tag), SPEECH)
    conforms("Part", found)
    return found


def text_of(found: dict[str, Any]) -> str:
    return "".join(piece["text"] for piece in found["pieces"])


@pytest.mark.parametrize(
    ("identity", "kind"),
    [
        ("door_home", "answer"),
        ("door_home.more", "answer"),
        ("door_home.sources", "answer"),
        ("car_stop/passenger", "answer"),
        ("clarify.choice", "choice"),
        ("clarify.choice_place", "choice"),
        ("clarify.question", "sentence"),
        ("refer.match", "organization"),
        ("refer.match_far", "organization"),
        ("refer.match_national", "organization"),
        ("refer.notario", "sentence"),
        ("card.lead", "sentence"),
        ("card.interpreter", "card"),
        ("notice.unreviewed", "notice"),
        ("trouble.now", "sentence"),
        ("keyword.help", "sentence"),
    ],
)
def test_the_kind_of_a_part_is_that_of_its_utterance(identity: str, kind: str):
    assert part(identity)["kind"] == kind


@pytest.mark.parametrize("tag", SPOKEN)
def test_every_answer_is_a_part_with_what_it_rests_on(tag: str):
    for answer in SPEECH.answers.values():
        ids = [answer.id, *([f"{answer.id}.more"] if answer.more else [])]
        for found in parts_of(reply(*ids, tag=tag), SPEECH):
            assert text_of(found) == words(found["say"], tag)
            if answer.sources:
                assert len(found["sources"]) == len(answer.sources)
                assert found["status"] in words(f"{answer.id}.sources", tag)
                assert found["as_of"] == answer.as_of.isoformat()
            else:
                assert not {"sources", "status", "as_of"} & found.keys()


def test_what_says_its_sources_itself_or_is_no_law_carries_none():
    for identity in ("door_home.sources", "notice.information", "answer.withdrawn"):
        assert "sources" not in part(identity)


def test_a_choice_sends_its_number():
    assert (part("clarify.choice")["send"], part("clarify.choice_place")["send"]) == ("1", "2")
    assert "send" not in part("clarify.question")


def test_an_organization_has_its_fields_and_a_number_to_tap():
    found = part("refer.match_far")
    assert found["organization"] == {
        "number": 1,
        "name": "Legal Aid",
        "city": "Austin",
        "state": "TX",
        "phone": "(713) 555-0100",
    }
    assert [piece["tel"] for piece in found["pieces"] if "tel" in piece] == ["+17135550100"]


@pytest.mark.parametrize("tag", SPOKEN)
def test_words_about_telephones_are_said_in_those_of_the_web(tag: str):
    for identity in ("notice.information", "keyword.help", "erase.done"):
        found = part(identity, tag)
        assert found["say"] == identity
        assert text_of(found) == words(identity + SUFFIX, tag) != words(identity, tag)


def test_every_sentence_of_the_web_stands_for_another_one():
    own = [each for each in SPEECH.sentences if each.endswith(SUFFIX)]
    assert own
    assert [each for each in own if each.removesuffix(SUFFIX) not in SPEECH.sentences] == []


def test_a_card_in_english_stays_english_in_an_arabic_reply():
    said = (Utterance("card.lead", "ar"), Utterance("card.door", "en"))
    found = parts_of(Reply("", "ar", ("card.lead", "card.door"), said), SPEECH)
    assert [(each["language"], each["direction"]) for each in found] == [
        ("ar", "rtl"),
        ("en", "ltr"),
    ]


@pytest.mark.parametrize(
    ("identity", "sends", "is_shown"),
    [
        ("hint.more_sources", ["MAS"], False),
        ("hint.more_card", ["MAS", "TARJETA"], False),
        ("hint.sources", [], False),
        ("hint.next_help", ["SIGUIENTE"], True),
        ("refer.next", ["SIGUIENTE"], True),
    ],
)
def test_reply_words_that_fit_are_suggested(identity: str, sends: list[str], is_shown: bool):
    told = reply("door_home", identity, identity)
    whole = whole_of(told, SPEECH)
    assert whole["suggestions"] == [{"label": word, "send": word} for word in sends]
    assert (identity in [each["say"] for each in parts_of(told, SPEECH)]) is is_shown


def test_the_card_stays_within_reach_of_the_longer_text():
    assert whole_of(reply("door_home.more"), SPEECH)["suggestions"] == [
        {"label": "TARJETA", "send": "TARJETA"}
    ]
    assert SPEECH.answers["find_detained_person"].card == ""
    assert whole_of(reply("find_detained_person.more"), SPEECH)["suggestions"] == []


def test_every_hint_is_known_here():
    hints = {each for each in SPEECH.sentences if each.startswith("hint.")}
    found = {each for each in hints if whole_of(reply(each), SPEECH)["suggestions"]}
    assert hints - found == {"hint.sources"}


def test_a_reply_is_never_without_parts():
    assert text_of(parts_of(reply("hint.sources"), SPEECH)[0]) == words("hint.sources", "es")


def test_it_is_told_when_the_place_is_asked():
    assert whole_of(reply("refer.ask_place"), SPEECH)["asks_place"]
    assert whole_of(reply("door_home", "refer.unknown_zip"), SPEECH)["asks_place"]
    assert not whole_of(reply("refer.nothing"), SPEECH)["asks_place"]
