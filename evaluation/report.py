"""The report on understanding: `make evaluate` writes docs/evaluation.md, its plot and figures.

Predicts the development questions with the trained model, counts, compares with the figures that
are committed, and says which floor of evaluation/floors.toml is crossed.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.figures import NOT_ASKED, Confusion, calibration, confusions, figures
from evaluation.plot import draw
from phrasebook.answers import load_answers

ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "evaluation/questions"
FIGURES = ROOT / "evaluation/figures.json"
FLOORS = ROOT / "evaluation/floors.toml"
REPORT = ROOT / "docs/evaluation.md"
PLOT = ROOT / "docs/images/evaluation.svg"
WORK = ROOT / "var/evaluation"

Figures = Mapping[str, Mapping[str, float]]

SHOWN = {
    "top1": "top-1",
    "top3": "top-3",
    "urgent_recall": "urgent seen",
    "false_alarms": "false alarms",
    "offtopic_as_law": "off-topic as law",
    "language": "language",
    "clarify": "asked back",
    "fallback": "not understood",
    "right_if_answered": "right if answered",
    "calibration_error": "calibration error",
}
LESS_IS_BETTER = {"false_alarms", "offtopic_as_law", "clarify", "fallback", "calibration_error"}


def questions() -> Iterator[dict[str, Any]]:
    """Yield every development question with the name of its set; the answer key is renamed, so
    that a prediction can stand beside it."""
    for path in sorted(QUESTIONS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                asked = json.loads(line)
                asked["asked_topic"], asked["urgent_asked"] = (
                    asked.pop("topic"),
                    asked.pop("urgent"),
                )
                yield {**asked, "set": path.stem}


def predict(folder: Path = ROOT) -> list[dict[str, Any]]:
    """Run every question through the model trained in a folder, in the bot's own Python."""
    WORK.mkdir(parents=True, exist_ok=True)
    source, target = WORK / "questions.jsonl", WORK / "predictions.jsonl"
    lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in questions())
    source.write_text("".join(lines), encoding="utf-8")
    python = ROOT / "bot/.venv/bin/python"
    command = [str(python), "-W", "ignore", "-m", "bot.predict", str(source), str(target)]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return [json.loads(line) for line in target.read_text(encoding="utf-8").split("\n") if line]


def law() -> frozenset[str]:
    """Return the topics that are questions on rights, and no small talk, spam or other law."""
    answers = load_answers(ROOT / "data/answers").values()
    return frozenset(answer.topic for answer in answers if answer.group != "not_law")


def crossed(found: Figures, floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Name each figure that is worse than its floor; a figure or language that is missing, too.

    Floors are under the language's tag, else under "each".
    """
    lines = [f"{tag}: was not measured" for tag in floors if tag != "each" and tag not in found]
    for language, known in found.items():
        wanted = dict(floors.get(language, {}) if language == "all" else floors["each"])
        wanted |= floors.get(language, {})
        for name, floor in wanted.items():
            if name not in known:
                lines.append(f"{language}: {name} was not measured")
            elif (known[name] > floor) if name in LESS_IS_BETTER else (known[name] < floor):
                lines.append(f"{language}: {name} is {known[name]:.3f}, its floor {floor}")
    return lines


def read_floors() -> dict[str, dict[str, float]]:
    """Return the floors by language."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def main() -> int:
    """Predict, count, write, print; return 1 when a floor is crossed."""
    predictions = predict()
    found = figures(predictions, law())
    before = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    asked = [each for each in predictions if each["set"] not in NOT_ASKED]
    text = written(found, before, confusions(predictions))
    REPORT.write_text(text, encoding="utf-8")
    draw(found, [(sure, right) for sure, right, _ in calibration(asked)], PLOT)
    rounded = {row: {k: round(v, 4) for k, v in each.items()} for row, each in found.items()}
    FIGURES.write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    print(text)
    problems = crossed(found, read_floors())
    print("\n".join(problems) or "Every figure is above its floor.")
    return 1 if problems else 0


def written(found: Figures, before: Figures, confused: list[Confusion]) -> str:
    """Return the report in Markdown; a change since `before` stands in brackets, in points."""
    head = ["language", "questions", *SHOWN.values()]
    lines = [
        "# How well texts are understood",
        "",
        "Made by `make evaluate` from the development questions in `evaluation/questions`, which",
        "were written by somebody who had not seen the training phrases and are never trained on.",
        "Shares of questions; behind them the change in points since the last committed report.",
        "*Urgent seen* is the recall of texts about what is happening now, *false alarms* the calm",
        "ones taken for such. *Language* counts texts of three words and more. The model was tuned",
        "while looking at these figures: expect a little less on texts that nobody here has seen.",
        "",
        "| " + " | ".join(head) + " |",
        "|" + "---|" * len(head),
    ]
    for language, known in found.items():
        cells = [_cell(known.get(name), before.get(language, {}).get(name)) for name in SHOWN]
        lines.append("| " + " | ".join([language, f"{known['questions']:.0f}", *cells]) + " |")
    lines += ["", "![Accuracy by language, and calibration](images/evaluation.svg)", ""]
    lines += ["## What is confused most", "", "| asked | taken for | times | of them urgent |"]
    lines += ["|---|---|---|---|"]
    lines += [f"| {c.topic} | {c.taken_for} | {c.count} | {c.urgent} |" for c in confused]
    return "\n".join(lines) + "\n"


def _cell(now: float | None, before: float | None) -> str:
    if now is None:
        return ""
    change = "" if before is None else round(100 * (now - before), 1)
    return f"{now:.3f}" + (f" ({change:+})" if change else "")


if __name__ == "__main__":
    sys.exit(main())
