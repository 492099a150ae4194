"""The tone that editors are promised: no sympathy, no shouting, no advice, no promises."""

import re
from collections.abc import Iterable, Iterator, Mapping

import pytest

from tests.content.material import SPEECH, SPOKEN, Text, texts
from tests.content.tone import ADVICE, SYMPATHY

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
    yield from _named_by_language(SYMPATHY, found)


def lint_advice(found: Iterable[Text]) -> Iterator[str]:
    """Name each text that promises an outcome or says what a person qualifies for."""
    yield from _named_by_language(ADVICE, found)


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


def _named_by_language(
    patterns: Mapping[str, re.Pattern[str]], found: Iterable[Text]
) -> Iterator[str]:
    for text in found:
        yield from _named(patterns[text.language], [text])


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


def test_the_lints_know_every_spoken_language():
    assert set(SYMPATHY) == set(ADVICE) == set(SPOKEN)


@pytest.mark.parametrize(
    ("lint", "language", "words"),
    [
        (lint_sympathy, "en", "I am so sorry to hear that."),
        (lint_sympathy, "en", "Don't worry. Call a lawyer."),
        (lint_sympathy, "en", "I understand how hard this is."),
        (lint_sympathy, "es", "Lo siento mucho."),
        (lint_sympathy, "es", "No se preocupe, llame a un abogado."),
        (lint_sympathy, "es", "Usted no está solo."),
        (lint_sympathy, "zh-Hans", "我们很抱歉听到这件事。"),
        (lint_sympathy, "zh-Hans", "请不要担心，打电话给律师。"),
        (lint_sympathy, "vi", "Rất tiếc khi nghe chuyện này."),
        (lint_sympathy, "vi", "Đừng lo, hãy gọi luật sư."),
        (lint_sympathy, "ht", "Nou regrèt sa anpil."),
        (lint_sympathy, "ht", "Pa enkyete w, rele yon avoka."),
        (lint_sympathy, "pt-BR", "Sinto muito por isso."),
        (lint_sympathy, "pt-BR", "Você não está sozinha."),
        (lint_sympathy, "fr", "Nous sommes désolés pour vous."),
        (lint_sympathy, "fr", "Ne vous inquiétez pas."),
        (lint_sympathy, "ar", "نأسف لما حدث لكم."),
        (lint_sympathy, "ar", "لا تقلقوا، اتصلوا بمحام."),
        (lint_sympathy, "ru", "К сожалению, это так."),
        (lint_sympathy, "ru", "Не волнуйтесь, позвоните адвокату."),
        (lint_sympathy, "ko", "정말 안타깝습니다."),
        (lint_sympathy, "ko", "걱정하지 마세요."),
        (lint_sympathy, "tl", "Huwag kayong mag-alala."),
        (lint_sympathy, "tl", "Ikinalulungkot ko ang nangyari."),
        (lint_advice, "en", "You qualify for asylum."),
        (lint_advice, "en", "You will get a green card."),
        (lint_advice, "es", "Usted califica para la visa U."),
        (lint_advice, "zh-Hans", "您一定会胜诉。"),
        (lint_advice, "zh-Hans", "您应该申请庇护。"),
        (lint_advice, "vi", "Quý vị sẽ được thả."),
        (lint_advice, "vi", "Quý vị đủ điều kiện xin tị nạn."),
        (lint_advice, "ht", "Ou kalifye pou azil."),
        (lint_advice, "ht", "Ou pral jwenn papye."),
        (lint_advice, "pt-BR", "Você se qualifica para o asilo."),
        (lint_advice, "pt-BR", "Você não será deportado."),
        (lint_advice, "fr", "Vous êtes éligible au visa U."),
        (lint_advice, "fr", "Vous gagnerez votre procès."),
        (lint_advice, "ar", "أنتم مؤهلون للجوء."),
        (lint_advice, "ar", "ستحصلون على اللجوء."),
        (lint_advice, "ru", "Вам следует подать на убежище."),
        (lint_advice, "ru", "Вас отпустят."),
        (lint_advice, "ko", "귀하는 자격이 됩니다."),
        (lint_advice, "ko", "추방되지 않을 것입니다."),
        (lint_advice, "tl", "Kwalipikado kayo sa asylum."),
        (lint_advice, "tl", "Mananalo kayo sa kaso."),
        (lint_exclamations, "en", "Do not open!"),
        (lint_exclamations, "es", "¡Cuidado"),
        (lint_exclamations, "zh-Hans", "小心！"),
        (lint_capitals, "en", "DO not open."),
        (lint_capitals, "es", "NO ABRA la puerta."),
        (lint_capitals, "es", "ÉL"),
        (lint_capitals, "ru", "НЕ открывайте."),
    ],
)
def test_bad_words_are_found(lint, language, words):
    assert list(lint([Text("x", language, words, "")]))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "I did not understand. Say it in other words."),
        ("en", "Stay calm. Reply {more}. EO 14159, A-number, 8 U.S.C. 1373, Form I-205."),
        ("es", "En EE. UU. usted puede guardar silencio."),
    ],
)
def test_plain_words_are_left_alone(language, words):
    for lint in (lint_sympathy, lint_advice, lint_exclamations, lint_capitals):
        assert list(lint([Text("x", language, words, "")])) == []
