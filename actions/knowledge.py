"""Holds the answers, sections and languages that every action reads, loaded once."""

from collections.abc import Mapping
from functools import cache

from actions.settings import ROOT
from phrasebook.answers import Answer, load_answers
from phrasebook.interface import load_interface
from phrasebook.languages import Languages, load_languages
from phrasebook.sections import Sections, load_sections
from phrasebook.speech import Speech
from phrasebook.translation_reviews import READ_BY_PEOPLE


@cache
def answers() -> Mapping[str, Answer]:
    """Return all answers by id: labels and their divisions."""
    return load_answers(ROOT / "data/answers")


@cache
def languages() -> Languages:
    """Return the list of languages."""
    return load_languages(ROOT / "locales/languages.toml")


@cache
def names_of_languages() -> str:
    """Return the languages that we speak by their own names: "English, Español, ..."."""
    return ", ".join(languages()[tag].endonym for tag in languages().spoken())


@cache
def sections() -> Sections:
    """Return which answer says what a numbered section of an order says."""
    return load_sections(ROOT / "data/sections.toml", answers())


@cache
def _speech() -> Speech:
    return Speech(ROOT)


def is_read_by_people(identity: str, tag: str) -> bool:
    """Say whether a person has read the words of an utterance as they are in a language."""
    return _speech().translation_state(identity, tag) in READ_BY_PEOPLE


@cache
def sentences() -> frozenset[str]:
    """Return the ids of the sentences around the answers."""
    return frozenset(load_interface(ROOT / "data/interface.toml"))
