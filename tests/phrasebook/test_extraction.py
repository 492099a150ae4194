"""The translators' files follow the English: committed templates are fresh, no work is lost."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from phrasebook.catalogue import DOMAINS
from phrasebook.extraction import template, texts_of, update, written
from tests.phrasebook.conftest import ROOT, Change


def spanish(root: Path) -> Catalog:
    with (root / "locales/es/LC_MESSAGES/answers.po").open("rb") as file:
        return read_po(file, locale="es")


def message(catalog: Catalog, context: str) -> Message:
    found = [entry for entry in catalog if entry.context == context]
    assert len(found) == 1, context
    return found[0]


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_committed_template_is_what_the_english_gives(domain: str):
    committed = (ROOT / f"locales/{domain}.pot").read_bytes()
    assert written(template(ROOT, domain)) == committed, "run: make translations"


def test_ids_are_the_contexts_and_english_the_texts(root: Path):
    assert list(texts_of(root, "answers"))[:3] == [
        ("door.title", "Officers at the door", "data/answers/encounters.toml"),
        ("door", "Keep the door closed.", "data/answers/encounters.toml"),
        ("door.more", "A judge signs a warrant.", "data/answers/encounters.toml"),
    ]


def test_an_update_keeps_translations_and_adds_what_is_missing(root: Path):
    update(root)
    catalog = spanish(root)
    assert message(catalog, "door").string == "No abra la puerta."
    assert message(catalog, "door.more").fuzzy
    assert message(catalog, "greeting").string == ""


def test_a_second_update_changes_nothing(root: Path):
    update(root)
    before = {path: path.read_bytes() for path in (root / "locales").rglob("*.po*")}
    update(root)
    assert before == {path: path.read_bytes() for path in (root / "locales").rglob("*.po*")}


def test_a_changed_text_becomes_fuzzy_and_keeps_its_translation_for_the_translator(
    root: Path, change: Change
):
    change("Keep the door closed.", "Keep the door closed and locked.")
    update(root)
    changed = message(spanish(root), "door")
    assert (changed.fuzzy, changed.string) == (True, "No abra la puerta.")


def test_the_translation_of_a_removed_answer_is_kept_as_obsolete(root: Path):
    path = root / "data/answers/encounters.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[text.index("[greeting]") :], encoding="utf-8")
    for _ in range(2):
        update(root)
        kept = (root / "locales/es/LC_MESSAGES/answers.po").read_text(encoding="utf-8")
        assert '#~ msgstr "No abra la puerta."' in kept


def test_a_text_rewritten_beyond_likeness_still_leaves_its_old_translation(
    root: Path, change: Change
):
    change("Keep the door closed.", "Since the ruling of May other things hold; ask a lawyer.")
    update(root)
    kept = (root / "locales/es/LC_MESSAGES/answers.po").read_text(encoding="utf-8")
    assert "No abra la puerta." in kept
    assert not message(spanish(root), "door").string or message(spanish(root), "door").fuzzy


def test_a_language_that_is_newly_spoken_gets_its_files(root: Path):
    path = root / "locales/languages.toml"
    rows = path.read_text(encoding="utf-8")
    path.write_text(rows.replace("spoken = false", "spoken = true"), encoding="utf-8")
    update(root)
    made = (root / "locales/pt_BR/LC_MESSAGES/answers.po").read_text(encoding="utf-8")
    assert 'msgctxt "door"' in made
