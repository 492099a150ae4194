"""Writes down who has read an answer: `make review ANSWER=door_home BY="an office" [LANG=vi]`.

Without LANG a lawyer has read the English: data/reviews.toml keeps the words, so that a later
change shows. With LANG a native speaker has read the translation: locales/<language>/reviews.toml
keeps a fingerprint of each of its texts.
"""

import datetime
import sys
import tomllib
from pathlib import Path
from typing import Any

import tomli_w

from phrasebook.answers import Answer, load_answers
from phrasebook.catalogue import folder_name
from phrasebook.extraction import PARTS, answer_id
from phrasebook.languages import SOURCE_LANGUAGE
from phrasebook.speech import Speech
from phrasebook.translation_reviews import fingerprint
from tools.environment import ROOT

REVIEWS = ROOT / "data/reviews.toml"
LOCALES = ROOT / "locales"


def add_review(path: Path, answer: Answer, by: str, on: datetime.date) -> None:
    """Put the answer's words of today into the file; an older review of it is replaced."""
    review = {"on": on, "by": by, "text": answer.text}
    _write(path, {answer.id: review | ({"more": answer.more} if answer.more else {})})


def add_reading(
    folder: Path, speech: Speech, answer: Answer, tag: str, by: str, on: datetime.date
) -> int:
    """Put down that a native speaker has read the answer in `tag`; return how many texts it has."""
    rows = {}
    for part in PARTS:
        english = getattr(answer, part)
        identity = answer_id(answer.id, part)
        found = speech.catalogue.find(identity, english, tag) if english else None
        if found:
            words = fingerprint(english, found)
            rows[identity] = {"state": "native_read", "on": on, "by": by, "words": words}
    _write(folder / folder_name(tag) / "reviews.toml", rows)
    return len(rows)


def _write(path: Path, rows: dict[str, Any]) -> None:
    kept = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    path.write_text(tomli_w.dumps(dict(sorted((kept | rows).items()))), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Return 0, or 2 when the answer or the language does not exist or nobody is named."""
    if len(arguments) not in (2, 3) or not all(arguments[:2]):
        print('usage: make review ANSWER=door_home BY="an office" [LANG=vi]', file=sys.stderr)
        return 2
    identity, by, tag = [*arguments, ""][:3]
    answers = load_answers(ROOT / "data/answers")
    if identity not in answers:
        print(f"review: there is no answer {identity}", file=sys.stderr)
        return 2
    today = datetime.datetime.now(datetime.UTC).date()
    if tag:
        return _read_by_native(answers[identity], by, tag, today)
    add_review(REVIEWS, answers[identity], by, today)
    print(f"{identity} is reviewed as it stands today: {REVIEWS.relative_to(ROOT)}")
    return 0


def _read_by_native(answer: Answer, by: str, tag: str, today: datetime.date) -> int:
    speech = Speech(ROOT)
    if tag == SOURCE_LANGUAGE or tag not in speech.languages.spoken():
        print(f"review: {tag} is no language that is translated into", file=sys.stderr)
        return 2
    count = add_reading(LOCALES, speech, answer, tag, by, today)
    print(f"{answer.id} is read in {tag} as it stands today: {count} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
