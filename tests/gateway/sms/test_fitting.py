"""How a reply is made cheaper and cut into messages, losing no word."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.sms.gsm7 import is_gsm7, replace_lookalikes
from gateway.sms.segments import fit, plan, tidy

SAMPLES = json.loads(
    (Path(__file__).parents[2] / "vectors" / "segments.json").read_text(encoding="utf-8")
)["language_samples"]
BY_ID = {sample["id"]: sample["body"] for sample in SAMPLES}
NUMBER = re.compile(r"^\((\d+)/(\d+)\) ")
SENTENCE = "You have the right to remain silent. "
UNICODE = st.text(alphabet=st.characters(categories=None), max_size=300)
LANGUAGES = st.sampled_from(["en", "es", "es-MX", "pt-BR", "fr", "vi", "zh-Hans", "ar", ""])


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-be", errors="surrogatepass")) // 2


def without_space(text: str) -> str:
    return re.sub(r"\s", "", text)


def words_of(messages: list[str]) -> list[str]:
    return [NUMBER.sub("", message) if len(messages) > 1 else message for message in messages]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s["id"])
def test_look_alikes_are_replaced_as_twilio_does_where_that_is_cheaper(sample):
    assert plan(tidy(sample["body"], "en")).segments <= sample["smart"]["segments"]
    assert plan(replace_lookalikes(sample["body"])).encoding == sample["smart"]["encoding"]


def test_spanish_loses_accents_when_that_saves_a_segment():
    assert tidy(BY_ID["es"], "es") == BY_ID["es_gsm"]


def test_spanish_keeps_tilde_dieresis_and_inverted_marks_when_folded():
    text = "¿Qué pasará mañana? ¡No abra! Pingüino, éxito, Ñandú. " * 2
    assert plan(text).segments == 2
    assert tidy(text, "es") == "¿Qué pasara mañana? ¡No abra! Pingüino, éxito, Ñandu. " * 2


def test_spanish_keeps_accents_when_folding_saves_nothing():
    assert tidy("Más información", "es") == "Más información"


def test_spanish_keeps_accents_when_another_letter_prevents_gsm7():
    text = "Más información sobre la policía 警察 " * 4
    assert tidy(text, "es") == text


@pytest.mark.parametrize("language", ["vi", "en", "so", "cs", "ru", "est"])
def test_other_languages_never_lose_accents(language):
    assert tidy(BY_ID["es"], language) == BY_ID["es"]


@pytest.mark.parametrize("language", ["es-419", "ES", "pt-BR", "fr-CA"])
def test_a_region_or_capitals_in_the_tag_change_nothing(language):
    assert tidy(BY_ID["es"], language) == BY_ID["es_gsm"]


def test_curly_quotes_are_replaced_when_that_saves_a_segment():
    assert tidy(BY_ID["curly_quotes"], "en") == (
        'Say: "I do not consent to a search." Don\'t sign anything - ask for a lawyer...'
    )


def test_curly_quotes_stay_when_nothing_is_saved():
    assert tidy("“No.”", "en") == "“No.”"


def test_quotes_and_accents_together_are_replaced_only_if_both_are_needed():
    text = "Diga “no doy permiso” a la policía. " * 3
    assert tidy(text, "es") == 'Diga "no doy permiso" a la policia. ' * 3
    assert tidy(text, "vi") == text


def test_decomposed_letters_are_composed_and_never_become_tildes():
    assert tidy("Man\u0303ana " * 12, "es") == "Mañana " * 12


def test_a_joiner_that_shapes_letters_stays_where_gsm7_is_out_of_reach():
    text = "می\u200cخواهم" * 10
    assert plan(text.replace("\u200c", "")).segments < plan(text).segments
    assert tidy(text, "fa") == text


def test_a_special_space_becomes_one_space():
    assert replace_lookalikes("Call\u00a0311\tnow") == "Call 311 now"


@given(UNICODE, LANGUAGES)
def test_tidying_never_raises_and_never_costs_more(text, language):
    assert plan(tidy(text, language)).segments <= plan(text).segments


@given(UNICODE, LANGUAGES)
def test_what_was_changed_beyond_composition_is_gsm7_and_cheaper(text, language):
    tidied = tidy(text, language)
    if tidied not in (text, unicodedata.normalize("NFC", text)):
        assert is_gsm7(tidied)
        assert plan(tidied).segments < plan(text).segments


def test_a_short_reply_is_one_message_without_a_number():
    assert fit(SENTENCE.strip(), "en") == [SENTENCE.strip()]


def test_a_reply_of_exactly_the_limit_is_one_message():
    assert fit("a" * 1600, "en") == ["a" * 1600]
    assert len(fit("a" * 1601, "en")) == 2


def test_a_long_reply_is_numbered_and_cut_at_sentences():
    messages = fit(SENTENCE * 60, "en")
    assert [NUMBER.match(message).groups() for message in messages] == [("1", "2"), ("2", "2")]
    assert all(message.endswith("silent.") for message in messages)


def test_a_sentence_that_fills_the_room_exactly_is_kept_whole():
    messages = words_of(
        fit("Do not open the door. Ask for a card. Then wait", "en", limit_chars=43)
    )
    assert messages == ["Do not open the door. Ask for a card.", "Then wait"]


def test_a_line_end_is_a_place_to_cut():
    messages = fit("first line without a stop\nsecond line without a stop", "en", limit_chars=45)
    assert words_of(messages) == ["first line without a stop", "second line without a stop"]


def test_a_chinese_sentence_is_a_place_to_cut_without_a_space():
    messages = fit("您有权保持沉默。您不必开门。" * 5, "zh-Hans", limit_chars=40)
    assert len(messages) > 1
    assert all(message.endswith("。") for message in messages)


def test_an_abbreviation_is_not_a_sentence_end():
    messages = words_of(fit("She is an old U.S. citizen and lawyer by trade", "en", limit_chars=40))
    assert messages == ["She is an old U.S. citizen and", "lawyer by trade"]


def test_words_without_sentence_ends_are_cut_between_words():
    messages = words_of(fit("word " * 500, "en"))
    assert all(set(message.split()) == {"word"} for message in messages)


def test_a_phone_number_or_address_is_not_cut():
    text = SENTENCE * 2 + "See https://www.aclu.org/know-your-rights?a=1.5 or call 1-800-555-0100."
    assert any("https://www.aclu.org/know-your-rights?a=1.5" in m for m in fit(text, "en", 90))


def test_an_emoji_of_several_parts_is_not_cut():
    family = "👩‍👩‍👧‍👦"
    messages = words_of(fit(family * 20, "en", limit_chars=60))
    assert len(messages) > 1
    assert all(message == family * (len(message) // len(family)) for message in messages)


def test_a_character_longer_than_a_message_is_cut_all_the_same():
    text = "e" + "\u0316" * 100
    assert "".join(words_of(fit(text, "en", limit_chars=40))) == text


def test_the_number_leaves_room_for_itself_when_there_are_ten_and_more():
    messages = fit("a" * 400, "en", limit_chars=40)
    assert len(messages) > 10
    assert max(map(len, messages)) == 40


def test_ten_and_more_messages_still_keep_the_limit():
    messages = fit(SENTENCE * 30, "en", limit_chars=60)
    assert len(messages) > 10
    assert max(map(len, messages)) <= 60


def test_nothing_but_space_gives_no_message():
    assert fit(" \n\u00a0", "en") == []


def test_a_limit_too_small_for_words_is_refused():
    with pytest.raises(ValueError, match="at least 40"):
        fit("a", "en", limit_chars=39)


@given(UNICODE, LANGUAGES, st.integers(min_value=40, max_value=120))
def test_every_message_keeps_the_limit_and_no_letter_is_lost(text, language, limit):
    messages = fit(text, language, limit_chars=limit)
    assert all(0 < utf16_units(message) <= limit for message in messages)
    assert without_space("".join(words_of(messages))) == without_space(tidy(text, language))


@given(st.lists(st.sampled_from(["a.", "Bien.", "字。", "😀", "ليس", "\n", "x" * 70]), max_size=60))
def test_long_replies_lose_nothing_and_are_numbered_in_order(pieces):
    text = " ".join(pieces)
    messages = fit(text, "en", limit_chars=50)
    assert without_space("".join(words_of(messages))) == without_space(text)
    if len(messages) > 1:
        numbers = [NUMBER.match(message).groups() for message in messages]
        assert numbers == [(str(n), str(len(messages))) for n in range(1, len(messages) + 1)]
