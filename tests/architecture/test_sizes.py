"""Nothing is so long that it must be scrolled to be understood."""

import pytest

from tests.architecture.lints import CODE, Module, modules, too_long


def long_function(lines: int) -> str:
    return "def f():\n" + "    pass\n" * (lines - 1)


def action(lines: int) -> str:
    return "class A(Ability):\n    x = 1\n" + "\n" * (lines - 2)


@pytest.mark.parametrize("folder", [*CODE, "tests"])
def test_modules_actions_and_functions_keep_their_limits(folder):
    assert [problem for module in modules(folder) for problem in too_long(module)] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = 1\n" * 300, []),
        ("x = 1\n" * 301, ["a/b.py: 301 lines"]),
        (long_function(40), []),
        (long_function(41), ["a/b.py: f has 41 lines"]),
        ("async " + long_function(41), ["a/b.py: f has 41 lines"]),
        ("class C:\n    def f(self):\n" + "        1\n" * 40, ["a/b.py: f has 41 lines"]),
        (action(100), []),
        (action(101), ["a/b.py: an action of 101 lines"]),
    ],
)
def test_what_is_one_line_too_long_is_found(source, expected):
    assert list(too_long(Module("a/b.py", source))) == expected


def test_every_action_file_is_known_as_one():
    padded = [Module(m.path, m.source + "\n" * 100) for m in modules("actions")]
    found = {m.path for m in padded if any("an action" in problem for problem in too_long(m))}
    assert {"actions/answer.py", "actions/refer.py", "actions/erase.py"} <= found
