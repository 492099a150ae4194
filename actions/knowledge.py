"""Holds the answers and the languages that every action reads, loaded once."""

from collections.abc import Mapping
from functools import cache

from actions.settings import ROOT
from phrasebook.answers import Answer, load_answers
from phrasebook.languages import Languages, load_languages


@cache
def answers() -> Mapping[str, Answer]:
    """Return all answers by label."""
    return load_answers(ROOT / "data/answers")


@cache
def languages() -> Languages:
    """Return the list of languages."""
    return load_languages(ROOT / "locales/languages.toml")
