"""Whatever Rasa logs, only the event and the kind and the place of an error get into the log."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CANARY = "made-up words of a person"
LOUD = {"LOG_LEVEL": "DEBUG", "LOG_LEVEL_LIBRARIES": "DEBUG", "RASA_TELEMETRY_ENABLED": "true"}

BEGIN = f"""
import asyncio, logging, os, resource, sys, warnings
sys.path.insert(0, {str(ROOT)!r})
from bot.serve import become_discreet
become_discreet()
log = logging.getLogger("rasa.core.channels.rest")
text = {CANARY!r}
logging.basicConfig(format="%(name)s - %(message)s")
"""

STRUCTLOG = """
from rasa.utils.log_utils import configure_structlog
import structlog
configure_structlog()
"""

FAILING = """
async def fail():
    raise LookupError(text)
async def turn():
    task = asyncio.ensure_future(fail())
    await asyncio.sleep(0.01)
    del task
"""


def said_by(code: str) -> str:
    """Return all that a process writes which is discreet and then does something."""
    environment = {**os.environ, **LOUD}
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + code], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


INDISCREET = {
    "a message": ("log.error('gone: ' + text)", "rest - line"),
    "a value": ("log.error('gone: %s', text)", "rest - line"),
    "an object": ("log.error({'text': text})", "rest - line"),
    "a traceback": (
        "try: raise KeyError(text)\nexcept KeyError: log.exception('gone')",
        "KeyError (<string>:",
    ),
    "the cause of an error": (
        "try:\n try: int(text)\n except ValueError as e: raise OSError(text) from e\n"
        "except OSError: log.exception(text)",
        "OSError (<string>:11) ValueError (<string>:10)",
    ),
    "an event": (
        STRUCTLOG + "structlog.get_logger('rasa').error('rest.timeout', text=text)",
        "rest.timeout",
    ),
    "an event that is a text": (
        STRUCTLOG + "structlog.get_logger('rasa').error(text, text=text)",
        "line",
    ),
    "an event with a traceback and its variables": (
        STRUCTLOG + "try: raise KeyError(text)\n"
        "except KeyError: structlog.get_logger('rasa').exception('rest.failure', text=text)",
        "rest.failure KeyError (<string>:",
    ),
    "a warning": ("warnings.warn(text)", "UserWarning"),
    "a warning of Rasa": (
        "import rasa.shared.utils.io as io; io.raise_warning(text)",
        "UserWarning",
    ),
    "a task that nobody waits for": (FAILING + "asyncio.run(turn())", "asyncio - line"),
    "a logger without a handler": (
        "lost = logging.getLogger('sanic.error'); lost.propagate = False; lost.error(text)",
        "line",
    ),
}


@pytest.mark.parametrize(("code", "kept"), INDISCREET.values(), ids=INDISCREET.keys())
def test_the_event_gets_into_the_log_and_the_text_does_not(code: str, kept: str):
    said = said_by(code)
    assert kept in said
    assert CANARY not in said


def test_what_is_said_of_the_model_at_the_start_stays_readable():
    said = said_by("logging.getLogger('rasa.core.agent').error('no model in %s', 'models')")
    assert "rasa.core.agent - no model in models" in said


def test_the_environment_can_neither_ask_for_texts_in_the_log_nor_for_telemetry():
    levels = "os.environ['LOG_LEVEL'], os.environ['LOG_LEVEL_LIBRARIES']"
    asked = "import rasa.telemetry; print(rasa.telemetry.is_telemetry_enabled())"
    assert said_by(f"print({levels})").split() == ["WARNING", "ERROR"]
    assert said_by(asked).split()[-1] == "False"


def test_openmp_is_told_not_to_spin_before_its_first_library_is_loaded():
    loaded = (
        "print(os.environ['OMP_WAIT_POLICY'], 'sklearn' in sys.modules, 'numpy' in sys.modules)"
    )
    assert said_by(loaded).split() == ["passive", "False", "False"]


def test_a_crash_leaves_no_core_file():
    assert "(0, 0)" in said_by("print(resource.getrlimit(resource.RLIMIT_CORE))")
