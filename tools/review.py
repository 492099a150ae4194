"""Writes down that a lawyer has read an answer: `make review ANSWER=door_home BY="an office"`.

What was read is kept with it in data/reviews.toml, so that a later change shows.
"""

import datetime
import sys
import tomllib
from pathlib import Path
from typing import Any

import tomli_w

from phrasebook.answers import Answer, load_answers
from tools.environment import ROOT

REVIEWS = ROOT / "data/reviews.toml"


def add_review(path: Path, answer: Answer, by: str, on: datetime.date) -> None:
    """Put the answer's words of today into the file; an older review of it is replaced."""
    kept: dict[str, Any] = {}
    if path.exists():
        kept = tomllib.loads(path.read_text(encoding="utf-8"))
    kept[answer.id] = {"on": on, "by": by, "text": answer.text}
    if answer.more:
        kept[answer.id]["more"] = answer.more
    path.write_text(tomli_w.dumps(dict(sorted(kept.items()))), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Return 0, or 2 when the answer does not exist or nobody is named."""
    if len(arguments) != 2 or not all(arguments):
        print('usage: make review ANSWER=door_home BY="a name or office"', file=sys.stderr)
        return 2
    identity, by = arguments
    answers = load_answers(ROOT / "data/answers")
    if identity not in answers:
        print(f"review: there is no answer {identity}", file=sys.stderr)
        return 2
    add_review(REVIEWS, answers[identity], by, datetime.datetime.now(datetime.UTC).date())
    print(f"{identity} is reviewed as it stands today: {REVIEWS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
