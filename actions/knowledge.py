"""Holds what every action reads: the answers and the languages, loaded once; no words come from here."""

from collections.abc import Mapping
from functools import cache

from phrasebook.answers import Answer, load_answers
from phrasebook.languages import Languages, load_languages

from actions.settings import ROOT


@cache
def answers() -> Mapping[str, Answer]:
    """Return all answers by label."""
    return load_answers(ROOT / "data/answers")


@cache
def languages() -> Languages:
    """Return the list of languages."""
    return load_languages(ROOT / "locales/languages.toml")
