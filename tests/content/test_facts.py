"""Every answer rests on facts that exist, cites their sources, and is of a day that has been."""

import dataclasses
import datetime
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from phrasebook.answers import Answer, Source
from phrasebook.reviews import Review
from tests.content.material import SPEECH, fact_links

ANSWERS = SPEECH.answers.values()
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_UNWRITTEN = re.compile(r"[\s<>\"'{}|\\^`]")


def lint_facts(answers: Iterable[Answer]) -> Iterator[str]:
    """Name each cited fact that data/facts does not have, and each law without a fact."""
    for answer in answers:
        for fact in answer.facts:
            if fact not in fact_links():
                yield f"{answer.id}: no fact {fact}"
        if answer.status != "service" and not answer.facts:
            yield f"{answer.id}: rests on no fact"


def lint_sources(answers: Iterable[Answer]) -> Iterator[str]:
    """Name each address that no cited fact lists; http and https are the same address."""
    for answer in answers:
        listed = {_bare(link) for fact in answer.facts for link in fact_links().get(fact, ())}
        for source in answer.sources:
            if source.url and _bare(source.url) not in listed:
                yield f"{answer.id}: {source.url} is in no cited fact"


def lint_links(answers: Iterable[Answer]) -> Iterator[str]:
    """Name each address that is not a well formed https address."""
    for answer in answers:
        for url in (source.url for source in answer.sources if source.url):
            parts = urlsplit(url)
            sound = parts.scheme == "https" and _HOST.fullmatch(parts.netloc)
            if not sound or _UNWRITTEN.search(url):
                yield f"{answer.id}: {url}"


def lint_dates(answers: Iterable[Answer], today: datetime.date) -> Iterator[str]:
    """Name each answer that holds or was reviewed as of a day after today."""
    for answer in answers:
        days = {answer.as_of} | ({answer.review.on} if answer.review else set())
        if max(days) > today:
            yield f"{answer.id}: {max(days)} has not been yet"


def _bare(url: str) -> str:
    return re.sub(r"^https?://", "", url)


def changed(**fields: object) -> list[Answer]:
    """Return one answer with fields changed: a bad sample."""
    return [dataclasses.replace(SPEECH.answers["door_home"], **fields)]


def linked(url: str) -> list[Answer]:
    return changed(sources=(Source("ACLU", "A page", url),))


def test_every_cited_fact_exists():
    assert list(lint_facts(ANSWERS)) == []


def test_every_address_is_listed_by_a_cited_fact():
    assert list(lint_sources(ANSWERS)) == []


def test_every_address_is_a_sound_https_address():
    assert list(lint_links(ANSWERS)) == []


def test_no_date_is_in_the_future():
    assert list(lint_dates(ANSWERS, datetime.datetime.now(datetime.UTC).date())) == []


def test_an_unknown_fact_and_a_law_without_facts_are_found():
    assert list(lint_facts(changed(facts=("enc-home-door#99",)))) == [
        "door_home: no fact enc-home-door#99"
    ]
    assert list(lint_facts(changed(facts=()))) == ["door_home: rests on no fact"]


def test_an_address_from_nowhere_is_found():
    assert list(lint_sources(linked("https://example.org/page")))
    assert list(lint_sources(changed(facts=())))


def test_bad_addresses_are_found():
    bad = [
        "http://www.aclu.org/",
        "www.aclu.org",
        "https://aclu",
        "https://aclu..org/",
        "https://a b.org",
        "https://aclu.org/a page",
        "https://user@aclu.org/",
        "https://aclu.org/“page”".replace("“", '"'),
        "javascript:alert(1)",
    ]
    assert [url for url in bad if not list(lint_links(linked(url)))] == []
    assert list(lint_links(linked("https://www.aclu.org/en/a?b=c#d"))) == []


def test_a_day_to_come_is_found():
    today = datetime.date(2026, 1, 1)
    tomorrow = today + datetime.timedelta(days=1)
    assert list(lint_dates(changed(as_of=today), today)) == []
    assert list(lint_dates(changed(as_of=tomorrow), today))
    review = Review(tomorrow, "a lawyer", "Keep the door closed.")
    assert list(lint_dates(changed(as_of=today, review=review), today))
