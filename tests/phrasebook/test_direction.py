"""Arabic texts are laid out by phones as they are meant, checked with an independent library."""

import pytest
from bidi.algorithm import get_display

from phrasebook.direction import LEFT, RIGHT, marked

CALL = "اتصل بالرقم"


def shown(text: str) -> str:
    """Return the letters from left to right as a phone shows the text, without the marks."""
    return str(get_display(marked(text))).replace(LEFT, "").replace(RIGHT, "")


@pytest.mark.parametrize(
    "whole",
    [
        "713-273-3702",
        "1-888-351-4024",
        "287(g)",
        "8 U.S.C. 1357(g)",
        "8 U.S.C. 1373",
        "justice.gov/eoir",
        "I-205",
    ],
)
def test_numbers_and_names_stay_whole_behind_arabic(whole: str):
    assert whole in shown(f"{CALL} {whole} الآن")
    assert whole in shown(f"{CALL} {whole}.")
    assert whole in shown(f"{CALL} {whole}، ثم انتظر")


def test_without_marks_a_phone_number_would_be_torn():
    assert "713-273-3702" not in str(get_display(f"{CALL} 713-273-3702"))


def test_a_line_that_begins_in_latin_is_still_laid_out_from_the_right():
    line = "ICE قد تدخل."
    assert shown(line).startswith(".")
    assert shown(line).endswith("ICE")
    assert marked(line) == RIGHT + line


@pytest.mark.parametrize(
    "text", ["", "No Arabic, 713-273-3702", "في 24 أبريل 2025", "رقم 911", "1) Houston TX"]
)
def test_what_cannot_be_torn_costs_nothing(text: str):
    assert marked(text) == text


def test_each_line_is_marked_by_itself_and_twice_is_once():
    text = f"{CALL} 713-273-3702\nEnglish 713-273-3702"
    assert marked(text).count(LEFT) == 1
    assert marked(text).replace(LEFT, "") == text


def test_a_number_inside_a_latin_name_is_held_by_its_letters():
    assert marked("مكتب Houston Center, 713-273-3702").count(LEFT) == 0
