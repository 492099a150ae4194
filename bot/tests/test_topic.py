"""Topics are as probable as their divisions together, and a named order stands above others."""

from __future__ import annotations

import pytest

from bot.nlu.topic import divisions_of, of_the_named_order, ranking_of

ODDS = {"car": 0.2, "car/passenger": 0.35, "car/search": 0.05, "door": 0.39, "tps": 0.01}


def test_a_topic_is_as_probable_as_its_divisions_together():
    best = ranking_of(ODDS)
    assert [(entry["name"], round(entry["confidence"], 2)) for entry in best] == [
        ("car", 0.6),
        ("door", 0.39),
        ("tps", 0.01),
    ]


def test_the_division_that_fits_best_is_the_answer():
    assert ranking_of(ODDS)[0]["answer"] == "car/passenger"


def test_a_division_with_too_small_a_share_leaves_the_topics_own_answer():
    odds = {"car": 0.1, "car/passenger": 0.2, "car/search": 0.19, "car/name": 0.18}
    assert ranking_of(odds)[0]["answer"] == "car"


def test_a_division_that_hardly_leads_leaves_the_topics_own_answer():
    assert ranking_of({"car": 0.4, "car/passenger": 0.45})[0]["answer"] == "car"
    assert ranking_of({"car": 0.3, "car/passenger": 0.45})[0]["answer"] == "car/passenger"


def test_a_phrase_known_word_for_word_is_certain_and_no_more():
    best = ranking_of({**ODDS, "car/search": 1.0})[0]
    assert (best["name"], best["confidence"], best["answer"]) == ("car", 1.0, "car/search")


def test_what_is_improbable_is_no_meaning():
    names = [entry["name"] for entry in divisions_of({**ODDS, "bus": 0.0001})]
    assert names == ["door", "car/passenger", "car", "car/search", "tps"]


ORDERS = {"eo_14159_overview": 0.5, "eo_14165_dna": 0.2, "eo_14165_wall/cost": 0.1, "tps": 0.2}


@pytest.mark.parametrize("words", ["order 14165", "eo 14 165", "14165"])
def test_a_named_order_stands_above_the_others(words):
    weighed = of_the_named_order(words, ORDERS)
    assert max(weighed, key=lambda name: weighed[name]) in ("eo_14165_dna", "tps")
    assert weighed["eo_14159_overview"] < 0.05
    assert abs(sum(weighed.values()) - 1) < 1e-9


@pytest.mark.parametrize("words", ["the order", "77036", "order 14166"])
def test_without_a_known_order_nothing_changes(words):
    assert of_the_named_order(words, ORDERS) == ORDERS
