"""Writes docs/coverage.md from the table of claims: what each founding document says, and where
the assistant says it. `python -m tools.coverage` or `make coverage`."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from tools.environment import ROOT

CLAIMS = ROOT / "tests/content/claims"
PAGE = ROOT / "docs/coverage.md"
DOCUMENTS = {
    "000": "An explainer on Executive Order 14159 (no author named)",
    "002": "Executive Order 14165, Securing Our Borders",
    "003": "A one-pager of 2017 on Executive Order 13768 (no author named)",
    "004": "An article of the Southern Poverty Law Center on 287(g), April 2025",
}
_HEAD = """\
# What the founding documents claim, and where we say it

Written by `make coverage` from `tests/content/claims/`; do not edit it here. The project began
with four documents. Each claim in them can be got by asking: the question below, texted to the
assistant, is answered with the answer named beside it (an id that ends in `.more` is its longer
text, sent on the reply word MORE), and the words named are in it. A view is somebody's opinion, and
is told as one. Claims that were overtaken by events are told with their date. `make test` asks
every question.
"""


@dataclass(frozen=True)
class Claim:
    """One row of the table.

    `answer` is an answer's id, with ".more" for its longer text; `words` are all in it.
    """

    code: str
    claim: str
    is_view: bool
    question: str
    answer: str
    words: tuple[str, ...]


def read_claims(folder: Path = CLAIMS) -> list[Claim]:
    """Return every row, in the order of its code; raises TypeError for unknown keys."""
    rows = [
        Claim(**{**row, "words": tuple(row["words"])})
        for path in sorted(folder.glob("*.yml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    return sorted(rows, key=lambda row: row.code)


def page(claims: Iterable[Claim]) -> str:
    """Return the page as Markdown."""
    lines = [_HEAD]
    document = ""
    for claim in claims:
        if claim.code[:3] != document:
            document = claim.code[:3]
            lines += [f"\n## {DOCUMENTS[document]}\n", "| claim | | a question | answer | words |"]
            lines.append("|---|---|---|---|---|")
        view = "view" if claim.is_view else ""
        words = "; ".join(claim.words)
        cells = (claim.claim, view, claim.question, f"`{claim.answer}`", words)
        lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(read_claims()), encoding="utf-8")
    print(PAGE.relative_to(ROOT))
