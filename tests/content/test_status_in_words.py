"""The first text about an order or a contested rule says in words whether it is in force."""

import re
from collections.abc import Iterable, Iterator

import pytest

from tests.content.material import SPEECH, SPOKEN, Text, texts
from tests.content.status_words import IN_FORCE, claims_force, tells

ORDERS = ("orders_13768", "orders_14159", "orders_14165")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_STATUSES = ("revoked", "in_force", "partly_blocked", "blocked", "proposed", "history")

_IN_FORCE = {
    "en": "Order 1 is in force.",
    "es": "La Orden 1 está vigente.",
    "zh-Hans": "1号命令有效。",
    "vi": "Sắc lệnh 1 có hiệu lực.",
    "ht": "Lòd 1 an vigè.",
    "pt-BR": "A Ordem 1 está em vigor.",
    "fr": "Le décret 1 est en vigueur.",
    "ar": "الأمر 1 ساري المفعول.",
    "ru": "Указ 1 действует.",
    "ko": "명령 1은 시행 중입니다.",
    "tl": "May bisa ang Order 1.",
}
_REVOKED = {
    "en": "Not in force: revoked in 2021.",
    "es": "No está vigente: revocada en 2021.",
    "zh-Hans": "已不再有效：2021年撤销。",
    "vi": "Không còn hiệu lực: bị bãi bỏ năm 2021.",
    "ht": "Pa an vigè: anile an 2021.",
    "pt-BR": "Não está em vigor: revogada em 2021.",
    "fr": "N'est plus en vigueur : révoqué en 2021.",
    "ar": "ليس ساري المفعول: ألغي في 2021.",
    "ru": "Не действует: отменен в 2021.",
    "ko": "시행 중 아님: 2021년 폐지되었습니다.",
    "tl": "Walang bisa: binawi noong 2021.",
}
_STOPPED_IN_PART = {
    "en": "A judge blocked one part in 2025.",
    "es": "Un juez bloqueó una parte en 2025.",
    "zh-Hans": "一位法官在2025年叫停了一部分。",
    "vi": "Thẩm phán chặn một phần năm 2025.",
    "ht": "Yon jij bloke yon pati an 2025.",
    "pt-BR": "Um juiz bloqueou uma parte em 2025.",
    "fr": "Un tribunal a bloqué une partie en 2025.",
    "ar": "أوقف قاض جزءا منه في 2025.",
    "ru": "Судья заблокировал часть в 2025.",
    "ko": "판사가 2025년 일부를 막았습니다.",
    "tl": "Hinarang ng judge ang isang bahagi noong 2025.",
}
_PARTLY = {
    "en": "Partly in force since 2025.",
    "es": "Vigente en parte desde 2025.",
    "zh-Hans": "2025年部分有效。",
    "vi": "Có hiệu lực một phần, 2025.",
    "ht": "Yon pati an vigè, 2025.",
    "pt-BR": "Em parte em vigor, 2025.",
    "fr": "En vigueur en partie, 2025.",
    "ar": "ساري المفعول جزئيا، 2025.",
    "ru": "Частично в силе, 2025.",
    "ko": "2025년 일부 시행 중입니다.",
    "tl": "May bisa ang bahagi, 2025.",
}
_DO_NOT_STAND_IN_THE_WAY = {
    "en": "Do not block officers. 2025.",
    "es": "No bloquee a los agentes. 2025.",
    "vi": "Đừng chặn nhân viên. 2025.",
    "ht": "Pa bloke ajan yo. 2025.",
    "pt-BR": "Não bloqueie os agentes. 2025.",
    "fr": "Ne bloquez pas les agents. 2025.",
}


def lint_status(found: Iterable[tuple[str, Text]]) -> Iterator[str]:
    """Name each first text, given with its status, that lacks the words of the status.

    An order that is no longer in force or is partly blocked also needs the year of that.
    """
    for status, text in found:
        if not tells(status, text.words, text.language):
            yield f"{text.where}: no words for {status}"
        elif status == "revoked" and claims_force(text.words, text.language):
            yield f"{text.where}: revoked, but said to be in force"
        if status != "in_force" and not _YEAR.search(text.words):
            yield f"{text.where}: {status}, but since when?"


def lint_one(status: str, language: str, words: str) -> list[str]:
    return list(lint_status([(status, Text("order", language, words, ""))]))


def first_texts_of_orders() -> Iterator[tuple[str, Text]]:
    for text in texts():
        answer = SPEECH.answers.get(text.identity)
        if answer and answer.group in ORDERS and text.identity not in SPEECH.sentences:
            yield answer.status, text


def test_the_first_text_of_every_order_tells_its_status():
    found = list(first_texts_of_orders())
    assert len({text.identity for _, text in found}) >= 20
    assert list(lint_status(found)) == []


def test_every_spoken_language_has_words_and_examples():
    for table in (IN_FORCE, _IN_FORCE, _REVOKED, _STOPPED_IN_PART, _PARTLY):
        assert set(table) == set(SPOKEN)


@pytest.mark.parametrize("tag", SPOKEN)
def test_a_revoked_order_that_is_said_to_be_in_force_is_found(tag: str):
    assert lint_one("revoked", tag, _REVOKED[tag]) == []
    both = f"{_REVOKED[tag]} {_IN_FORCE[tag]}"
    assert lint_one("revoked", tag, both) == [
        f"order [{tag}]: revoked, but said to be in force",
    ]


@pytest.mark.parametrize("tag", SPOKEN)
def test_an_order_blocked_in_part_is_not_just_in_force(tag: str):
    in_force = f"{_IN_FORCE[tag]} 2025."
    assert lint_one("partly_blocked", tag, in_force) == [
        f"order [{tag}]: no words for partly_blocked"
    ]
    assert lint_one("partly_blocked", tag, f"{in_force} {_STOPPED_IN_PART[tag]}") == []
    assert lint_one("partly_blocked", tag, _PARTLY[tag]) == []


@pytest.mark.parametrize("tag", _DO_NOT_STAND_IN_THE_WAY)
def test_blocking_officers_is_no_court(tag: str):
    assert lint_one("partly_blocked", tag, _DO_NOT_STAND_IN_THE_WAY[tag])


@pytest.mark.parametrize("tag", SPOKEN)
def test_an_order_in_force_is_said_to_be_so_and_wholly(tag: str):
    assert lint_one("in_force", tag, _IN_FORCE[tag]) == []
    assert lint_one("in_force", tag, _REVOKED[tag])
    assert lint_one("in_force", tag, _PARTLY[tag])


@pytest.mark.parametrize("tag", SPOKEN)
@pytest.mark.parametrize("status", _STATUSES)
def test_a_text_without_its_status_is_found(status: str, tag: str):
    assert lint_one(status, tag, "EO 1, 2017.") == [f"order [{tag}]: no words for {status}"]


def test_a_status_without_its_year_is_found():
    words = "Revoked. It asked for more officers."
    assert lint_one("revoked", "en", words) == ["order [en]: revoked, but since when?"]


def test_a_language_without_status_words_is_found():
    assert lint_one("revoked", "xx", "2021") == ["order [xx]: no words for revoked"]
