"""What we tell people to text is understood: each printed example is a phrase word for word."""

import re
from collections.abc import Iterable, Iterator

import pytest
import yaml

from tests.content.material import ROOT, SPOKEN, Text, normalized, texts

LEADS = {
    "en": "for example:|like:|Or:",
    "es": "por ejemplo:|en pocas palabras:|O:",
    "zh-Hans": "例如：|或者：",
    "vi": "ví dụ:|như:|Hay:",
    "ht": "pa egzanp:|tankou:|Oswa:",
    "pt-BR": "por exemplo:|como:|Ou:",
    "fr": "par exemple :|en quelques mots :|Ou :",
    "ar": "مثلا:|مثل:|أو:",
    "ru": "например:|Или:",
    "ko": "예:|또는:",
    "tl": "halimbawa:|gaya ng:|O:",
}
"""What stands before an example, in each language."""

DOOR, FIND, WORK = "door_home", "find_detained_person", "workplace_raid"
PRINTED = {
    "fallback.first": (DOOR,),
    "fallback.third": (WORK,),
    "help": (DOOR,),
    "sightings": (DOOR,),
    "gibberish": (DOOR, FIND),
}
"""The texts that print examples, and the topics that these name, in their order."""

URGENT = {DOOR, WORK}
AT_THE_DOOR = "ICE is at my door"


def examples(text: Text) -> list[str]:
    """Return the sentences that a text tells people to send."""
    lead = rf"(?<!\w)(?:{LEADS[text.language]})\s*([^.。?？؟]+)"
    return [found.strip() for found in re.findall(lead, text.words)]


def lint_understood(
    found: Iterable[Text], known: dict[tuple[str, str], set[tuple[str, bool]]]
) -> Iterator[str]:
    """Name each printed example that is no phrase of its topic and language."""
    for text in found:
        if text.identity not in PRINTED:
            continue
        printed, topics = examples(text), PRINTED[text.identity]
        if len(printed) != len(topics):
            yield f"{text.where}: {len(printed)} of {len(topics)} examples"
        for example, topic in zip(printed, topics, strict=False):
            if known.get((text.language, normalized(example))) != {(topic, topic in URGENT)}:
                yield f"{text.where}: {example}"


def phrases_as_marked() -> dict[tuple[str, str], set[tuple[str, bool]]]:
    """Return by language and words where a phrase stands: its label, and whether it is urgent."""
    known: dict[tuple[str, str], set[tuple[str, bool]]] = {}
    for path in sorted((ROOT / "data/nlu").glob("*/*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            place = block["intent"], bool(block.get("metadata", {}).get("urgent"))
            for line in block["examples"].splitlines():
                words = normalized(line.strip().removeprefix("-"))
                known.setdefault((path.parent.name, words), set()).add(place)
    return known


def test_every_printed_example_is_a_phrase_of_its_topic_word_for_word():
    assert list(lint_understood(texts(), phrases_as_marked())) == []


def test_every_example_of_the_door_is_tested_to_meet_the_rule_for_what_happens_now():
    for text in texts():
        if DOOR in PRINTED.get(text.identity, ()):
            path = ROOT / f"bot/tests/danger_texts/{text.language}.yml"
            assert examples(text)[0] in yaml.safe_load(path.read_text(encoding="utf-8"))["now"]


def test_the_leads_are_known_in_every_spoken_language():
    assert set(LEADS) == set(SPOKEN)


def test_no_other_text_prints_the_example():
    # A starter of the web is sent and not printed; tests/dialogue/test_starters.py sends them all.
    own = (text for text in texts() if not text.identity.startswith("web.starter."))
    printing = {text.identity for text in own if AT_THE_DOOR in text.english}
    assert printing == {identity for identity, topics in PRINTED.items() if DOOR in topics}


def test_every_text_that_prints_is_there_in_every_language():
    there = {(text.identity, text.language) for text in texts()}
    assert {(identity, tag) for identity in PRINTED for tag in SPOKEN} <= there


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Say it, for example: Ice at the gate.", ("door_home", True)),
        ("Say it, for example: ICE is at my door.", ("door_home", False)),
        ("Say it, for example: ICE is at my door.", ("car_stop", True)),
        ("Say it in other words.", ("door_home", True)),
    ],
)
def test_an_example_that_is_not_understood_is_found(words, place):
    known = {("en", "ice is at my door"): {place}}
    assert list(lint_understood([Text("help", "en", words, "")], known))


def test_an_example_that_is_understood_is_left_alone():
    known = {("en", "ice is at my door"): {(DOOR, True)}}
    text = Text("help", "en", "Say it, for example: ICE is at my door. Or text.", "")
    assert list(lint_understood([text], known)) == []
