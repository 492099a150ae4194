"""Which legal problem a text names and which language it asks for, in eleven languages."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.needs import language_wanted, needs_in, read_needs

_WORDS = Path(__file__).parents[2] / "data/directory/languages_wanted.toml"
LANGUAGES = frozenset(tomllib.loads(_WORDS.read_text(encoding="utf-8"))["names"])
NAMED = {
    "asylum": (
        "I want to apply for asylum",
        "abogado de asilo",
        "申请庇护的律师",
        "luật sư xin tị nạn",
        "avoka pou azil",
        "advogado para pedir asilo",
        "avocat pour l'asile",
        "محامي لجوء",
        "адвокат по убежищу",
        "망명 변호사",
        "abogado para sa asylum",
    ),
    "detention": (
        "they detained my husband",
        "detuvieron a mi esposo",
        "我丈夫被抓了",
        "chong toi bi bat",
        "yo arete frè m",
        "meu marido foi preso",
        "mon mari est détenu",
        "زوجي معتقل",
        "мужа задержали",
        "남편이 구금됐어요",
        "hinuli ang asawa ko",
    ),
    "daca": ("renew my DACA", "renovar mi daca", "续 DACA", "다카 갱신", "продлить DACA"),
    "family": (
        "green card for my wife",
        "petición familiar",
        "家庭团聚",
        "bảo lãnh vợ",
        "regroupement familial",
        "لم الشمل",
        "воссоединение семьи",
        "가족초청",
    ),
    "work": (
        "my boss didn't pay me",
        "no me pagan en el trabajo",
        "老板不给工资",
        "patrão não pagou",
        "мне не платят зарплату",
        "사장이 월급을 안 줘요",
        "hindi ako binayaran",
        "pèmi travay",
    ),
    "u_visa": ("U visa", "visa U", "victima de violencia domestica", "U签证", "жертва насилия"),
    "children": (
        "my nephew came alone, unaccompanied minor",
        "menor no acompañado",
        "未成年人",
        "mineur isolé",
        "ребенок без сопровождения",
        "timoun poukont li",
    ),
    "appeals": (
        "I want to appeal",
        "quiero apelar",
        "上诉",
        "kháng cáo",
        "faire appel",
        "استئناف الحكم",
        "подать апелляцию",
        "항소하고 싶어요",
        "mag-apela",
    ),
    "bond": ("how much is the bond", "pagar la fianza", "보석금"),
    "citizenship": ("citizenship test", "ciudadanía", "入籍", "гражданство"),
    "tps": ("my TPS ends", "protección temporal", "临时保护身份"),
}
WANTED = {
    "lawyer who speaks Creole": "ht",
    "abogado que hable vietnamita": "vi",
    "说中文的律师": "zh-Hans",
    "avoka ki pale kreyòl": "ht",
    "luật sư nói tiếng Việt": "vi",
    "advogado que fale português": "pt-BR",
    "avocat qui parle arabe": "ar",
    "محامي يتكلم عربي": "ar",
    "русскоязычный адвокат": "ru",
    "адвокат, говорящий по-русски": "ru",
    "한국어 하는 변호사": "ko",
    "abogadong nagsasalita ng Tagalog": "tl",
    "abogado que habla español": "es",
    "a Korean-speaking attorney": "ko",
    "somebody who speaks Mam": "mam",
}


@pytest.mark.parametrize(
    ("need", "text"), [(need, text) for need, texts in NAMED.items() for text in texts]
)
def test_the_need_is_read_out_of_the_text(need: str, text: str) -> None:
    assert needs_in(text)[:1] == (need,)


@pytest.mark.parametrize(
    "text",
    [
        *("77036", "abogado en Queens", "lawyer near me", "休斯顿", "Houston TX", ""),
        *("perdón, ¿dónde están?", "gracias", "is the office open on Monday", "mine is 77036"),
    ],
)
def test_a_text_that_names_no_problem_has_no_need(text: str) -> None:
    assert needs_in(text) == ()


def test_needs_come_in_the_order_of_the_file() -> None:
    assert needs_in("they detained my son, he wants asylum") == ("asylum", "detention")


@pytest.mark.parametrize(("text", "tag"), WANTED.items())
def test_the_language_wanted_is_read_out_of_the_text(text: str, tag: str) -> None:
    assert language_wanted(text) == tag


@pytest.mark.parametrize(
    "text", ["the form is in English", "soy chino", "Russian Hill", "中文", "un ruso me pegó", ""]
)
def test_a_language_that_is_only_named_is_not_wanted(text: str) -> None:
    assert language_wanted(text) is None


def test_every_need_has_a_name_and_a_description_in_both_languages_of_staff() -> None:
    needs = read_needs()
    assert {
        "asylum",
        "detention",
        "daca",
        "family",
        "work",
        "u_visa",
        "children",
        "appeals",
    } <= set(needs)
    assert all(
        need.name.keys() == need.description.keys() == {"en", "es"} for need in needs.values()
    )


def test_general_stands_for_any_case_and_is_named_by_no_word() -> None:
    assert read_needs()["general"].words == ()


@given(text=st.text(max_size=300))
def test_no_text_makes_the_reading_fail(text: str) -> None:
    assert set(needs_in(text)) <= set(read_needs())
    assert language_wanted(text) in {None, *LANGUAGES}
