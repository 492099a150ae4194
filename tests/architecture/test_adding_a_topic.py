"""A new topic is one table of an answer and its phrases: no code, no domain, no rule."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.lints import ROOT

COPIED = ("actions", "bot", "data", "locales", "phrasebook", "referrals")
BOT_PYTHON = ROOT / "bot" / ".venv" / "bin" / "python"

TEXT = "On a ferry you may stay silent. Ask if you are free to go."
TABLE = f"""
[ferry_check]
title = "Officers on a ferry"
text = "{TEXT}"
status = "statute"
as_of = 2026-11-22
sources = [{{ org = "An office", title = "A page", url = "https://example.org/ferry" }}]
"""
PHRASES = {
    "en": ["officers came on the ferry", "can they check papers on a ferry", "ferry check"],
    "es": ["subieron al ferry a pedir papeles", "revisan en el ferry", "me pararon en el ferry"],
}

READ_AS_THE_BOT = """
import json
from bot.training import Phrases
importer = Phrases("config.yml", "bot/domain", ["data/nlu", "bot/rules"])
steps = importer.get_stories().story_steps
print(json.dumps({
    "intents": importer.get_domain().intents,
    "languages": sorted({
        example.get("phrase_language") for example in importer.get_nlu_data().intent_examples
        if example.get("intent") == "ferry_check"
    }),
    "rules": [
        [getattr(e, "intent_name", None) or e.action_name for e in step.events][-2:]
        for step in steps
    ],
}))
"""

ACT_AND_SPEAK = """
import asyncio, json
from pathlib import Path
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from actions.answer import ActionAnswer
from phrasebook.speech import Speech
from phrasebook.utterance import from_json
heard = {"text": "ferry check", "topic": "ferry_check", "language": {"tag": "en"}}
said = CollectingDispatcher()
tracker = Tracker("p", {}, heard, [], False, None, {}, "action_listen")
asyncio.run(ActionAnswer().run(said, tracker, {}))
speech = Speech(Path("."))
print(json.dumps([speech.words(from_json(m["custom"])) for m in said.messages]))
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Path:
    """A copy of the project with a table and phrases added, and nothing else changed."""
    folder = tmp_path_factory.mktemp("project")
    unneeded = shutil.ignore_patterns(".venv", "__pycache__", "tests", "directory")
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=unneeded)
    shutil.copy(ROOT / "config.yml", folder)
    with (folder / "data/answers/encounters.toml").open("a", encoding="utf-8") as file:
        file.write(TABLE)
    for language, phrases in PHRASES.items():
        lines = "".join(f"    - {phrase}\n" for phrase in phrases)
        path = folder / "data/nlu" / language / "encounters.yml"
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n- intent: ferry_check\n  examples: |\n{lines}")
    return folder


def run(python: Path, script: str, folder: Path) -> object:
    """Run a script inside the tree and return the JSON of its last line."""
    settings = os.environ | {
        "PYTHONPATH": str(folder),
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "DATABASE_URL": "sqlite://",
    }
    done = subprocess.run(
        [str(python), "-W", "ignore", "-c", script],
        cwd=folder,
        env=settings,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_the_bot_learns_a_new_label_from_its_phrases_and_answers_it(tree):
    read = run(BOT_PYTHON, READ_AS_THE_BOT, tree)
    assert "ferry_check" in read["intents"]
    assert read["languages"] == ["en", "es"]
    followed_by = dict(read["rules"])
    assert followed_by["ferry_check"] == "action_answer"
    assert followed_by["find_legal_help"] == "action_refer"
    assert len(followed_by) == len(read["rules"])


def test_what_the_general_action_says_on_a_new_label_is_its_text(tree):
    said = run(Path(sys.executable), ACT_AND_SPEAK, tree)
    assert said[0] == TEXT
    assert len(said) > 1
