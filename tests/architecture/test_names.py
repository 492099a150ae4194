"""Names say what a thing is; every module opens by saying its job."""

import pytest

from tests.architecture.lints import CODE, Module, forbidden_names, modules, without_docstring


def test_no_class_or_module_has_a_name_that_says_nothing():
    found = [name for module in modules(*CODE, "tests") for name in forbidden_names(module)]
    assert found == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("gateway/utils.py", ""),
        ("actions/helpers/place.py", ""),
        ("referrals/common.py", ""),
        ("phrasebook/core.py", ""),
        ("a.py", "class TurnManager: ..."),
        ("a.py", "class HTTPHandler(Turn): ..."),
        ("a.py", "class BaseTurn: ..."),
        ("a.py", "def f():\n    class PlaceHelper2: ..."),
        ("a.py", "class TextUtils: ..."),
    ],
)
def test_a_name_that_says_nothing_is_found(path, source):
    assert len(list(forbidden_names(Module(path, source)))) == 1


def test_a_word_that_only_contains_such_a_name_is_no_problem():
    source = "class Database: ...\nclass Utility: ...\nclass Place(DeclarativeBase): ..."
    assert list(forbidden_names(Module("gateway/scores.py", source))) == []


@pytest.mark.parametrize("folder", CODE)
def test_every_module_opens_with_what_it_does(folder):
    assert [name for module in modules(folder) for name in without_docstring(module)] == []


@pytest.mark.parametrize(
    "source",
    [
        "",
        "x = 1",
        "# A comment is no docstring.\nx = 1",
        '"""TODO"""',
        'x = 1\n"""Too late now."""',
    ],
)
def test_a_module_without_a_sentence_is_found(source):
    assert len(list(without_docstring(Module("a.py", source)))) == 1
