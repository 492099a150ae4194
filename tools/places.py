"""Reads a place, a need and a language out of texts, line by line; it answers nobody.

`make places QUESTIONS=in.jsonl PREDICTIONS=out.jsonl` uses a directory of its own in var/.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from referrals.database import migrate, open_engine
from referrals.needs import language_wanted, needs_in
from referrals.place_answers import Ambiguous, Answer, Found
from referrals.places import find_place
from referrals.seeding import seed
from tools.environment import ROOT

DATABASE = ROOT / "var/places.db"


def predict(session: Session, text: str) -> dict[str, Any]:
    """Return what is read out of a text: place, choices, need and language; null where nothing."""
    return {"text": text} | describe(find_place(session, text)) | _wanted(text)


def describe(answer: Answer) -> dict[str, Any]:
    """Return an answer as zip, city, county, state (two letters), ambiguous and choices."""
    row: dict[str, Any] = dict.fromkeys(("zip", "city", "county", "state"))
    row |= {"ambiguous": isinstance(answer, Ambiguous), "choices": []}
    if isinstance(answer, Ambiguous):
        row["choices"] = [choice.label for choice in answer.choices]
    if isinstance(answer, Found):
        row |= {"zip": answer.zip, "state": answer.state}
        if answer.kind != "state" and answer.counties:
            row["county"] = answer.counties[0].name
        if answer.kind in ("zip", "city", "borough"):
            row["city"] = answer.label.rpartition(",")[0]
        if answer.kind == "county":
            row["county"] = answer.label.rpartition(",")[0]
    return row


def directory(tell: Callable[[str], None] = lambda _line: None) -> Session:
    """Return a session on a directory of its own with the places that come with the project."""
    DATABASE.parent.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{DATABASE}"
    migrate(url)
    engine = open_engine(url)
    seed(engine, ROOT / "data/directory", tell)
    return Session(engine)


def _wanted(text: str) -> dict[str, Any]:
    needs = needs_in(text)
    return {"need": needs[0] if needs else None, "language_wanted": language_wanted(text)}


def _read(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row: Mapping[str, Any] = json.loads(line)
            yield str(row["text"])


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    with path.open("w", encoding="utf-8") as file:
        return sum(1 for row in rows if file.write(json.dumps(row, ensure_ascii=False) + "\n"))


def main(arguments: list[str]) -> int:
    """Read one file and write the other; both paths are arguments."""
    if len(arguments) != 2 or not all(arguments):
        print("Use: make places QUESTIONS=in.jsonl PREDICTIONS=out.jsonl", file=sys.stderr)
        return 2
    questions, predictions = (Path(path) for path in arguments)
    with directory() as session:
        count = _write(predictions, (predict(session, text) for text in _read(questions)))
    print(f"places.predicted lines={count} file={predictions}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
