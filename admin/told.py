"""What people are told, read once from the files: answers, words, facts; it changes none.

New files come with a new version of the program, which starts the process anew.
"""

from functools import cache

from admin.settings import ROOT
from phrasebook.facts import Fact, load_facts
from phrasebook.speech import Speech


@cache
def speech() -> Speech:
    """Return answers, sentences and their translations; raises InvalidContent."""
    return Speech(ROOT)


@cache
def facts() -> dict[str, Fact]:
    """Return the facts that answers rest on, by id; raises InvalidContent."""
    return load_facts(ROOT / "data/facts")
