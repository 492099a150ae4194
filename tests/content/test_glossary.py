"""Legal terms are translated by one word each: the tables of docs/glossary, held to every text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from tests.content.material import ROOT, TRANSLATED, Text, normalized, texts

FOLDER = ROOT / "docs/glossary"
EVERYDAY = frozenset({"officer", "police", "history"})
"""Words that a glossary lists for translators, but that a text may say otherwise or leave out."""
_ENGLISH_ALSO = {
    "sign": "signs?(?! of| up)",
    "deport": "deport|deported|deporting|deportation",
    "fine": "fines?",
}


@cache
def glossary(tag: str) -> Mapping[str, tuple[str, ...]]:
    """Return {English term: what a translation has for it, and the forms that are recognised}."""
    return read(FOLDER / f"{tag}.md")


def read(path: Path) -> dict[str, tuple[str, ...]]:
    """Read the table of a glossary; its third column lists further forms, with commas between."""
    rows = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and not cells[0].startswith(("English", "-")):
            forms = [cells[1], *cells[2].split(",")]
            rows[cells[0]] = tuple(form.strip() for form in forms if form.strip())
    return rows


def lint_terms(found: Iterable[Text], terms: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Name each translation that has none of a term's forms although its English has the term."""
    for text in found:
        said = _plain(text.words)
        for term, forms in terms.items():
            if term in EVERYDAY or text.identity.endswith(".title"):
                continue
            if _speaks_of(term, text.english) and not any(_plain(form) in said for form in forms):
                yield f"{text.where}: {term}"


def _speaks_of(term: str, english: str) -> bool:
    spelt = _ENGLISH_ALSO.get(term, rf"{re.escape(term)}s?")
    return bool(re.search(rf"(?<![\w-])(?:{spelt})(?![\w-])", english, re.IGNORECASE))


def _plain(words: str) -> str:
    return normalized(words)


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_language_has_the_same_terms(tag: str):
    assert set(glossary("es")) <= set(glossary(tag))


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_text_keeps_to_the_glossary(tag: str):
    assert list(lint_terms((t for t in texts() if t.language == tag), glossary(tag))) == []


def test_a_text_without_its_term_is_found(tmp_path: Path):
    rows = ["| English | Translation | Also recognised |", "| warrant | orden | judicial |"]
    (tmp_path / "es.md").write_text("\n".join(rows), encoding="utf-8")
    terms = read(tmp_path / "es.md")
    assert terms == {"warrant": ("orden", "judicial")}
    right = Text("door", "es", "Pida ver la Orden.", "Ask to see the warrant.")
    other = Text("door", "es", "Pida ver el papel.", "Ask to see the warrants.")
    silent = Text("door", "es", "Pida ver el papel.", "Ask to see the paper.")
    assert list(lint_terms([right, silent], terms)) == []
    assert list(lint_terms([other], terms)) == ["door [es]: warrant"]
