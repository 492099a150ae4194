"""A new language is begun in one step, without offering it and without touching what is written."""

import shutil
from pathlib import Path

import pytest
import yaml

from phrasebook.answers import load_answers
from phrasebook.languages import load_languages
from tests.content.material import ROOT
from tools.language import SAFETY_RULES, UnknownLanguage, begin


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The content that the command reads."""
    shutil.copytree(ROOT / "data/answers", tmp_path / "data/answers")
    shutil.copy(ROOT / "data/interface.toml", tmp_path / "data")
    (tmp_path / "locales").mkdir()
    rows = (ROOT / "locales/languages.toml").read_text(encoding="utf-8")
    (tmp_path / "locales/languages.toml").write_text(rows.partition("[pa]")[0], encoding="utf-8")
    (tmp_path / "docs/glossary").mkdir(parents=True)
    shutil.copy(ROOT / "docs/glossary/es.md", tmp_path / "docs/glossary")
    return tmp_path


def test_everything_a_language_needs_is_there_and_it_is_not_offered(root: Path):
    made = begin(root, "pa")
    row = load_languages(root / "locales/languages.toml")["pa"]
    assert (row.endonym, row.direction, row.script) == ("ਪੰਜਾਬੀ", "ltr", "GURMUKHI")
    assert not row.spoken
    assert (
        (root / "locales/pa/LC_MESSAGES/answers.po")
        .read_text(encoding="utf-8")
        .count('msgctxt "door_home"')
    )
    rules = yaml.safe_load((root / "data/safety/pa.yml").read_text(encoding="utf-8"))
    assert {name: rule.get("topic") for name, rule in rules.items()} == SAFETY_RULES
    assert "| warrant | | |" in (root / "docs/glossary/pa.md").read_text(encoding="utf-8")
    groups = {answer.group for answer in load_answers(root / "data/answers").values()}
    assert {path.stem for path in made if path.parent == root / "data/nlu/pa"} == groups


def test_every_label_has_a_place_for_its_phrases(root: Path):
    begin(root, "pa")
    files = (root / "data/nlu/pa").glob("*.yml")
    written = "".join(path.read_text(encoding="utf-8") for path in files)
    labels = load_answers(root / "data/answers")
    assert [label for label in labels if f"- intent: {label}  #" not in written] == []


def test_a_script_from_right_to_left_is_seen(root: Path):
    begin(root, "fa")
    assert load_languages(root / "locales/languages.toml")["fa"].direction == "rtl"


def test_beginning_twice_changes_nothing_that_was_written(root: Path):
    begin(root, "pa")
    glossary = root / "docs/glossary/pa.md"
    glossary.write_text("mine", encoding="utf-8")
    assert begin(root, "pa") == []
    assert glossary.read_text(encoding="utf-8") == "mine"
    assert (root / "locales/languages.toml").read_text(encoding="utf-8").count("[pa]") == 1


@pytest.mark.parametrize("tag", ["", "xx1", "no such", "../es"])
def test_a_tag_that_is_none_is_refused_and_writes_nothing(root: Path, tag: str):
    before = sorted(root.rglob("*"))
    with pytest.raises(UnknownLanguage):
        begin(root, tag)
    assert sorted(root.rglob("*")) == before


def test_what_is_committed_for_punjabi_is_what_the_command_makes(root: Path):
    for path in begin(root, "pa"):
        if path.name != "languages.toml":
            committed = ROOT / path.relative_to(root)
            assert committed.read_text(encoding="utf-8") == path.read_text(encoding="utf-8")
