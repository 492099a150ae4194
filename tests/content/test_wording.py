"""The tone that editors are promised: no sympathy, no shouting, no advice, no promises."""

import re
from collections.abc import Iterable, Iterator

import pytest

from tests.content.material import SPEECH, Text, texts

_SYMPATHY = re.compile(
    r"\bsorry\b|\bsadly\b|\bunfortunately\b|\bdon'?t worry\b|do not worry|no need to worry"
    r"|\bi (can )?(only )?(imagine|understand (how|that|your))\b|must be (hard|scary|difficult)"
    r"|stay strong|you are not alone|we are here for you|hang in there|\bmy heart\b"
    r"|\blo siento\b|\blamento\b|\blamentamos\b|por desgracia|lamentablemente|no se preocupe"
    r"|no te preocupes|\bentiendo (que|lo)\b|debe (de )?ser (duro|difícil)|no est[áa]s? sol[oa]\b"
    r"|estamos con(tigo| usted)|mucho ánimo|sea fuerte|\bánimo\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\byou qualify\b|\byou should apply\b|\byou will (win|be released|not be deported)\b"
    r"|\byou will get (a|your|asylum|status|papers)\b"
    r"|\busted califica\b|\busted debe(ría)? solicitar\b|\busted (ganará|recibirá|saldrá)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_REPLY_WORDS = """ENGLISH STOP START ERASE BORRAR AYUDA"""
_NAMES = """
    ACLU ADN AILA BIA BLUF CBP CFR CHIRLA CHNV CIAM CLINIC CRLA DACA DHS DNA DOJ EE EFF EMTALA
    EO EOIR ERO FERPA FR GAO HIPAA ICE ID ILRC INA KQED LAFLA MPP NILC NTA ORR PEP SNAP SPLC
    SMS SSI TANF TPS TX US USCIS UU VAWA VOICE WIC ZIP ДНК ПДД США EUA
"""
ALLOWED = {*_REPLY_WORDS.split(), *_NAMES.split()}


def lint_sympathy(found: Iterable[Text]) -> Iterator[str]:
    """Name each text that consoles."""
    yield from _named(_SYMPATHY, found)


def lint_advice(found: Iterable[Text]) -> Iterator[str]:
    """Name each text that promises an outcome or says what a person qualifies for."""
    yield from _named(_ADVICE, found)


def lint_exclamations(found: Iterable[Text]) -> Iterator[str]:
    """Name each text with an exclamation mark."""
    yield from _named(re.compile("[!¡！]"), found)


def lint_capitals(found: Iterable[Text]) -> Iterator[str]:
    """Name each word in capitals that is neither a reply word nor a name."""
    for text in found:
        for word in capitals(text.words):
            if word not in ALLOWED:
                yield f"{text.where}: {word}"


def capitals(words: str) -> list[str]:
    """Return the words of two capitals or more, in any script that has them."""
    return [word for word in _WORD.findall(words) if all(map(str.isupper, word))]


def _named(pattern: re.Pattern[str], found: Iterable[Text]) -> Iterator[str]:
    for text in found:
        hit = pattern.search(text.words)
        if hit:
            yield f"{text.where}: {hit.group()}"


@pytest.mark.parametrize("lint", [lint_sympathy, lint_advice, lint_exclamations, lint_capitals])
def test_no_text_breaks_the_rules_for_words(lint):
    assert list(lint(texts())) == []


def test_every_card_that_an_answer_names_exists():
    named = {f"card.{answer.card}" for answer in SPEECH.answers.values() if answer.card}
    cards = {identity for identity in SPEECH.sentences if identity.startswith("card.")}
    assert named == cards - {"card.lead"}


def test_every_allowed_word_is_used():
    used = {word for text in texts() for word in capitals(text.words)}
    assert ALLOWED - used == set()


@pytest.mark.parametrize(
    ("lint", "words"),
    [
        (lint_sympathy, "I am so sorry to hear that."),
        (lint_sympathy, "Don't worry. Call a lawyer."),
        (lint_sympathy, "I understand how hard this is."),
        (lint_sympathy, "Lo siento mucho."),
        (lint_sympathy, "No se preocupe, llame a un abogado."),
        (lint_sympathy, "Usted no está solo."),
        (lint_advice, "You qualify for asylum."),
        (lint_advice, "You will get a green card."),
        (lint_advice, "Usted califica para la visa U."),
        (lint_exclamations, "Do not open!"),
        (lint_exclamations, "¡Cuidado"),
        (lint_capitals, "DO not open."),
        (lint_capitals, "NO ABRA la puerta."),
        (lint_capitals, "ÉL"),
    ],
)
def test_bad_words_are_found(lint, words):
    assert list(lint([Text("x", "en", words, "")]))


@pytest.mark.parametrize(
    "words",
    [
        "I did not understand. Say it in other words.",
        "Stay calm. Text ERASE. Reply {more}. EO 14159, A-number, 8 U.S.C. 1373, Form I-205.",
        "En EE. UU. usted puede guardar silencio.",
    ],
)
def test_plain_words_are_left_alone(words):
    for lint in (lint_sympathy, lint_advice, lint_exclamations, lint_capitals):
        assert list(lint([Text("x", "en", words, "")])) == []
