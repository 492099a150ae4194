"""The one file that partners load: fresh, small, and without what a strict page refuses."""

import gzip
import re
import shutil
from pathlib import Path

import pytest

from tests.web.replies import SPEECH
from tests.web.replies import words as say
from tools.widget import BUILT, FOLDER, problems, words

MOST_BYTES = 30 * 1024
WANTED = words(SPEECH)
FILE = BUILT.read_text(encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The sources and the built file, to be changed."""
    unneeded = shutil.ignore_patterns("node_modules", "preview")
    return shutil.copytree(FOLDER, tmp_path / "widget", ignore=unneeded)


def test_the_built_file_is_of_today_s_sources_and_words():
    assert problems(FOLDER, WANTED) == []


@pytest.mark.parametrize(
    "changed", ["src/main.ts", "src/styles/chat.css", "package-lock.json", "build.mjs"]
)
def test_a_file_of_older_sources_is_found(copy: Path, changed: str):
    with (copy / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert problems(copy, WANTED) == ["dist/widget.js is older than its sources"]


def test_older_words_are_found(copy: Path):
    assert problems(copy, WANTED + " ") == [
        "the words in src/generated/offline.json are older than the phrasebook"
    ]


def test_everything_together_is_at_most_thirty_kilobytes():
    assert len(gzip.compress(BUILT.read_bytes(), 9)) <= MOST_BYTES


@pytest.mark.parametrize(
    "forbidden",
    ["innerHTML", "outerHTML", "insertAdjacentHTML", r"document\.write", r"\beval\b", "cookie"]
    + ["localStorage", "new Function", "userAgent", "srcdoc", r"https?://(?!www\.weather\.gov/)\w"],
)
def test_the_file_has_nothing_that_writes_markup_or_follows_people(forbidden: str):
    code = FILE.replace("http://www.w3.org/2000/svg", "")
    assert re.findall(forbidden, code) == []


def test_the_file_can_say_what_to_do_in_every_language():
    for tag in SPEECH.languages.spoken():
        assert say("trouble.now", tag) in FILE


def test_the_lock_names_no_registry():
    assert "resolved" not in (FOLDER / "package-lock.json").read_text(encoding="utf-8")
