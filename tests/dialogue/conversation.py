"""Reads the conversations of this folder: a list of steps a file; anything unknown is an error."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from phrasebook.languages import load_languages

FOLDER = Path(__file__).parent
OWN, OTHER = "own", "other"
LANGUAGES = tuple(load_languages(FOLDER.parents[1] / "locales/languages.toml").spoken())
"""All that we answer in."""


class UnreadableConversation(ValueError):
    """A file is not a conversation. The message names the file and what is wrong with it."""


@dataclass(frozen=True)
class Step:
    """One text of a person and what its reply must be.

    text          what the person sends; `times` repeats it
    number        "own" or "other": which of two phones it comes from
    silent        nothing may be sent back; without it something must
    language      a BCP 47 tag: all words of the reply that are ours are in this language
    says          ids of answers and sentences: the first begins the reply, the others follow
    says_not      ids of answers and sentences that are nowhere in the reply
    contains      pieces of the reply
    contains_not  pieces that the reply has not
    segments_at_most  what the reply may cost
    """

    text: str
    times: int = 1
    number: str = OWN
    silent: bool = False
    language: str | None = None
    says: tuple[str, ...] = ()
    says_not: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    contains_not: tuple[str, ...] = ()
    segments_at_most: int | None = None

    @property
    def sent(self) -> str:
        """The whole text."""
        return self.text * self.times

    @property
    def expects(self) -> bool:
        """Whether anything about the reply's words is asked for."""
        return bool(self.says or self.contains or self.silent)


def conversations() -> list[Path]:
    """Return the files, in the folders of their situations."""
    return sorted(FOLDER.glob("*/*.yml"))


def read_conversation(path: Path) -> list[Step]:
    """Return the steps of a file; raise UnreadableConversation at the first mistake."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(raw, list) or not raw:
        raise UnreadableConversation(f"{path.name}: not a list of steps")
    return [_step(f"{path.name}, step {place}", each) for place, each in enumerate(raw, start=1)]


def _step(where: str, raw: Any) -> Step:
    known = {each.name: each for each in fields(Step)}
    if not isinstance(raw, dict) or not set(raw) <= set(known):
        unknown = sorted(set(raw) - set(known)) if isinstance(raw, dict) else raw
        raise UnreadableConversation(f"{where}: unknown {unknown}")
    for name in ("says", "says_not", "contains", "contains_not"):
        if name in raw and not isinstance(raw[name], list):
            raise UnreadableConversation(f"{where}: {name} is not a list")
    lists = {name: tuple(value) for name, value in raw.items() if isinstance(value, list)}
    step = Step(**{**raw, **lists})
    for problem in _problems_of(step):
        raise UnreadableConversation(f"{where}: {problem}")
    return step


def _problems_of(step: Step) -> list[str]:
    texts = (step.text, *step.says, *step.says_not, *step.contains, *step.contains_not)
    checks = {
        "a text in quotes is needed": all(isinstance(text, str) for text in texts),
        "number is own or other": step.number in (OWN, OTHER),
        "language is one that we speak": step.language in (None, *LANGUAGES),
        "says needs a language": bool(step.language) or not (step.says or step.says_not),
        "a silent reply has no words": not (step.silent and (step.says or step.contains)),
        "nothing is expected": step.expects,
    }
    return [problem for problem, holds in checks.items() if not holds]
