"""Everything is caught in one place of a process, its door; anywhere else it would hide defects."""

import pytest

from tests.architecture.lints import CODE, Module, broad_excepts, modules

DOORS = {
    "actions": "actions/server.py",
    "admin": "admin/door.py",
    "evaluation": "evaluation/fuzz.py",
    "gateway": "gateway/door.py",
}


@pytest.mark.parametrize("folder", CODE)
def test_a_process_catches_everything_once_at_its_door_and_a_library_never(folder):
    found = {m.path: broad_excepts(m) for m in modules(folder) if broad_excepts(m)}
    assert found == ({DOORS[folder]: 1} if folder in DOORS else {})


@pytest.mark.parametrize(
    "caught",
    ["", " Exception", " Exception as error", " BaseException", " (ValueError, Exception)"],
)
def test_catching_everything_is_found_however_it_is_written(caught):
    source = f"try:\n    f()\nexcept{caught}:\n    pass\n"
    assert broad_excepts(Module("a.py", source)) == 1


def test_catching_something_is_no_problem():
    source = "try:\n    f()\nexcept (ValueError, OSError):\n    pass\n"
    assert broad_excepts(Module("a.py", source)) == 0
