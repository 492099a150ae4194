"""`make` alone tells every verb there is."""

import re
import subprocess

from tests.architecture.lints import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def silent_verbs(makefile: str) -> list[str]:
    """Return the targets that are verbs, not files, and have no `## help`."""
    rules = re.findall(r"^([a-z][a-z-]*):(?!=)(.*)$", makefile, flags=re.MULTILINE)
    assert rules
    return [verb for verb, rest in rules if not re.search(r"## \w", rest)]


def test_every_verb_has_its_help():
    assert silent_verbs(MAKEFILE) == []


def test_a_verb_without_help_is_found():
    written = (
        "run: setup ## Start\n\t@a\nstop: run\n\t@b\nwait-for: ## \nvar/x: run\n\t@c\nX := 1\n"
    )
    assert silent_verbs(written) == ["stop", "wait-for"]


def test_make_alone_prints_every_verb_with_its_help():
    printed = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    shown = {line.split()[0] for line in printed.splitlines() if len(line.split()) > 1}
    assert shown == set(re.findall(r"^\.PHONY: (\S+)", MAKEFILE, flags=re.MULTILINE))
