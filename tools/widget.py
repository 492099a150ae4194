"""Keeps the built chat for websites in step with its sources; it builds nothing itself.

`python -m tools.widget words` writes the words that go into the file, for when the gateway cannot
be reached. `python -m tools.widget` ends with 1 when the built file is of older sources. No Node is
needed for either.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from phrasebook.speech import Speech
from phrasebook.utterance import Utterance
from tools.environment import ROOT

FOLDER = ROOT / "gateway/web/widget"
WORDS = FOLDER / "src/generated/offline.json"
BUILT = FOLDER / "dist/widget.js"
OTHERS = ("build.mjs", "package.json", "package-lock.json", "tsconfig.json")
"""What the file is built with; the rest of its sources is in src/."""

SAID = {"trouble": "trouble.now"} | {
    name: f"web.{name}"
    for name in (
        "title",
        "open",
        "close",
        "leave",
        "leave_note",
        "language",
        "larger",
        "menu",
        "erase",
        "erased",
        "erase_unsure",
        "print_all",
        "phones",
        "text_us",
        "conversation",
        "retry",
        "site_off",
        "not_here",
    )
}


def words(speech: Speech) -> str:
    """Return what the file has to say by itself, in every language, as JSON."""
    languages: dict[str, Any] = {
        tag: {
            "name": speech.languages[tag].endonym,
            "direction": speech.languages[tag].direction,
            "words": {
                name: speech.words(Utterance(identity, tag)) for name, identity in SAID.items()
            },
        }
        for tag in speech.languages.spoken()
    }
    return json.dumps(_without_english(languages), ensure_ascii=False, indent=1) + "\n"


def source_hash(folder: Path) -> str:
    """Return the hash over the sources' names and bytes, as build.mjs takes it."""
    found = [folder / name for name in OTHERS]
    found += [path for path in (folder / "src").rglob("*") if path.is_file()]
    digest = hashlib.sha256()
    for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in found):
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def problems(folder: Path, wanted: str) -> list[str]:
    """Return why a built file may not be served; `wanted` is what its words should be."""
    found = []
    if (folder / "src/generated/offline.json").read_text(encoding="utf-8") != wanted:
        found.append("the words in src/generated/offline.json are older than the phrasebook")
    banner = (folder / "dist/widget.js").read_text(encoding="utf-8").partition("\n")[0]
    if banner != f"/*! amparo-chat sources sha256:{source_hash(folder)} */":
        found.append("dist/widget.js is older than its sources")
    return found


def _without_english(languages: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not translated: the file has the English once."""
    english = languages["en"]["words"]
    for tag, row in languages.items():
        if tag != "en":
            said = row["words"].items()
            row["words"] = {name: text for name, text in said if text != english[name]}
    return languages


def main() -> None:
    """Write the words, or tell what is stale."""
    wanted = words(Speech(ROOT))
    if sys.argv[1:] == ["words"]:
        WORDS.write_text(wanted, encoding="utf-8")
        return
    found = problems(FOLDER, wanted)
    for problem in found:
        print(f"{problem}: make widget", file=sys.stderr)
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
