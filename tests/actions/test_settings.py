"""The settings of the actions: what is missing or wrong is named."""

from pathlib import Path

import pytest

from actions.settings import Settings, read_settings

KEY = "0123456789abcdef" * 2


def test_settings_are_read_from_the_environment():
    given = {"DATABASE_URL": "sqlite:///x.db", "ACTIONS_PORT": "6000"}
    assert read_settings(given) == Settings("sqlite:///x.db", 6000)
    assert read_settings({"DATABASE_URL": "sqlite:///x.db", "ACTIONS_PORT": ""}).port == 5055


def test_staff_can_be_told_with_an_address_and_a_key_only():
    given = {"DATABASE_URL": "sqlite:///x.db", "ADMIN_URL": "http://127.0.0.1:8081/"}
    assert read_settings(given).admin_url == "http://127.0.0.1:8081"
    assert not read_settings(given).can_tell_staff
    key = {"INTERNAL_KEY": KEY}
    assert read_settings(given | key).can_tell_staff
    assert not read_settings({"DATABASE_URL": "sqlite:///x.db"} | key).can_tell_staff


def test_the_key_may_lie_in_a_file_and_is_never_shown(tmp_path: Path):
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n")
    settings = read_settings({"DATABASE_URL": "sqlite:///x.db", "INTERNAL_KEY_FILE": str(file)})
    assert settings.internal_key == KEY
    assert KEY not in repr(settings)
    with pytest.raises(ValueError) as refused:
        read_settings({"DATABASE_URL": "sqlite:///x.db", "INTERNAL_KEY": "too-short"})
    assert "too-short" not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:///x", "ACTIONS_PORT": "five"}, "ACTIONS_PORT"),
        ({"DATABASE_URL": "sqlite:///x", "ADMIN_URL": "ftp://admin"}, "ADMIN_URL"),
        ({"DATABASE_URL": "sqlite:///x", "INTERNAL_KEY": "short"}, "INTERNAL_KEY"),
        ({"DATABASE_URL": "sqlite:///x", "INTERNAL_KEY_FILE": "/nowhere"}, "INTERNAL_KEY_FILE"),
    ],
)
def test_a_wrong_setting_is_named(given: dict[str, str], named: str):
    with pytest.raises(ValueError, match=named):
        read_settings(given)
