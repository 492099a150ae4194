"""Takes the texts to be translated out of the content and keeps the translators' files in step.

`python -m phrasebook.extraction` writes locales/*.pot and updates every locales/<language>/*.po.
The msgctxt is the id, the msgid the English text, so a changed text makes its translation fuzzy.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from phrasebook.answers import load_answers
from phrasebook.catalogue import DOMAINS, folder_name
from phrasebook.interface import load_interface
from phrasebook.languages import SOURCE_LANGUAGE, Languages, load_languages

PARTS = ("title", "text", "more")


def answer_id(label: str, part: str) -> str:
    """Return the msgctxt of a part of an answer: the label itself for the first text."""
    return label if part == "text" else f"{label}.{part}"


def texts_of(root: Path, domain: str) -> Iterator[tuple[str, str, str]]:
    """Yield (msgctxt, msgid, where it is written) for a domain, "answers" or "interface"."""
    if domain == "interface":
        for sentence in load_interface(root / "data/interface.toml").values():
            yield sentence.id, sentence.text, "data/interface.toml"
        return
    for answer in load_answers(root / "data/answers").values():
        for part in PARTS:
            if getattr(answer, part):
                where = f"data/answers/{answer.group}.toml"
                yield answer_id(answer.id, part), getattr(answer, part), where


def template(root: Path, domain: str) -> Catalog:
    """Return the template of a domain: every text once, none translated."""
    catalog = Catalog(project="Amparo", charset="utf-8", fuzzy=False)
    singulars = _singulars(root) if domain == "interface" else {}
    for identity, english, where in texts_of(root, domain):
        one = singulars.get(identity)
        catalog.add((one, english) if one else english, context=identity, locations=[(where, 0)])
    return catalog


def _singulars(root: Path) -> dict[str, str]:
    sentences = load_interface(root / "data/interface.toml").values()
    return {sentence.id: sentence.one for sentence in sentences if sentence.one}


def written(catalog: Catalog) -> bytes:
    """Return a catalogue as a file's bytes, without dates: equal content is an equal file."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=100, omit_header=True, include_lineno=False)
    return buffer.getvalue()


def update(root: Path) -> None:
    """Write the templates and bring every language's files up to them; nothing is lost.

    A language that is not spoken yet is kept in step once it has a folder.
    """
    languages = load_languages(root / "locales/languages.toml")
    for domain in DOMAINS:
        (root / f"locales/{domain}.pot").write_bytes(written(template(root, domain)))
    for tag in languages.known():
        if tag != SOURCE_LANGUAGE and _is_kept(root, languages, tag):
            update_language(root, tag)


def update_language(root: Path, tag: str) -> None:
    """Bring the files of one language up to the English; make them where there are none."""
    for domain in DOMAINS:
        _update_language(root, domain, tag, template(root, domain))


def _is_kept(root: Path, languages: Languages, tag: str) -> bool:
    has_folder = (root / "locales" / folder_name(tag)).is_dir()
    return languages[tag].spoken or has_folder


def _update_language(root: Path, domain: str, tag: str, fresh: Catalog) -> None:
    path = root / "locales" / folder_name(tag) / "LC_MESSAGES" / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    old = Catalog(locale=folder_name(tag))
    if path.exists():
        with path.open("rb") as file:
            old = read_po(file, locale=folder_name(tag))
    old.update(fresh, no_fuzzy_matching=False)
    path.write_bytes(written(old))


if __name__ == "__main__":
    update(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
