"""What the documentation says of settings, verbs, places and counts is what there is."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from gateway.settings import Settings
from tests.content.material import ROOT, SPEECH

DOCS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]


def unnamed(names: list[str], text: str) -> list[str]:
    """Return the names that a text does not hold as `code`."""
    return [name for name in names if not re.search(rf"`(make )?{re.escape(name)}\b", text)]


def verbs() -> list[str]:
    """Return the verbs of the Makefile."""
    return re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)


def broken_links(file: Path) -> list[str]:
    """Return the relative links of a page that lead nowhere."""
    targets = re.findall(r"\]\(([^)#\s]+)", file.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    return [target for target in local if not (file.parent / target).exists()]


def test_every_setting_of_the_gateway_is_documented():
    names = [entry.metadata["env"] for entry in fields(Settings)]
    assert unnamed(names, (ROOT / "docs/operators.md").read_text(encoding="utf-8")) == []


def test_every_verb_is_documented():
    assert unnamed(verbs(), (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_links_between_pages_lead_somewhere(file: Path):
    assert broken_links(file) == []


def test_the_numbers_of_answers_and_rows_are_those_of_today():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = len((ROOT / "data/directory/organizations.csv").read_text().splitlines()) - 1
    assert f"There are {len(SPEECH.answers)}," in readme
    assert f"{rows:,} rows" in readme


def test_a_missing_name_and_a_broken_link_are_found(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("`PORT` and [a page](nowhere.md)")
    assert unnamed(["PORT", "HOST"], page.read_text()) == ["HOST"]
    assert broken_links(page) == ["nowhere.md"]
