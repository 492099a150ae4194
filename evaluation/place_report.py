"""The report on places: `make places` measures the committed questions and writes a table.

Predicts with the directory of `make places`, counts, and writes the figures into docs/places.md.
"""

import sys
import time
from pathlib import Path

from evaluation.place_figures import place_figures, place_is_right, read_questions
from tools.places import directory, predict

ROOT = Path(__file__).parents[1]
SETS = {
    "written before the work, mended with": ROOT / "evaluation/places/places.jsonl",
    "held out": ROOT / "evaluation/places/held_out.jsonl",
    "held out, second": ROOT / "evaluation/places/second_held_out.jsonl",
}
PAGE = ROOT / "docs/places.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
_SHOWN = (
    ("questions", "questions"),
    ("right", "place right"),
    ("ambiguous_asked", "ambiguous asked"),
    ("asked_needlessly", "asked needlessly"),
    ("needs", "need right"),
    ("languages", "language right"),
)


def table() -> tuple[str, list[str]]:
    """Return the figures as a Markdown table, and the texts that went wrong."""
    head = "| set | " + " | ".join(name for _, name in _SHOWN) + " | p50 | p99 |"
    lines, wrong = [head, "|---" * (len(_SHOWN) + 3) + "|"], []
    with directory() as session:
        predict(session, "Houston")
        for name, path in SETS.items():
            questions, predictions, times = read_questions(path), [], []
            for question in questions:
                start = time.perf_counter()
                predictions.append(predict(session, question["text"]))
                times.append((time.perf_counter() - start) * 1000)
            found = place_figures(questions, predictions)
            cells = [
                f"{value:.0f}" if key == "questions" else f"{value:.1%}"
                for key, value in ((key, found[key]) for key, _ in _SHOWN)
            ]
            times.sort()
            cells += [f"{times[int(len(times) * share)]:.0f} ms" for share in (0.5, 0.99)]
            lines.append(f"| {name} | " + " | ".join(cells) + " |")
            wrong += [
                f"{question['lang']}: {question['text']}"
                for question, prediction in zip(questions, predictions, strict=True)
                if not place_is_right(question, prediction)
            ]
    return "\n".join(lines), wrong


def main() -> int:
    """Print the figures and put them into the page."""
    figures, wrong = table()
    print(figures)
    for text in wrong:
        print(f"wrong  {text}")
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{figures}\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
