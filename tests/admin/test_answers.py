"""The answers: found, shown in every language, taken out of service and given again."""

import re

import pytest

from admin.told import speech
from referrals.withdrawals import withdrawn_labels

TOPIC, DIVISION = "car_stop", "car_stop/passenger"


def divisions(topic=TOPIC):
    return [a.id for a in speech().answers.values() if a.topic == topic and a.id != topic]


def titles(page):
    return re.findall(r'<a href="/answers/[^"?#]+" lang="en">([^<]+)</a>', page.text)


def test_every_answer_is_on_the_list(viewer):
    found = set()
    for number in range(1, 40):
        page = viewer.get(f"/answers/?page={number}")
        found |= set(re.findall(r'href="/answers/([a-z0-9_-]+)"', page.text))
        if 'rel="next"' not in page.text:
            break
    assert {key.replace("-", "/") for key in found} == set(speech().answers)


def test_a_search_finds_words_of_the_text_in_any_order_and_case(viewer):
    page = viewer.get("/answers/?search=OFFICERS+door")
    assert "Officers at your door" in page.text
    assert "Officers at your door" not in viewer.get("/answers/?search=officers+zebra").text


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("group=orders_13768", lambda a: a.group == "orders_13768"),
        ("law=partly_blocked", lambda a: a.status == "partly_blocked"),
        ("review=reviewed", lambda a: a.is_reviewed),
        ("review=never&group=border_travel", lambda a: a.group == "border_travel"),
        ("service=out", lambda a: bool(a.withdrawn)),
        ("lang=vi&translation=missing", lambda a: False),
    ],
)
def test_filters_show_what_they_say(viewer, query, holds):
    expected = sum(bool(holds(answer)) for answer in speech().answers.values())
    assert f"{expected} record" in viewer.get(f"/answers/?{query}").text


def test_the_list_is_sorted_both_ways(viewer):
    up = titles(viewer.get("/answers/?sort=title"))
    down = titles(viewer.get("/answers/?sort=-title"))
    assert up == sorted(up, key=str.casefold)
    assert down == sorted(down, key=str.casefold, reverse=True)
    assert up[0] != down[0]


@pytest.mark.parametrize("query", ["sort=nothing", "page=99999", "page=x", "lang=xx", "group=none"])
def test_a_query_that_makes_no_sense_is_answered(viewer, query):
    assert viewer.get(f"/answers/?{query}").status_code == 200


def test_an_answer_is_shown_in_all_languages_with_direction_sources_and_facts(viewer):
    page, said = viewer.get("/answers/door_home").text, speech()
    for tag in said.languages.spoken():
        text = said.catalogue.find("door_home", said.answers["door_home"].text, tag)
        direction = said.languages[tag].direction
        start = re.escape((text or "")[:20].replace("'", "&#39;"))
        assert re.search(rf'<p lang="{tag}" dir="{direction}" class="words">{start}', page), tag
    assert "Payton v. New York" in page
    assert "enc-home-door#1" in page
    assert 'dir="rtl"' in page


def test_without_a_translation_the_page_says_that_people_get_the_english(viewer, monkeypatch):
    monkeypatch.setattr(speech().catalogue, "find", lambda _id, english, tag: None)
    page = viewer.get("/answers/door_home").text
    assert "people get the English" in page
    assert 'lang="ar" dir="rtl" class="words"' not in page


def test_a_division_has_a_page_and_leads_to_its_topic(viewer):
    page = viewer.get("/answers/car_stop-passenger").text
    assert 'href="/answers/car_stop"' in page
    assert viewer.get("/answers/car_stop/passenger").status_code == 404
    assert viewer.get("/answers/no_such_answer").status_code == 404


def test_withdrawing_is_for_managers_and_offered_to_nobody_else(viewer, editor):
    for browser in (viewer, editor):
        assert "Withdraw this answer" not in browser.get("/answers/door_home").text
        assert browser.get("/answers/door_home/withdraw").status_code == 403
        assert browser.post("/answers/door_home/withdraw", reason="x").status_code == 403


