"""The settings of the actions: what is missing or wrong is named."""

import pytest

from actions.settings import Settings, read_settings


def test_settings_are_read_from_the_environment():
    given = {"DATABASE_URL": "sqlite:///x.db", "ACTIONS_PORT": "6000"}
    assert read_settings(given) == Settings("sqlite:///x.db", 6000)
    assert read_settings({"DATABASE_URL": "sqlite:///x.db", "ACTIONS_PORT": ""}).port == 5055


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:///x", "ACTIONS_PORT": "five"}, "ACTIONS_PORT"),
    ],
)
def test_a_wrong_setting_is_named(given: dict[str, str], named: str):
    with pytest.raises(ValueError, match=named):
        read_settings(given)
