"""Legal terms are translated by one word each: the tables of docs/glossary, held to every text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from tests.content.material import TRANSLATED, Text, texts
from tests.content.terms import asks_for, glossary, has_form, read

EVERYDAY = frozenset({"officer", "police", "history"})
"""Words that a glossary lists for translators, but that a text may say otherwise or leave out."""
ONLY_IN_CONVERSATION: frozenset[str] = frozenset()
"""Terms that are kept although no English text has them, because people say them to us."""


def lint_terms(found: Iterable[Text], terms: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Name each translation that has none of a term's forms although its English has the term."""
    for text in found:
        for term, forms in terms.items():
            if term in EVERYDAY or text.identity.endswith(".title"):
                continue
            if asks_for(term, text.english) and not has_form(text.words, forms, text.language):
                yield f"{text.where}: {term}"


def lint_asked(terms: Iterable[str], found: Iterable[Text]) -> Iterator[str]:
    """Name each term that no English text has, titles left out: nothing is ever held to it."""
    english = [text.words for text in found if not text.identity.endswith(".title")]
    for term in terms:
        if term not in ONLY_IN_CONVERSATION and not any(asks_for(term, e) for e in english):
            yield term


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_language_has_the_same_terms(tag: str):
    assert set(glossary("es")) <= set(glossary(tag))


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_text_keeps_to_the_glossary(tag: str):
    assert list(lint_terms((t for t in texts() if t.language == tag), glossary(tag))) == []


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_term_is_asked_of_some_text(tag: str):
    assert list(lint_asked(glossary(tag), (t for t in texts() if t.language == "en"))) == []


def test_a_term_that_no_text_has_is_found():
    english = [
        Text("door", "en", "Fast (expedited) removal needs no judge.", ""),
        Text("door.title", "en", "The warrant", ""),
    ]
    assert list(lint_asked(["expedited removal", "judge", "warrant"], english)) == ["warrant"]


def test_a_text_without_its_term_is_found(tmp_path: Path):
    rows = ["| English | Translation | Also recognised |", "| warrant | orden | órdenes |"]
    (tmp_path / "es.md").write_text("\n".join(rows), encoding="utf-8")
    terms = read(tmp_path / "es.md")
    assert terms == {"warrant": ("orden", "órdenes")}
    right = Text("door", "es", "Pida ver la Orden.", "Ask to see the warrant.")
    other = Text("door", "es", "Pida ver el papel.", "Ask to see the warrants.")
    silent = Text("door", "es", "Pida ver el papel.", "Ask to see the paper.")
    assert list(lint_terms([right, silent], terms)) == []
    assert list(lint_terms([other], terms)) == ["door [es]: warrant"]


@pytest.mark.parametrize(
    ("tag", "forms", "right", "wrong"),
    [
        ("es", ["orden"], "sin orden de un juez", "los agentes ordenan"),
        ("es", ["abogad-"], "dos abogadas", "su desabogado"),
        ("fr", ["détenu-"], "les personnes détenues", "un codétenu"),
        ("ru", ["окончательн- приказ-"], "об окончательном приказе", "окончательное дело"),
        ("vi", ["tù"], "trong tù, ICE", "từ nay tùy nơi, tư nhân"),
        ("ar", ["قاض"], "وللقاضي", "انقاض"),
        ("ko", ["구금"], "구금에서", "비구금"),
        ("zh-Hans", ["叫停"], "一位法官叫停了它", "停止"),
    ],
)
def test_a_form_is_words_of_its_own(tag: str, forms: list[str], right: str, wrong: str):
    assert has_form(right, forms, tag)
    assert not has_form(wrong, forms, tag)


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("expedited removal", "in fast removal, in fast (expedited) removal, fast deportation"),
        ("sign", "sign nothing, he signs, signed by a judge, before signing"),
        ("Executive Order", "Executive Order 14159"),
    ],
)
def test_a_term_is_asked_however_english_spells_it(term: str, words: str):
    assert all(asks_for(term, each) for each in words.split(", "))


def test_a_word_of_another_meaning_asks_for_nothing():
    others = "signs of illness; before you sign up; a designer; fast food; removal; an order"
    for term in ("sign", "expedited removal", "Executive Order"):
        assert not any(asks_for(term, each) for each in others.split("; "))


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("es", "una orden de deportación"),
        ("fr", "un ordre de la cour"),
        ("ht", "yon lòd depòtasyon"),
        ("pt-BR", "uma ordem de remoção"),
        ("ru", "может указать на приказ"),
        ("tl", "isang removal order"),
        ("vi", "theo lệnh trục xuất"),
        ("ar", "الأمر بالترحيل"),
        ("ko", "추방 명령"),
        ("zh-Hans", "递解命令"),
    ],
)
def test_not_every_order_is_an_executive_order(tag: str, words: str):
    assert not has_form(words, glossary(tag)["Executive Order"], tag)


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("es", "síntomas y señales; inscríbase, unirse"),
        ("fr", "signaler des symptômes, les signaux"),
        ("ht", "siy maladi; enskri"),
        ("pt-BR", "sinais de doença; inscrever"),
        ("ru", "признаки болезни"),
        ("tl", "senyales ng sakit"),
        ("vi", "triệu chứng; ghi danh"),
        ("ar", "قبل التسجيل"),
        ("ko", "아픈 증상"),
        ("zh-Hans", "签证; 病状"),
    ],
)
def test_a_symptom_or_a_visa_is_no_signature(tag: str, words: str):
    assert not has_form(words, glossary(tag)["sign"], tag)
