"""Which numbers answers and sentences have: verified ones, and never those that are no help line.

Numbers of organizations and of ICE's offices come from their lists, and are said to.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import pytest

from phrasebook.answers import Answer
from referrals.phones import REFUSED_NUMBERS
from tests.content.material import ROOT, SPEECH, Text, fact_entries, texts

HOTLINES = [entry for entry in fact_entries() if entry.get("verification")]
TIP_LINE = "8663472423"
_KEYPAD = {
    letter: str(digit)
    for digit, letters in enumerate(("abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"), 2)
    for letter in letters
}
# Ten digits with any signs between them, five or six together (text codes, but not the number of
# an executive order), and 911, 988 and the like.
_NUMBER = re.compile(
    r"(?<![\d])(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]{0,2}\d{3}[-. ]?\d{4}(?!\d)"
    r"|(?<![\d,.-])(?!1[34]\d{3}(?!\d))\d{5,6}(?!,?\d)|(?<!\d)(?:\d11|988)(?!\d)"
)


def never_listed() -> set[str]:
    """Return the ten digits of every number that must never be sent."""
    marked = [entry for entry in HOTLINES if entry["verification"] == "do_not_list"]
    return {_national(entry["number"]) for entry in marked}


def verified() -> set[str]:
    """Return the digits that verified entries give, as their number or in their facts."""
    sound = [entry for entry in HOTLINES if entry["verification"] == "verified"]
    told = [entry["number"] for entry in sound]
    told += [fact["text"] for entry in sound for fact in entry["facts"]]
    return {_national(number) for text in told for number in _NUMBER.findall(text)}


def lint_never_listed(files: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Name each file that has a forbidden number in any spelling: signs, letters, other digits."""
    forbidden = never_listed()
    for name, content in files:
        dialled = _dialled(content)
        for number in sorted(forbidden):
            if number in dialled:
                yield f"{name}: {number}"


def lint_verified(found: Iterable[Text]) -> Iterator[str]:
    """Name each number in a text that no verified entry gives."""
    known = verified()
    for text in found:
        for number in _NUMBER.findall(text.words):
            if _national(number) not in known:
                yield f"{text.where}: {number}"


def lint_pinned(found: Iterable[Text], answers: Mapping[str, Answer]) -> Iterator[str]:
    """Name each number in an answer that no fact which the answer cites gives."""
    for text in found:
        answer = answers.get(text.identity.partition(".")[0])
        given = _numbers_of_facts(answer.facts) if answer else set()
        for number in _NUMBER.findall(text.words) if answer else ():
            if _national(number) not in given:
                yield f"{text.where}: {number} is in no cited fact"


def _numbers_of_facts(cited: Iterable[str]) -> set[str]:
    told = [
        fact["text"]
        for entry in fact_entries()
        for fact in entry["facts"]
        if f"{entry['id']}#{fact['n']}" in cited
    ]
    return {_national(number) for line in told for number in _NUMBER.findall(line)}


def _national(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return digits[1:] if len(digits) == 11 else digits


def _dialled(content: str) -> str:
    """Return all that a keypad takes of a text, without anything in between."""
    plain = unicodedata.normalize("NFKC", content).casefold()
    keys = (
        str(unicodedata.digit(c)) if c.isdigit() else _KEYPAD.get(c, "")
        for c in re.sub(r"[\W_]", "", plain)
    )
    return "".join(keys)


def shipped_files() -> Iterator[tuple[str, str]]:
    """Yield what people can be sent: answers, sentences, translations, the directory, phrases."""
    folders = ("data/answers", "data/directory", "data/nlu", "data/safety", "locales")
    paths = [ROOT / "data/interface.toml"]
    paths += [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    # Points and postal codes of the whole country are no phone numbers, and are large.
    places = ("zips", "zip_counties", "names")
    for path in sorted(path for path in paths if path.parent.name not in places):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_no_file_has_a_number_that_must_never_be_sent():
    assert list(lint_never_listed(shipped_files())) == []


def test_every_number_in_a_text_is_verified():
    assert list(lint_verified(texts())) == []


def test_every_number_in_an_answer_is_in_a_fact_that_it_cites():
    assert list(lint_pinned(texts(), SPEECH.answers)) == []


def test_a_number_without_its_fact_is_found():
    bare = {"tps": dataclasses.replace(SPEECH.answers["tps"], facts=("sta-tps#1",))}
    wrong = Text("tps.more", "en", "Call 1-800-375-5283.", "")
    assert list(lint_pinned([wrong], bare)) == ["tps.more [en]: 1-800-375-5283 is in no cited fact"]
    pinned = {"tps": dataclasses.replace(SPEECH.answers["tps"], facts=("hot-uscis#1",))}
    assert list(lint_pinned([wrong], pinned)) == []


def test_the_tip_line_is_among_the_forbidden_numbers_and_the_import_refuses_them_all():
    assert TIP_LINE in never_listed()
    assert never_listed() == {_national(number) for number in REFUSED_NUMBERS}


def test_no_number_is_both_verified_and_forbidden():
    assert verified() & never_listed() == set()
    assert {"911", "988", "18008987180"[1:]} <= verified()


@pytest.mark.parametrize(
    "spelling",
    [
        "1-866-347-2423",
        "+18663472423",
        "(866) 347 2423",
        "866.347.24.23",
        "1-866-DHS-2-ICE",
        "866dhs2ice",
        "８６６-３４７-２４２３",
        "٨٦٦٣٤٧٢٤٢٣",
        "866 - 347 -\n2423",
        "1-855-48-VOICE",
        "800/456/3849",
    ],
)
def test_a_forbidden_number_is_found_in_any_spelling(spelling: str):
    assert list(lint_never_listed([("file", f"Call {spelling} now.")]))


def test_other_numbers_are_not_taken_for_forbidden_ones():
    assert list(lint_never_listed([("file", "866-347-2424, 1-800-898-7180, EO 14159")])) == []


@pytest.mark.parametrize(
    "number",
    ["1-844-363-1423", "713-555-0100", "(713) 555-0100", "7135550100", "555123", "55512", "311"],
)
def test_a_number_that_is_not_verified_is_found(number: str):
    assert list(lint_verified([Text("x", "en", f"Call {number}, at any hour.", "")]))


def test_years_amounts_and_orders_are_not_taken_for_numbers():
    words = "In 2026, $10,000 and 1,318 places; EO 14159; 8 U.S.C. 1373; A-number; call 911."
    assert list(lint_verified([Text("x", "en", words, "")])) == []