def test_withdrawn_and_given_again_with_who_when_and_why(place, manager):
    assert "Withdraw this answer" in manager.get("/answers/door_home").text
    sent = manager.post("/answers/door_home/withdraw", reason="A court <b>decided</b>.")
    assert (sent.status_code, sent.headers["Location"]) == (303, "/answers/door_home")
    with place.database() as database:
        assert withdrawn_labels(database) == {"door_home"}
    page = manager.get("/answers/door_home").text
    for told in (
        "Out of service",
        "manager@example.org",
        "Mar 5, 2026",
        "A court &lt;b&gt;decided",
    ):
        assert told in page
    assert "This answer has been taken back" in page
    listed = manager.get("/answers/?service=withdrawn").text
    assert "1 record<" in listed
    assert "manager@example.org" in listed
    place.clock.pass_by(minutes=5)
    manager.post("/answers/door_home/give-again")
    with place.database() as database:
        assert withdrawn_labels(database) == frozenset()
    page = manager.get("/answers/door_home").text
    assert "Withdraw this answer" in page
    assert page.count("manager@example.org") >= 3  # who withdrew, who gave again, who looks
    assert "A court &lt;b&gt;decided" in page


def test_a_reason_is_needed(place, manager):
    answer = manager.post("/answers/door_home/withdraw", reason="   ")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    with place.database() as database:
        assert withdrawn_labels(database) == frozenset()


def test_a_topic_offers_its_divisions_and_takes_those_that_are_chosen(place, manager):
    page = manager.get(f"/answers/{TOPIC}/withdraw").text
    boxes = re.findall(r'<input[^>]*name="divisions"[^>]*>', page)
    assert len(boxes) == len(divisions()) > 1
    assert all("checked" in box for box in boxes)
    manager.post(f"/answers/{TOPIC}/withdraw", reason="law", divisions=DIVISION)
    with place.database() as database:
        assert withdrawn_labels(database) == {TOPIC, DIVISION}
    page = manager.get(f"/answers/{TOPIC}/give-again").text
    assert len(re.findall(r'name="divisions"', page)) == 1
    manager.post(f"/answers/{TOPIC}/give-again", divisions=DIVISION)
    with place.database() as database:
        assert withdrawn_labels(database) == frozenset()


def test_a_division_goes_alone(place, manager):
    page = manager.get("/answers/car_stop-passenger/withdraw").text
    assert 'name="divisions"' not in page
    manager.post("/answers/car_stop-passenger/withdraw", reason="law")
    with place.database() as database:
        assert withdrawn_labels(database) == {DIVISION}
    assert "Out of service" in manager.get(f"/answers/{TOPIC}").text


def test_a_division_of_another_topic_is_refused(place, manager):
    other = next(a.id for a in speech().answers.values() if a.topic != TOPIC and "/" in a.id)
    sent = manager.post(f"/answers/{TOPIC}/withdraw", reason="law", divisions=other)
    assert sent.status_code == 422
    with place.database() as database:
        assert withdrawn_labels(database) == frozenset()


def test_what_is_out_already_is_not_taken_out_twice(place, manager):
    manager.post("/answers/door_home/withdraw", reason="first")
    manager.post("/answers/door_home/withdraw", reason="second")
    page = manager.get("/answers/door_home").text
    assert "first" in page
    assert "second" not in page
    manager.post("/answers/door_home/give-again")
    assert manager.post("/answers/door_home/give-again").status_code == 303
    assert "Staff did not withdraw this answer" in manager.get("/answers/door_home").text


def test_the_caution_is_shown_in_the_language_of_the_pages(manager):
    manager.post("/language/", language="es")
    page = manager.get("/answers/door_home/withdraw").text
    assert "Retirar una respuesta" in page
    assert "This answer has been taken back" not in page
