"""A small content folder that tests change: our own sentences, two answers and their Spanish."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from phrasebook.speech import Speech

ROOT = Path(__file__).parents[2]
ANSWERS = """
[door]
title = "Officers at the door"
text = "Keep the door closed."
more = "A judge signs a warrant."
status = "constitutional"
as_of = 2026-03-05
sources = [
  { org = "US Supreme Court", title = "Payton v. New York", url = "https://example.org/payton" },
  { org = "ACLU", title = "Know your rights" },
]
related = ["greeting"]

[greeting]
title = "Hello"
text = "Hello, this is a test."
status = "service"
as_of = 2026-03-05
"""
SPANISH = """
msgctxt "door.title"
msgid "Officers at the door"
msgstr "Agentes en la puerta"

msgctxt "door"
msgid "Keep the door closed."
msgstr "No abra la puerta."

#, fuzzy
msgctxt "door.more"
msgid "A judge signs a warrant."
msgstr "Un juez firma."
"""
COPIED = ("data/interface.toml", "locales/languages.toml", "locales/es/LC_MESSAGES/interface.po")

type Change = Callable[[str, str], None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A content folder with two answers; the sentences around them are the shipped ones."""
    for name in COPIED:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "data/answers").mkdir()
    (tmp_path / "data/answers/encounters.toml").write_text(ANSWERS, encoding="utf-8")
    (tmp_path / "locales/es/LC_MESSAGES/answers.po").write_text(SPANISH, encoding="utf-8")
    return tmp_path


@pytest.fixture
def change(root: Path) -> Change:
    """Replace words in the answers, as an editor would."""
    path = root / "data/answers/encounters.toml"

    def replace(old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace


@pytest.fixture
def speech(root: Path) -> Speech:
    """The words of the small content folder as it was shipped."""
    return Speech(root)
