"""Which texts are keywords, and which only look like them, with the word lists that are shipped."""

import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.sms.keywords import Keywords

ROOT = Path(__file__).parents[3]
VECTORS = json.loads((ROOT / "tests/vectors/keywords.json").read_text(encoding="utf-8"))["vectors"]
LANGUAGES = tomllib.loads((ROOT / "locales/languages.toml").read_text(encoding="utf-8"))
KEYWORDS = Keywords({tag: row["words"] for tag, row in LANGUAGES.items()})


def kind_of(text: str, opted_out: bool = False) -> str:
    keyword = KEYWORDS.read(text, opted_out)
    return keyword.kind if keyword else "message"


def facts_of(text: str, keywords: Keywords = KEYWORDS) -> tuple[str, bool] | None:
    keyword = keywords.read(text)
    return (keyword.kind, keyword.answered_by_twilio) if keyword else None


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['text']}-{v['ours']}")
def test_what_we_do_is_what_the_vector_says(vector):
    text, ours = vector["text"], vector["ours"]
    if ours == "start-if-stopped-else-answer":
        assert (kind_of(text, opted_out=True), kind_of(text)) == ("start", "message")
    else:
        # YES without more is an opt-in only for someone who has opted out.
        assert kind_of(text, opted_out=ours == "start") == ours


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['text']}-{v['twilio']}")
def test_what_twilio_answers_is_what_the_vector_says(vector):
    keyword = KEYWORDS.read(vector["text"], opted_out=True)
    answered = keyword is not None and keyword.answered_by_twilio
    # "STOP?" means unconfirmed: silence after a stop is the safe reading.
    assert answered == (vector["twilio"] is not None)


def test_all_eighty_two_vectors_are_here():
    assert len(VECTORS) == 82


@pytest.mark.parametrize(
    "text",
    [
        "stop texting me",
        "Please stop texting me!",
        "STOP STOP STOP",
        "Stop. Thank you",
        "please stop",
        "opt me out please",
        "Don’t text me anymore",
        "do not contact this number",
        "no more texts please",
        "I don't want these messages",
        "remove my number from your list",
        "can you stop messaging me",
        "quit sending me messages",
        "S.T.O.P.",
        "end messages",
        "cancel subscription",
        "ＳＴＯＰ",
        "stop 🛑❤️",
        "ya no me manden mensajes",
        "no me escriban mas",
        "No me escriban más, por favor.",
        "Ya no me envíen textos",
        "dejen de mandarme mensajes",
        "no quiero recibir más mensajes",
        "denme de baja",
        "quiero darme de baja",
        "alto a los mensajes",
        "cancelar mensajes",
        "quítenme de la lista",
        "borren mi número",
        "ALTO por favor",
    ],
)
def test_a_request_for_silence_is_an_opt_out_that_we_must_confirm(text):
    assert facts_of(text) == ("stop", False)


@pytest.mark.parametrize(
    "text",
    [
        "Can ICE stop me?",
        "can ice stop me",
        "stop and frisk",
        "traffic stop",
        "ICE stopped me",
        "they won't stop",
        "stop ICE",
        "stop deportation",
        "stop me",
        "police stop",
        "bus stop",
        "can you stop texting me?",
        "how do I unsubscribe",
        "how do I stop texting me spam calls from ICE agents",
        "cancel my court date",
        "end my lease",
        "more messages",
        "more texts please",
        "can they remove me",
        "remove me from the country",
        "delete my criminal record",
        "stop it from happening",
        "cancel my application",
        "end my status",
        "fin de mi permiso",
        "they are removing me",
        "ya no me llaman",
        "no me manden",
        "no me manden a México",
        "sáquenme",
        "sáquenme de aquí",
        "no me dejan llamar",
        "me pararon en un alto",
        "la policía me paró",
        "¿me pueden parar?",
        "alto de tráfico",
        "quiero cancelar mi cita",
        "mi hijo está en Baja California",
        "no quiero abrir la puerta",
        "ayuda me detuvieron",
        "help me they are at the door",
        "help me",
        "yes",
        "no",
        "",
        "?!",
        "1",
    ],
)
def test_a_message_to_be_understood_is_no_keyword(text):
    assert KEYWORDS.read(text) is None


@pytest.mark.parametrize("text", ["HELP", "help", "AYUDA", "¡Ayuda!", "ayuda...", "HELP!!!", "ÈD"])
def test_a_frightened_word_alone_is_a_request_for_help(text):
    assert kind_of(text) == "help"


