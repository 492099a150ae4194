"""Utterances become words: parts of answers, sources, withdrawn answers, values of every kind."""

from pathlib import Path

import pytest

from phrasebook.speech import Speech, UnknownUtterance
from phrasebook.utterance import Utterance


def say(speech: Speech, identity: str, tag: str = "en", **values: str | int) -> str:
    return speech.words(Utterance(identity, tag, values))


def test_an_answer_is_said_by_its_parts(speech: Speech):
    assert say(speech, "door") == "Keep the door closed."
    assert say(speech, "door.more") == "A judge signs a warrant."
    assert say(speech, "door.title", "es") == "Agentes en la puerta"


def test_a_turn_is_one_line_for_each_utterance(speech: Speech):
    turn = [Utterance("door", "es"), Utterance("door.title", "en")]
    assert speech.turn(turn) == "No abra la puerta.\nOfficers at the door"


def test_sources_tell_status_date_review_and_where_from(speech: Speech):
    assert say(speech, "door.sources").splitlines() == [
        "Status: a right in the US Constitution (as of Mar 5, 2026).",
        "Not yet checked by a lawyer.",
        "Sources:",
        "US Supreme Court, Payton v. New York https://example.org/payton",
        "ACLU, Know your rights",
    ]


def test_sources_are_introduced_in_the_persons_language(speech: Speech):
    english, spanish = (say(speech, "door.sources", tag).splitlines() for tag in ("en", "es"))
    assert "5 mar 2026" in spanish[0]
    assert not set(english[:3]) & set(spanish[:3])
    assert english[3:] == spanish[3:]


def test_a_review_is_told_with_its_day(root: Path):
    read = Speech(root).answers["door"]
    review = f'[door]\non = 2026-04-01\nby = "a lawyer"\ntext = "{read.text}"\n'
    review += f'more = "{read.more}"\n' if read.more else ""
    (root / "data/reviews.toml").write_text(review, encoding="utf-8")
    lines = say(Speech(root), "door.sources").splitlines()
    assert lines[1] == "Checked by a lawyer on Apr 1, 2026."


def test_an_answer_about_our_own_service_says_that_it_quotes_no_law(speech: Speech):
    assert say(speech, "greeting.sources") == say(speech, "sources.service")


@pytest.mark.parametrize("tag", ["en", "es"])
@pytest.mark.parametrize("part", ["", ".more", ".sources"])
def test_a_withdrawn_answer_is_replaced_in_every_language(root, change, tag, part):
    change('status = "constitutional"', 'status = "constitutional"\nwithdrawn = "new ruling"')
    speech = Speech(root)
    said = say(speech, f"door{part}", tag)
    assert said == say(speech, "answer.withdrawn", tag)
    assert "puerta" not in said
    assert "door" not in said


def test_the_caution_for_a_withdrawn_answer_is_translated(speech: Speech):
    assert say(speech, "answer.withdrawn", "es") != say(speech, "answer.withdrawn", "en")


def test_values_are_written_as_their_kind_in_the_language(speech: Speech):
    english = say(speech, "refer.unverified", date="2026-09-19")
    spanish = say(speech, "refer.unverified", "es", date="2026-09-19")
    assert "Sep 19, 2026" in english
    assert "19 sept 2026" in spanish
    assert "1,200 mi" in say(speech, "refer.state", place="X", distance=1200)
    assert "1.200 mi" in say(speech, "refer.state", "es", place="X", distance=1200)


@pytest.mark.parametrize(
    ("tag", "count", "words"),
    [
        ("en", 1, "1 agency on"),
        ("en", 2, "2 agencies on"),
        ("en", 0, "0 agencies on"),
        ("es", 1, "1 agencia en"),
        ("es", 1200, "1.200 agencias en"),
    ],
)
def test_a_sentence_that_counts_is_singular_or_plural_by_the_language(speech, tag, count, words):
    told = {"place": "Texas", "date": "2026-05-18", "count": count}
    assert words in say(speech, "agreements.state", tag, **told)


def test_a_title_or_sentence_inside_a_sentence_is_in_the_same_language(speech: Speech):
    choice = say(speech, "clarify.choice", "es", number=1, title="door")
    assert choice == "1 Agentes en la puerta"
    told = {"number": 1, "name": "N", "phone": "P", "note": "refer.detained_only"}
    match = say(speech, "refer.match_national", "es", checked="refer.unchecked", **told)
    assert match.endswith(say(speech, "refer.detained_only", "es"))


def test_a_sentence_inside_a_sentence_can_use_the_values_of_that_around_it(speech: Speech):
    told = {"number": 1, "name": "N", "phone": "P", "note": "refer.recognized"}
    match = say(speech, "refer.match_national", checked="refer.checked", date="2026-03-05", **told)
    assert match == "1) N, P (checked Mar 5, 2026), DOJ-recognized"


def test_reply_words_are_those_of_the_language(speech: Speech):
    assert "MORE" in say(speech, "hint.more_sources")
    assert "MAS" in say(speech, "hint.more_sources", "es")
    assert "{" not in say(speech, "hint.more_sources", "zh-Hans")


@pytest.mark.parametrize(
    "identity",
    ["window", "window.more", "door.group", "door.id", "greeting.more", "refer.window", "door.a.b"],
)
def test_an_unknown_id_is_refused_by_its_name(speech: Speech, identity: str):
    with pytest.raises(UnknownUtterance) as refusal:
        say(speech, identity)
    assert identity in str(refusal.value)


def test_a_template_has_the_reply_words_and_keeps_other_placeholders(speech: Speech):
    assert speech.template("hint.next_help", "en") == "Reply NEXT for legal help near {place}."
    assert "SIGUIENTE" in speech.template("hint.next_help", "es")
    with pytest.raises(UnknownUtterance):
        speech.template("door", "en")


def test_the_answer_behind_an_id_is_that_whose_law_it_says(speech: Speech):
    door = speech.answers["door"]
    assert [speech.answer_in(identity) for identity in ("door", "door.more")] == [door, door]
    for other in ("door.title", "door.sources", "notice.information", "nothing"):
        assert speech.answer_in(other) is None
    assert speech.status(door, "en") == "a right in the US Constitution"


def test_a_withdrawn_answer_says_no_law(root: Path):
    path = root / "data/answers/encounters.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("as_of", 'withdrawn = "wrong"\nas_of', 1), encoding="utf-8")
    assert Speech(root).answer_in("door") is None
