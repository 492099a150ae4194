"""The page for lawyers: every answer with status, sources, lengths, review and what changed."""

import dataclasses
import datetime
from html.parser import HTMLParser

import pytest

from phrasebook.answers import Answer
from phrasebook.reviews import Review
from phrasebook.speech import Speech
from tests.content.material import ROOT, SPEECH
from tools.answers_page import counts_of, entry_of, page

TODAY = datetime.date(2026, 11, 22)


class Page(HTMLParser):
    """What a page is made of: tags, ids and links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.ids += [given["id"]] if given.get("id") else []
        self.links += [given["href"]] if given.get("href") else []


@pytest.fixture(scope="module")
def html() -> str:
    return page(SPEECH, TODAY)


def door(**changes: object) -> Answer:
    return dataclasses.replace(SPEECH.answers["door_home"], **changes)


def reviewed(**read: str) -> Review:
    now = SPEECH.answers["door_home"]
    return Review(TODAY, "a lawyer", **({"text": now.text, "more": now.more} | read))


def test_every_answer_is_on_it_in_every_language(html: str):
    shown = Page(html)
    for answer in SPEECH.answers.values():
        assert answer.id.replace("/", "-") in shown.ids
    assert shown.tags.count("article") == len(SPEECH.answers)
    assert html.count('lang="es"') > len(SPEECH.answers)


def test_it_needs_no_script_and_loads_nothing(html: str):
    assert {"script", "img", "link", "iframe"} & set(Page(html).tags) == set()


def test_every_link_leads_to_a_source_or_into_the_page(html: str):
    shown = Page(html)
    urls = {source.url for answer in SPEECH.answers.values() for source in answer.sources}
    inside = {f"#{name}" for name in shown.ids}
    assert set(shown.links) <= urls | inside
    assert len(shown.ids) == len(set(shown.ids))


def test_words_in_an_answer_cannot_become_markup():
    speech = Speech(ROOT)
    speech.answers = {"door_home": door(title="<script>alert(1)</script>")}
    assert "<script>" not in page(speech, TODAY)


def test_an_answer_that_nobody_read_says_so():
    assert entry_of(SPEECH, door()).review == "never reviewed by a lawyer"


def test_a_change_since_the_review_is_shown_word_by_word():
    words = SPEECH.answers["door_home"].text
    entry = entry_of(SPEECH, door(review=reviewed(text=words.replace("closed", "open"))))
    assert "counts as not reviewed" in entry.review
    changed = [piece for piece in entry.changes[0] if piece.kind]
    assert [(piece.kind, piece.text) for piece in changed] == [("-", "open."), ("+", "closed.")]


def test_what_is_as_it_was_read_has_no_changes():
    entry = entry_of(SPEECH, door(review=reviewed()))
    assert (entry.changes, "2026-11-22 by a lawyer" in entry.review) == ((), True)


def test_lengths_are_those_of_the_message_that_is_sent():
    first = entry_of(SPEECH, door(text="x" * 161, more="")).words[0]
    assert (first.units, first.segments, first.encoding) == (161, 2, "GSM-7")


def test_a_text_without_a_translation_is_marked():
    missing = entry_of(SPEECH, door(text="Not in any catalogue.", more="")).words
    assert [words.is_missing for words in missing] == [
        tag != "en" for tag in SPEECH.languages.spoken()
    ]


def test_each_answer_is_counted_once_by_its_review():
    answers = [door(), door(review=reviewed()), door(review=reviewed(text="Old."), withdrawn="x")]
    counts = counts_of([entry_of(SPEECH, answer) for answer in answers])
    assert counts == {"reviewed": 1, "changed": 1, "never": 1, "withdrawn": 1}
