"""Takes the texts of the admin out of its pages for the translators; it changes no translation.

`python -m tools.admin_texts` writes locales/admin.pot and updates locales/<language>/.../admin.po.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from admin.translations import LANGUAGES
from phrasebook.catalogue import folder_name
from phrasebook.extraction import written
from phrasebook.languages import SOURCE_LANGUAGE
from phrasebook.pages import DOMAIN
from tools.environment import ROOT

METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {"templates/**.html": {"silent": "false", "trimmed": "true", "encoding": "utf-8"}}
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "text_in": (1,),
    "counted_in": (1, 2),
}


def template(root: Path) -> Catalog:
    """Return every text of the admin once, none translated."""
    catalog = Catalog(project="Amparo", charset="utf-8", fuzzy=False)
    found = extract_from_dir(root / "admin", METHODS, OPTIONS, KEYWORDS)
    for name, _line, text, _comments, _context in found:
        catalog.add(text, locations=[(f"admin/{name}", 0)])
    return catalog


def update(root: Path) -> None:
    """Write the template and bring the translators' files up to it; nothing is lost."""
    fresh = template(root)
    (root / f"locales/{DOMAIN}.pot").write_bytes(written(fresh))
    for tag in LANGUAGES:
        if tag != SOURCE_LANGUAGE:
            path = root / "locales" / folder_name(tag) / "LC_MESSAGES" / f"{DOMAIN}.po"
            old = Catalog(locale=folder_name(tag))
            if path.exists():
                with path.open("rb") as file:
                    old = read_po(file, locale=folder_name(tag))
            old.update(fresh, no_fuzzy_matching=False)
            path.write_bytes(written(old))


if __name__ == "__main__":
    update(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
