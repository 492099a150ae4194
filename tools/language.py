"""Begins a new language: `make language LANG=pa`. It translates nothing and offers nothing.

Writes a row of locales/languages.toml that is not offered yet, the translators' files with every
text untranslated, empty phrases and safety rules, and an empty glossary. Running it again adds
what is missing and changes nothing that somebody wrote.
"""

import sys
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel import Locale, UnknownLocaleError

from phrasebook.answers import Answer, load_answers
from phrasebook.extraction import update_language
from phrasebook.languages import load_languages
from tools.environment import ROOT

SAFETY_RULES = {
    "self_harm": "crisis",
    "violence": "crime_victim",
    "danger": "emergency_now",
    "child_alone": "child_alone",
    "now": None,
}


class UnknownLanguage(ValueError):
    """A tag that CLDR does not know. The message is for the person at the terminal."""


def begin(root: Path, tag: str) -> list[Path]:
    """Make what a language needs below `root`; return the files that are new."""
    locale = _locale(tag)
    made = list(_row(root / "locales/languages.toml", tag, locale))
    answers = load_answers(root / "data/answers")
    wanted = {
        root / f"data/safety/{tag}.yml": _safety(locale),
        root / f"docs/glossary/{tag}.md": _glossary(root / "docs/glossary/es.md", tag, locale),
        **{root / f"data/nlu/{tag}/{name}.yml": text for name, text in _phrases(answers)},
    }
    for path, text in wanted.items():
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            made.append(path)
    update_language(root, tag)
    return made


def _locale(tag: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        raise UnknownLanguage(
            f"{tag!r} is no language tag that CLDR knows; write it as in BCP 47: pa, pt-BR, zh-Hans"
        ) from None


def _row(path: Path, tag: str, locale: Locale) -> Iterator[Path]:
    languages = load_languages(path)
    if tag in languages.known():
        return
    endonym = str(locale.get_display_name() or tag)
    script = unicodedata.name(endonym[0], "LATIN").partition(" ")[0]
    lines = [
        f"[{tag}]",
        f'endonym = "{endonym[0].upper() + endonym[1:]}"',
        f'direction = "{locale.text_direction}"',
        "spoken = false",
        *([f'script = "{script}"'] if script != "LATIN" else []),
        "",
        f"[{tag}.words]",
        *(f"{kind} = []" for kind in ("stop", "start", "help", "erase")),
    ]
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + "\n".join(lines) + "\n")
    yield path


def _safety(locale: Locale) -> str:
    head = (
        f"# Safety rules in {locale.get_display_name('en')}; the signs are explained in en.yml.\n"
    )
    rules = (
        f"\n{name}:\n" + (f"  topic: {topic}\n" if topic else "") + "  phrases: []\n"
        for name, topic in SAFETY_RULES.items()
    )
    return head + "".join(rules)


def _glossary(model: Path, tag: str, locale: Locale) -> str:
    name = locale.get_display_name("en")
    rows = model.read_text(encoding="utf-8").splitlines() if model.exists() else []
    cells = (row.split("|")[1].strip() for row in rows if row.startswith("| "))
    terms = [f"| {term} | | |" for term in cells if term != "English"]
    table = ["| English | Translation | Also recognised |", "|---|---|---|", *terms]
    return "\n".join([f"# Glossary: {name} ({tag})", "", *table]) + "\n"


def _phrases(answers: Mapping[str, Answer]) -> Iterator[tuple[str, str]]:
    """Yield for each group of answers a file that names its labels and has no phrase yet."""
    for group in dict.fromkeys(answer.group for answer in answers.values()):
        lines = ['version: "3.1"', "# Take the sign away in front of a label, and write below it:"]
        for answer in answers.values():
            if answer.group == group:
                lines += ["#", f"# - intent: {answer.id}  # {answer.title}", "#   examples: |"]
                lines += ["#     - ..."]
        yield group, "\n".join([*lines, "nlu: []"]) + "\n"


def main(arguments: list[str]) -> int:
    """Return 0, or 2 when no language can be begun."""
    if len(arguments) != 1 or not arguments[0]:
        print("usage: make language LANG=pa", file=sys.stderr)
        return 2
    try:
        made = begin(ROOT, arguments[0])
    except UnknownLanguage as error:
        print(f"language: {error}", file=sys.stderr)
        return 2
    for path in made:
        print(path.relative_to(ROOT))
    print(f"{arguments[0]} is begun and not offered. What comes next: docs/translators.md")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