@pytest.mark.parametrize("text", ["ERASE", "erase.", "Borrar", "¡BORRAR!"])
def test_erase_is_known_and_never_answered_by_twilio(text):
    assert facts_of(text) == ("erase", False)


@pytest.mark.parametrize("text", ["STOP.", "Stop please", "opt out", "ſtop", "ＳＴＯＰ", "ARRÊT"])
def test_a_stop_that_twilio_does_not_see_is_ours_to_confirm(text):
    assert facts_of(text) == ("stop", False)


def test_help_with_a_space_after_it_is_answered_by_us():
    assert facts_of("Help ") == ("help", False)


def test_start_works_for_everybody_and_yes_only_after_an_opt_out():
    assert (kind_of("START"), kind_of("INICIAR"), kind_of("Yes!")) == ("start", "start", "message")
    assert (kind_of("START", True), kind_of("Yes!", True)) == ("start", "start")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("AYUDA", "es"),
        ("borrar", "es"),
        ("KANPE", "ht"),
        ("停止", "zh-Hans"),
        ("no me escriban mas", "es"),
        ("please stop texting me", "en"),
        ("ERASE", "en"),
        ("STOP", None),
        ("help", None),
        ("STOP por favor", None),
    ],
)
def test_a_word_of_one_language_says_which_and_the_words_of_twilio_do_not(text, language):
    assert KEYWORDS.read(text).language == language


def test_a_word_of_two_languages_says_neither():
    shared = Keywords({"aa": {"stop": ["OLA"]}, "bb": {"stop": ["ola"]}})
    assert (shared.read("ola").kind, shared.read("ola").language) == ("stop", None)


def test_seven_words_are_a_message():
    assert kind_of("please please please stop texting me now") == "message"
    assert kind_of("please please stop texting me now") == "stop"


def test_a_very_long_text_is_a_message_but_space_does_not_count():
    assert kind_of("stop" + "!" * 196) == "stop"
    assert kind_of("stop" + "!" * 197) == "message"
    assert kind_of("stop" + " " * 2000) == "stop"


def test_the_words_of_twilio_are_known_without_any_list():
    assert facts_of("unsubscribe", Keywords({})) == ("stop", True)


def test_wrong_lists_are_refused_with_all_problems_at_once():
    with pytest.raises(ValueError) as refusal:
        Keywords({"aa": {"stop": ["HELP", "!"], "halt": ["x"]}, "bb": {"erase": "WEG"}})
    for problem in ["aa: 'HELP'", "aa: '!'", "aa: 'halt'", "bb: 'erase'"]:
        assert problem in str(refusal.value)


def test_every_language_row_has_every_field():
    fields = {"endonym", "direction", "spoken", "words"}
    spoken = fields | {"names", "numbers", "openers", "section", "replies"}
    for row in LANGUAGES.values():
        assert set(row) - {"script"} == (spoken if row["spoken"] else fields)
    assert all(
        set(row["words"]) == {"stop", "start", "help", "erase"} for row in LANGUAGES.values()
    )
    spoken_tags = [tag for tag, row in LANGUAGES.items() if row["spoken"]]
    assert spoken_tags == ["en", "es", "zh-Hans", "vi", "ht", "pt-BR", "fr", "ar", "ru", "ko", "tl"]


@given(st.text(alphabet=st.characters(categories=None)), st.booleans())
def test_reading_never_raises(text, opted_out):
    keyword = KEYWORDS.read(text, opted_out)
    assert keyword is None or keyword.kind in {"stop", "start", "help", "erase"}


@given(st.text(), st.sampled_from(["stop", "unsubscribe", "alto"]))
def test_a_question_around_a_stop_word_never_opts_out(text, word):
    assert kind_of(f"can {word} {text} me?") == "message"


@pytest.mark.parametrize(
    "text",
    [
        "Arrêté",
        "ok arrêté",
        "quiten mi telefono",
        "tira meu telefone",
        "enleve mon telephone",
        "wete telefon mwen",
        "take me off",
        "Đừng nhận tội nữa",
        "pa deranje m",
        "не звони",
    ],
)
def test_what_is_said_of_officers_is_no_opt_out(text):
    assert KEYWORDS.read(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("PARE", "stop"),
        ("pare!", "stop"),
        ("DUNG LAI", "stop"),
        ("DUNG", "message"),
        ("INICIO", "start"),
        ("comenzar", "start"),
        ("me pare en un reten", "message"),
        ("cong an dung xe toi", "message"),
    ],
)
def test_people_stop_and_start_as_they_say_it_at_home(text, kind):
    assert kind_of(text) == kind
