"""Starts Rasa so that nothing a person wrote can reach its log, a core file or a remote service.

Rasa quotes texts in warnings and errors, for example when the gateway stops waiting for a reply.
A record of the log therefore keeps which event it is, where it comes from and what kind of error
it is about, and nothing else. Run with `python -m bot.serve --port ... --model ...`.
"""

import json
import logging
import os
import re
import resource
import sys
import traceback
import warnings
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

FIXED = {
    "LOG_LEVEL": "WARNING",
    "LOG_LEVEL_LIBRARIES": "ERROR",
    "RASA_TELEMETRY_ENABLED": "false",
    "OMP_WAIT_POLICY": "passive",
}
"""Settings that win over the environment: on a lower level Rasa logs every text.

OpenMP reads its own before Rasa's first import of it. Without it the threads of the embedding spin
while they wait, and as soon as another process needs a core 100 ms become 500 ms, at worst 7 s.
"""

ARGUMENTS = ["rasa", "run", "--quiet", "--interface", "127.0.0.1"]
ARGUMENTS += ["--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml"]

ABOUT_STARTING = ("rasa.core.agent", "rasa.core.run")
"""Loggers that speak of the model and the port only; an operator needs their words."""

_EVENT = re.compile(r"[a-z_]+(\.[a-z_]+)+")


def discreet_record(
    name: str, level: int, path: str, line: int, msg: Any, args: Any, exc_info: Any, *rest: Any
) -> logging.LogRecord:
    """Make a record of the log without what the message, its values or a traceback say."""
    if name in ABOUT_STARTING:
        return logging.LogRecord(name, level, path, line, msg, args, exc_info, *rest)
    event, kinds = _told_by_rasa(msg)
    kinds += _kinds(exc_info[1] if isinstance(exc_info, tuple) else None)
    said = " ".join([event or f"line {line}", *kinds])
    return logging.LogRecord(name, level, path, line, said, (), None)


def _told_by_rasa(msg: Any) -> Tuple[str, List[str]]:
    """Return the event and the kinds of errors of a structured entry of Rasa, which is JSON."""
    try:
        entry = json.loads(msg)
        event, errors = entry["event"], entry.get("exception", [])
        kinds = [_kind(error["exc_type"], _last_frame(error["frames"])) for error in errors]
        return (event if _EVENT.fullmatch(event) else ""), kinds
    except (ValueError, TypeError, KeyError, AttributeError):
        return "", []


def _last_frame(frames: List[Dict[str, Any]]) -> Optional[Tuple[str, int]]:
    return (frames[-1]["filename"], frames[-1]["lineno"]) if frames else None


def _kinds(error: Optional[BaseException]) -> List[str]:
    """Return the class and the place of an error and of what it came from."""
    kinds = []
    while error is not None and len(kinds) < 5:
        places = [(f.filename, f.lineno) for f in traceback.extract_tb(error.__traceback__)]
        kinds.append(_kind(type(error).__name__, places[-1] if places else None))
        error = error.__cause__ or error.__context__
    return kinds


def _kind(name: str, place: Optional[Tuple[str, int]]) -> str:
    return f"{name} ({Path(place[0]).name}:{place[1]})" if place else name


def _show_warning(message: Any, category: type, filename: str, lineno: int, *_: Any) -> None:
    print(f"{filename}:{lineno} {category.__name__}", file=sys.stderr)


def become_discreet() -> None:
    """Make this process keep texts to itself; to be called before Rasa is imported."""
    os.environ.update(FIXED)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.setLogRecordFactory(discreet_record)
    warnings.showwarning = _show_warning


def main() -> None:
    """Serve until stopped; arguments are those of `rasa run` and win over ARGUMENTS."""
    become_discreet()
    from rasa.__main__ import main as run_rasa

    sys.argv = [*ARGUMENTS, *sys.argv[1:]]
    run_rasa()


if __name__ == "__main__":
    main()
