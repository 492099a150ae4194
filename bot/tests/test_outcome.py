"""When to answer, to ask back or to give up; rules stand above the model."""

from pathlib import Path

import pytest
import yaml
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.outcome import ANSWER, OUTCOME, TOPIC, URGENT, Outcome
from bot.nlu.safety import SAFETY
from bot.nlu.topic import RANKING, URGENCY

# Of these tests, so that tuning the model does not change what is meant.
THRESHOLDS = {
    "answer_from": 0.35,
    "clear_lead": 0.12,
    "clarify_from": 0.25,
    "long_words": 20,
    "long_from": 0.18,
    "urgent_from": 0.5,
}
LABELS = ("door_home", "warrant_types", "raid_work", "arrested", "privacy")


def judged(*odds, text="some words", safety=None, urgency=0.0, labels=LABELS):
    odds = (*odds, 0.0, 0.0)[: max(2, len(odds))]
    ranking = [{"name": n, "confidence": c, "answer": f"{n}/part"} for n, c in zip(labels, odds)]
    message = Message({TEXT: text, RANKING: ranking, URGENCY: urgency, SAFETY: safety})
    return Outcome(THRESHOLDS).process([message])[0]


@pytest.mark.parametrize(
    ("odds", "outcome", "intent"),
    [
        ((0.90, 0.05), "answer", "door_home"),
        ((0.35, 0.23), "answer", "door_home"),  # the least that is clear
        ((0.34, 0.10), "fallback", "nlu_fallback"),
        ((0.40, 0.30), "clarify", "nlu_clarify"),  # two close topics
        ((0.30, 0.25), "clarify", "nlu_clarify"),  # together probable enough
        ((0.36, 0.245), "answer", "door_home"),  # close, but the second is too improbable
        ((0.45, 0.34), "clarify", "nlu_clarify"),
        ((0.24, 0.24), "fallback", "nlu_fallback"),
        ((0.10, 0.05), "fallback", "nlu_fallback"),
        ((1.0, 0.99), "answer", "door_home"),  # word for word a phrase
    ],
)
def test_the_thresholds_decide(odds, outcome, intent):
    message = judged(*odds)
    assert (message.get(OUTCOME), message.get(INTENT)["name"]) == (outcome, intent)
    assert (message.get(TOPIC), message.get(ANSWER)) == ("door_home", "door_home/part")


@pytest.mark.parametrize(
    ("words", "odds", "outcome"),
    [
        (20, (0.18, 0.17), "answer"),
        (20, (0.17, 0.05), "fallback"),
        (19, (0.18, 0.05), "fallback"),
        (20, (0.40, 0.30), "answer"),  # who speaks for long is not asked which of two
    ],
)
def test_a_long_text_is_about_something(words, odds, outcome):
    assert judged(*odds, text="word " * words).get(OUTCOME) == outcome


def test_a_safety_rule_with_a_topic_stands_above_the_model():
    message = judged(0.99, 0.01, safety={"rule": "self_harm", "topic": "crisis"})
    assert message.get(INTENT) == {"name": "crisis", "confidence": 1.0}
    assert (message.get(OUTCOME), message.get(TOPIC), message.get(URGENT)) == (
        "answer",
        "crisis",
        True,
    )


def test_a_safety_rule_without_a_topic_only_makes_it_urgent():
    message = judged(0.9, 0.05, safety={"rule": "now", "topic": None})
    assert (message.get(INTENT)["name"], message.get(URGENT)) == ("door_home", True)


def test_a_rule_on_a_topic_that_the_model_knows_too_names_it_once():
    labels = ("door_home", "crisis", "raid_work")
    rule = {"rule": "self_harm", "topic": "crisis"}
    ranking = judged(0.5, 0.4, 0.1, labels=labels, safety=rule).get(INTENT_RANKING_KEY)
    assert [entry["name"] for entry in ranking] == ["crisis", "door_home", "raid_work"]


@pytest.mark.parametrize(("urgency", "urgent"), [(0.0, False), (0.49, False), (0.5, True)])
def test_the_model_alone_can_call_a_text_urgent(urgency, urgent):
    assert judged(0.9, urgency=urgency).get(URGENT) is urgent


@pytest.mark.parametrize("text", ["77036", " 77036-1234 ", "\u200b77036"])
def test_a_zip_code_alone_looks_for_help(text):
    message = judged(0.2, 0.1, text=text)
    assert (message.get(OUTCOME), message.get(INTENT)["name"]) == ("answer", "find_legal_help")


@pytest.mark.parametrize("text", ["7703", "77036 hola", "+15555550100"])
def test_other_digits_are_no_zip_code(text):
    assert judged(0.9, text=text).get(INTENT)["name"] == "door_home"


def test_five_digits_that_are_a_phrase_word_for_word_are_not_a_zip_code():
    assert judged(1.0, 0.0, text="14159").get(INTENT)["name"] == "door_home"


@pytest.mark.parametrize("text", ["?!", "😭", "", "\u200b"])
def test_a_text_without_a_letter_has_no_meaning_whatever_the_model_says(text):
    assert judged(0.9, text=text).get(INTENT)["name"] == "gibberish"


@pytest.mark.parametrize("text", ["48 15 16", "12, 7", "1 - 800 - 55", "830471", "123456789"])
def test_numbers_that_name_nothing_have_no_meaning(text):
    message = judged(0.9, text=text)
    assert message.get(INTENT)["name"] == "gibberish"
    assert message.get("divisions") == []


@pytest.mark.parametrize("text", ["14 159", "13.768", "2.3", "48 hours 2 days", "48 15 horas"])
def test_an_order_a_section_and_numbers_with_words_may_mean_something(text):
    assert judged(0.9, text=text).get(INTENT)["name"] == "door_home"


@pytest.mark.parametrize("text", ["1", "2.", "3)", " 1 "])
def test_a_single_number_is_a_choice(text):
    message = judged(0.9, text=text)
    assert message.get(INTENT) == {"name": "choice", "confidence": 1.0}
    assert message.get(TOPIC) == "door_home"


@pytest.mark.parametrize("text", ["0", "100", "1 hola", "(1"])
def test_anything_more_is_no_choice(text):
    assert judged(0.9, text=text).get(INTENT)["name"] == "door_home"


def test_the_thresholds_of_the_trained_model_are_known_ones_and_probabilities():
    path = Path(__file__).parents[2] / "config.yml"
    pipeline = yaml.safe_load(path.read_text(encoding="utf-8"))["pipeline"]
    set_there = next(step for step in pipeline if step["name"] == "bot.nlu.outcome.Outcome")
    del set_there["name"]
    assert set_there == Outcome.get_default_config()
    assert set(set_there) == set(THRESHOLDS)
    assert set_there.pop("long_words") >= 10
    assert [value for value in set_there.values() if not 0 < value < 1] == []
