"""The list of answers with the state of each; it shows no text of theirs but the title."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from werkzeug.datastructures import MultiDict

from admin.answer_states import (
    MISSING,
    group_words,
    read_by_people,
    review_state,
    service_state,
    translated_tags,
    translation_state,
)
from admin.short_lists import Shown, show
from phrasebook.answers import Answer
from phrasebook.speech import Speech

FILTERS = ("group", "law", "review", "service", "lang", "translation")


@dataclass(frozen=True)
class Entry:
    """One line: an answer and its states, as keys of the tables in `admin.answer_states`.

    `states` has that of the translation into each language, `translation` that of the language
    looked at, "" for all of them.
    """

    answer: Answer
    key: str
    service: str
    review: str
    states: Mapping[str, str]
    translation: str

    @property
    def as_of(self) -> date:
        """The day up to which the answer is known to hold."""
        return self.answer.as_of

    @property
    def read(self) -> int:
        """How many translations a person has read."""
        return read_by_people(self.states.values())

    @property
    def missing(self) -> int:
        """How many languages have no translation."""
        return list(self.states.values()).count(MISSING)


def key_of(label: str) -> str:
    """Return how addresses write an answer's id."""
    return label.replace("/", "-")


def label_of(key: str) -> str:
    """Return the answer's id of an address."""
    return key.replace("-", "/")


def entries(speech: Speech, withdrawn: Collection[str], tag: str = "") -> Iterator[Entry]:
    """Yield a line for each answer; `tag` is the language looked at, "" for all."""
    for answer in speech.answers.values():
        states = _translations(speech)[answer.id]
        yield Entry(
            answer,
            key_of(answer.id),
            service_state(answer, withdrawn),
            review_state(answer),
            states,
            states.get(tag, ""),
        )


def shown_entries(
    speech: Speech, withdrawn: Collection[str], query: MultiDict[str, str]
) -> Shown[Entry]:
    """Return the page of the list that a query asks for; unknown filters find nothing."""
    tag = query.get("lang", "")
    rows = [e for e in entries(speech, withdrawn, tag) if _is_wanted(e, query)]
    return show(
        rows,
        query,
        _words_of,
        {
            "title": lambda e: (e.answer.title.casefold(), e.key),
            "group": lambda e: (group_words(e.answer.group), e.key),
            "law": lambda e: (e.answer.status, e.key),
            "as_of": lambda e: (e.as_of, e.key),
            "review": lambda e: (e.review, e.key),
            "translations": lambda e: (e.translation, e.read, -e.missing, e.key),
            "service": lambda e: (e.service, e.key),
        },
        FILTERS,
    )


@cache
def _translations(speech: Speech) -> dict[str, dict[str, str]]:
    """Return the state of every translation by answer id and language."""
    tags = translated_tags(speech)
    return {
        answer.id: {tag: translation_state(speech, answer, tag) for tag in tags}
        for answer in speech.answers.values()
    }


def _is_wanted(entry: Entry, query: MultiDict[str, str]) -> bool:
    """Say whether a line has all that the filters ask; "out" is every way of being withdrawn."""
    has = {
        "group": (entry.answer.group,),
        "law": (entry.answer.status,),
        "review": (entry.review,),
        "service": (entry.service, "out" if entry.service != "given" else ""),
        "lang": tuple(entry.states),
        "translation": (entry.translation,) if entry.translation else tuple(entry.states.values()),
    }
    return all(not query.get(name) or query[name] in values for name, values in has.items())


def _words_of(entry: Entry) -> str:
    answer = entry.answer
    return f"{answer.id} {answer.id.replace('_', ' ')} {answer.title} {answer.text} {answer.more}"
