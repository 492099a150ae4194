"""Runs questions through the model without servers: `python -m bot.predict IN.jsonl OUT.jsonl`.

Every line needs a `text`; its other fields are passed through beside what the model says of it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, List, Text

MODEL = "var/models/amparo.tar.gz"
RANKED = 5


def read_questions(path: Path) -> Iterator[Dict[Text, Any]]:
    """Yield the questions; raise ValueError naming the first line that is none."""
    # Not splitlines(): JSON leaves separators such as U+2028 inside a text as they are.
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            question = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"{path}:{number}: not JSON ({error.msg})") from None
        if not isinstance(question, dict) or not isinstance(question.get("text"), str):
            raise ValueError(f"{path}:{number}: no text")
        yield question


def predicted(parsed: Dict[Text, Any]) -> Dict[Text, Any]:
    """Return what the model said in the shape of a prediction."""
    ranking = parsed["intent_ranking"][:RANKED]
    return {
        "language": parsed["language"]["tag"],
        "topic": parsed["topic"],
        "answer": parsed["answer"],
        "confidence": round(ranking[0]["confidence"], 4),
        "urgent": parsed["urgent"],
        "ranking": [[entry["name"], round(entry["confidence"], 4)] for entry in ranking],
        "outcome": parsed["outcome"],
    }


async def predict(questions: List[Dict[Text, Any]], model: Text) -> Iterator[Dict[Text, Any]]:
    """Return one prediction a question, in order."""
    from rasa.core.agent import Agent
    from tqdm import tqdm

    from bot.nlu.text import readable

    agent = Agent.load(model)
    answers = []
    for question in tqdm(questions, desc="predicting", mininterval=1):
        text = readable(question["text"]).lstrip("/ ") or "?"  # as the gateway passes it on
        parsed = await agent.parse_message(text)
        answers.append({**question, **predicted(parsed)})
    return iter(answers)


def main(arguments: List[Text]) -> int:
    """Read, predict, write; return the exit code."""
    if len(arguments) != 2:
        print("usage: python -m bot.predict QUESTIONS.jsonl PREDICTIONS.jsonl", file=sys.stderr)
        return 2
    logging.disable(logging.INFO)
    source, target = Path(arguments[0]), Path(arguments[1])
    try:
        questions = list(read_questions(source))
    except (OSError, ValueError) as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return 1
    rows = asyncio.run(predict(questions, MODEL))
    with target.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    print(f"{len(questions)} predictions in {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
