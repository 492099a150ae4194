"""Words become pieces: numbers to call and addresses are linked, everything else stays as it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.web.links import pieces_of
from tests.content.material import texts

HOTLINE = "+18007997233"
LEFT = "\u200e"
_SNIPPETS = st.sampled_from(
    ["1-800-799-7233", "(713) 555-0100 ext. 12", "911", "988", "233733", "justice.gov/eoir", LEFT]
    + ["https://www.example.org/a?b=c", ".", ", ", " ", "287(g)", "اتصلوا بـ ", "请打", "\u200f"]
)


def linked(words: str) -> list[tuple[str, str]]:
    """Return (kind and target) of the links."""
    return [(k, v) for piece in pieces_of(words) for k, v in piece.items() if k != "text"]


@pytest.mark.parametrize(
    ("written", "tel"),
    [
        ("1-800-799-7233", HOTLINE),
        ("800-799-7233", HOTLINE),
        ("(800) 799-7233", HOTLINE),
        ("(713) 555-0100", "+17135550100"),
        ("713.555.0100", "+17135550100"),
        ("+1 713 555 0100", "+17135550100"),
        ("713-273-3702 x12", "+17132733702,12"),
        ("713-273-3702 ext. 0045", "+17132733702,0045"),
        ("911", "911"),
        ("988", "988"),
    ],
)
@pytest.mark.parametrize("around", ["Call {}.", "Abuse: {}, any hour", "({})", "请打{}。", "{}"])
def test_a_number_is_linked_however_it_is_written(written: str, tel: str, around: str):
    assert linked(around.format(written)) == [("tel", tel)]


def test_a_code_that_takes_texts_alone_is_linked_for_a_text():
    assert linked("or text 233733 (trafficking)") == [("sms", "233733")]


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("justice.gov/eoir", "https://justice.gov/eoir"),
        ("locator.ice.gov", "https://locator.ice.gov"),
        ("www.example.org/path", "https://www.example.org/path"),
        ("https://www.uscis.gov/i-589?x=1#y", "https://www.uscis.gov/i-589?x=1#y"),
        ("http://example.org", "http://example.org"),
    ],
)
@pytest.mark.parametrize("around", ["See {}.", "lawyers: {}, or", "({})", "看{}。", "{}", "{}؟"])
def test_an_address_is_linked_without_the_signs_around_it(written: str, url: str, around: str):
    assert linked(around.format(written)) == [("url", url)]


@pytest.mark.parametrize(
    "words",
    [
        "77036",
        "Houston TX 77036-1234",
        "287(g)",
        "A123456789",
        "A-number 123-456-789, A 123 456 789",
        "IOE0912345678 LIN-23-123-45678 LIN2312345678",
        "2026-11-22, 11/22/2026, Nov 22, 2026 10:00",
        "EO 14159; 8 U.S.C. 1373; section 911.5; $911; 1911; 9110; 988-0",
        "I-589, I-220B, N-400, DS-160",
        "someone@example.org or a.b@mail.example.gov",
        "January 20.Executive order, e.g. 3.5 million, U.S. citizens",
        "2,339,911 and 233,733 people",
        "sold at 911/988",
    ],
)
def test_what_is_no_telephone_and_no_address_is_left_alone(words: str):
    assert pieces_of(words) == [{"text": words}]


def test_marks_that_order_arabic_stay_in_the_words_and_out_of_the_links():
    words = f"اتصلوا بـ {LEFT}1-800-799-7233 أو {LEFT}(713) {LEFT}555-0100 {LEFT}justice.gov/eoir"
    urls = ("url", "https://justice.gov/eoir")
    assert linked(words) == [("tel", HOTLINE), ("tel", "+17135550100"), urls]
    assert "".join(piece["text"] for piece in pieces_of(words)) == words


def test_an_address_with_a_number_in_it_is_one_link():
    assert len(linked("https://example.org/1-800-799-7233")) == 1


def test_every_hotline_of_every_text_in_every_language_is_linked():
    hotline = re.compile(r"(?<!\d)1-8\d\d-\d{3}-\d{4}(?!\d)")
    checked = 0
    for text in texts():
        found = [target for kind, target in linked(text.words) if kind == "tel"]
        for number in hotline.findall(text.words):
            assert "+" + number.replace("-", "") in found, text.where
            checked += 1
    assert checked > 500


@given(st.one_of(st.text(), st.lists(st.one_of(_SNIPPETS, st.text(max_size=9))).map("".join)))
def test_joined_again_the_pieces_are_the_words(words: str):
    pieces = pieces_of(words)
    assert "".join(piece["text"] for piece in pieces) == words
    assert all(piece["text"] and len(piece) <= 2 for piece in pieces)
    for piece in pieces:
        for kind, target in piece.items():
            assert kind == "text" or target.isascii()
