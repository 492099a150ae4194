"""A day of use of a system of its own, because its processes are killed."""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.privacy.bad_requests import bad_requests
from tests.privacy.day import Day, live_a_day
from tests.privacy.interruptions import interrupted_texts
from tests.running import running_system

TURN_SECONDS = "3"
LOUD = {"LOG_LEVEL": "DEBUG", "LOG_LEVEL_LIBRARIES": "DEBUG", "RASA_TELEMETRY_ENABLED": "true"}
"""What somebody may have set on a machine; the system has to keep silent in spite of it."""


@pytest.fixture(scope="package")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """A lived day; the system still runs. Its home and temporary files are in its folder too."""
    folder: Path = tmp_path_factory.mktemp("privacy")
    places = {"HOME": folder / "home", "TMPDIR": folder / "tmp"}
    for place in places.values():
        place.mkdir()
    own = LOUD | {name: str(place) for name, place in places.items()}
    began = time.time()
    with _core_files_allowed(), running_system(folder, TURN_SECONDS=TURN_SECONDS, **own) as system:
        lived = Day(system, began)
        live_a_day(lived)
        lived.note(bad_requests(system))
        lived.note(interrupted_texts(system))
        yield lived


@contextmanager
def _core_files_allowed() -> Iterator[None]:
    """Let children write core files unless they refuse to, as on many machines."""
    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, (soft, hard))
