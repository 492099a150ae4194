"""A pin is made coarse at the edge, asked about, and otherwise treated as a text is."""

import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from gateway.bot import Bot
from gateway.pin import Pin, read_pin
from gateway.sms.segments import fit
from tests.gateway.phone import FORM, Phone, messages
from tests.gateway.ports import PERSON, FakeBot, FakeOptOuts, inbound, turns, words

HOUSTON = Pin(29.7, -95.54)
POINT = {"Latitude": "29.698412345", "Longitude": "-95.540567891"}
PINNED = FORM | {"Body": ""} | POINT
NO_WORDS = fit(words("trouble.no_words", "en", "es"), "es")
WRONG = [
    *("", " ", "north", "nan", "NaN", "inf", "-inf", "1e1", "0x1d", "29,7", "29.7.1", "2_9", "٢٩"),
    *("90.01", "-90.01", "180", "999", "1" * 400, "29." + "7" * 400, "29.7\x00", "29.7\n", "--29"),
]


def test_a_pin_is_rounded_to_two_decimals():
    assert read_pin(POINT) == HOUSTON


@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180))
def test_nothing_finer_than_a_hundredth_of_a_degree_is_ever_kept(lat: float, lon: float):
    pin = read_pin({"Latitude": f"{lat:.12f}", "Longitude": f"{lon:.12f}"})
    assert pin == Pin(round(pin.lat, 2), round(pin.lon, 2))
    assert abs(pin.lat - lat) <= 0.0051
    assert abs(pin.lon - lon) <= 0.0051


@pytest.mark.parametrize("edge", ["90", "-90", "+45.000000", "0", "-0.001"])
def test_the_ends_of_the_world_are_on_it(edge: str):
    assert read_pin({"Latitude": edge, "Longitude": "-180"}) is not None


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_latitude_is_no_pin(wrong: str):
    assert read_pin(POINT | {"Latitude": wrong}) is None


@pytest.mark.parametrize(
    "wrong", [each for each in WRONG if each not in ("90.01", "-90.01", "180")]
)
def test_what_is_no_longitude_is_no_pin(wrong: str):
    assert read_pin(POINT | {"Longitude": wrong}) is None


@given(lat=st.text(), lon=st.text())
def test_whatever_text_is_read_is_degrees_or_no_pin(lat: str, lon: str):
    found = read_pin({"Latitude": lat, "Longitude": lon})
    assert found is None or (abs(found.lat) <= 90 and abs(found.lon) <= 180)


@pytest.mark.parametrize("name", ["Latitude", "Longitude"])
def test_half_a_pin_is_none(name: str):
    assert read_pin({name: POINT[name]}) is None


def test_a_printed_message_does_not_show_where_its_pin_is():
    shown = repr(inbound("hola", pin=HOUSTON))
    assert "29" not in shown
    assert "95" not in shown


async def test_a_pin_without_a_text_reaches_the_bot_coarse_and_without_address_and_name():
    phone = Phone()
    more = {"Address": "1 Made Up Street", "Label": "Casa Zebra", "MessageType": "location"}
    assert messages(await phone.post(PINNED | more)) != NO_WORDS
    assert phone.bot.pins == [HOUSTON]
    assert phone.bot.asked[0][1] == ""


async def test_a_pin_may_have_no_body_at_all():
    phone = Phone()
    await phone.post({name: value for name, value in PINNED.items() if name != "Body"})
    assert phone.bot.pins == [HOUSTON]


async def test_a_pin_with_a_text_reaches_the_bot_beside_it():
    phone = Phone()
    await phone.post(FORM | POINT)
    assert (phone.bot.asked[0][1], phone.bot.pins) == ("hola", [HOUSTON])


async def test_without_a_good_pin_an_empty_text_gets_words_and_a_text_its_answer():
    phone = Phone()
    assert messages(await phone.post(PINNED | {"Latitude": "nan"})) == NO_WORDS
    await phone.post(FORM | POINT | {"Latitude": "nan", "MessageSid": "SM2"})
    assert (len(phone.bot.asked), phone.bot.pins) == (1, [None])


async def test_a_repeated_pin_is_answered_once():
    phone = Phone()
    first = await phone.post(PINNED)
    assert (await phone.post(PINNED)).content == first.content
    assert len(phone.bot.pins) == 1


async def test_a_pin_of_who_has_opted_out_gets_silence():
    bot = FakeBot()
    reply = await turns(bot, FakeOptOuts({PERSON})).take(inbound("", pin=HOUSTON))
    assert (reply.text, bot.asked) == ("", [])
    failing = turns(FakeBot(fails="empty"), FakeOptOuts({PERSON}))
    assert (await failing.take(inbound("", pin=HOUSTON))).text == ""


@pytest.mark.parametrize("text", ["STOP", "HELP", "ERASE"])
async def test_a_keyword_with_a_pin_is_a_keyword_and_the_pin_goes_nowhere(text: str):
    bot, opt_outs = FakeBot(), FakeOptOuts()
    reply = await turns(bot, opt_outs).take(inbound(text, pin=HOUSTON))
    plain = await turns(FakeBot(), FakeOptOuts()).take(inbound(text))
    assert (reply.text, bot.pins) == (plain.text, [])
    assert (PERSON in opt_outs.out) is (text == "STOP")


async def test_with_the_bot_down_a_pin_is_answered_in_words_and_not_logged():
    with capture_logs() as logged:
        reply = await turns(FakeBot(fails="ConnectError")).take(inbound("", pin=HOUSTON))
    assert reply.text == words("trouble.now", "en", "es")
    assert [entry["event"] for entry in logged] == ["turn.failed"]
    assert "95.54" not in repr(logged)


async def test_the_log_of_an_answered_pin_does_not_say_where():
    with capture_logs() as logged:
        await Phone().post(PINNED)
    assert logged[-1]["event"] == "turn.answered"
    assert "95.54" not in repr(logged)


async def _sent(text: str, pin: Pin | None) -> dict[str, object]:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=[{"custom": {"say": "greeting", "language": "en"}}])

    client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    await Bot("http://127.0.0.1:5005", client).ask("p", text, pin)
    return json.loads(seen[0].content)


async def test_a_pin_goes_to_rasa_as_metadata():
    assert await _sent("", HOUSTON) == {
        "sender": "p",
        "message": "?",
        "metadata": {"pin": {"lat": 29.7, "lon": -95.54}},
    }


async def test_without_a_pin_there_is_no_metadata():
    assert await _sent("hola", None) == {"sender": "p", "message": "hola"}
