"""The gateway's settings: all problems at once, no secret shown, production unless asked."""

from dataclasses import FrozenInstanceError, fields

import pytest

from gateway.settings import InvalidSettings, Settings, read_settings

TOKEN = "a-secret-token"
KEY = "0123456789abcdef" * 2
LEAST = {
    "TWILIO_ACCOUNT_SID": "AC0",
    "TWILIO_AUTH_TOKEN": TOKEN,
    "PUBLIC_BASE_URL": "https://amparo.example/sms",
    "PSEUDONYM_KEY": KEY,
}


def problems(**changes: str) -> list[str]:
    with pytest.raises(InvalidSettings) as refused:
        read_settings(LEAST | changes)
    return refused.value.problems


def test_what_has_no_default_is_enough_and_means_production():
    settings = read_settings(LEAST)
    assert (settings.environment, settings.is_development) == ("production", False)
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.bot_url == "http://127.0.0.1:5005"
    assert settings.turn_seconds == 7.5
    assert settings.twilio_auth_tokens == (TOKEN,)


def test_everything_missing_is_named_at_once():
    with pytest.raises(InvalidSettings) as refused:
        read_settings({})
    assert {problem.split(":")[0] for problem in refused.value.problems} == set(LEAST)


def test_everything_wrong_is_named_at_once():
    wrong = {
        "AMPARO_ENV": "staging",
        "PORT": "eighty",
        "TWILIO_AUTH_TOKEN": "one,,two",
        "PUBLIC_BASE_URL": "amparo.example",
        "PSEUDONYM_KEY": "too-short",
        "BOT_URL": "ftp://bot",
        "TURN_SECONDS": "60",
    }
    found = problems(**wrong)
    assert {problem.split(":")[0] for problem in found} == set(wrong)
    assert not [secret for secret in ("too-short", "one", "two") if secret in repr(found)]


@pytest.mark.parametrize("port", ["0", "65536", "-1", "80.5", "²"])
def test_a_port_is_a_number_that_exists(port):
    assert problems(PORT=port)[0].startswith("PORT:")


@pytest.mark.parametrize("seconds", ["0.5", "12.1", "nan", "inf", "soon"])
def test_the_limit_of_a_turn_leaves_twilio_time_to_answer(seconds):
    assert problems(TURN_SECONDS=seconds)[0].startswith("TURN_SECONDS:")


@pytest.mark.parametrize("url", ["https://", "/sms", "https://host:port", "mailto:a@b.example"])
def test_the_public_address_has_a_scheme_and_a_host(url):
    assert problems(PUBLIC_BASE_URL=url)[0].startswith("PUBLIC_BASE_URL:")


def test_two_tokens_are_valid_while_one_is_changed():
    settings = read_settings(LEAST | {"TWILIO_AUTH_TOKEN": "new, old"})
    assert settings.twilio_auth_tokens == ("new", "old")


@pytest.mark.parametrize("name", ["TWILIO_AUTH_TOKEN", "PSEUDONYM_KEY"])
def test_a_secret_may_lie_in_a_file(name, tmp_path):
    file = tmp_path / "secret"
    file.write_text(f"{LEAST[name]}\n")
    others = {key: value for key, value in LEAST.items() if key != name}
    assert read_settings(others | {f"{name}_FILE": str(file)}) == read_settings(LEAST)


def test_a_file_that_is_missing_or_empty_is_a_problem(tmp_path):
    empty = tmp_path / "empty"
    empty.write_text("\n")
    found = problems(
        PSEUDONYM_KEY_FILE=str(empty), TWILIO_AUTH_TOKEN_FILE=str(tmp_path / "nowhere")
    )
    assert sorted(problem.split(":")[0] for problem in found) == [
        "PSEUDONYM_KEY",
        "TWILIO_AUTH_TOKEN",
    ]


def test_the_key_of_the_admin_may_be_missing_but_not_short_or_lost(tmp_path):
    assert read_settings(LEAST).internal_key == ""
    assert read_settings(LEAST | {"INTERNAL_KEY": KEY}).internal_key == KEY
    empty = tmp_path / "empty"
    empty.touch()
    for wrong in ({"INTERNAL_KEY": "too-short"}, {"INTERNAL_KEY_FILE": str(empty)}):
        assert problems(**wrong)[0].startswith("INTERNAL_KEY:")


def test_what_is_no_secret_is_not_read_from_a_file(tmp_path):
    file = tmp_path / "host"
    file.write_text("0.0.0.0")
    assert read_settings(LEAST | {"HOST_FILE": str(file)}).host == "127.0.0.1"


def test_an_empty_value_counts_as_not_set():
    assert read_settings(LEAST | {"PORT": ""}).port == 8080
    assert problems(PSEUDONYM_KEY="")[0].startswith("PSEUDONYM_KEY: is missing")


def test_no_secret_has_a_default():
    secrets = [entry for entry in fields(Settings) if entry.metadata["secret"]]
    assert {entry.name for entry in secrets} == {
        "twilio_auth_tokens",
        "pseudonym_key",
        "internal_key",
    }
    assert [entry.metadata["default"] for entry in secrets] == [None] * 3


def test_every_setting_says_what_it_is():
    assert [entry.name for entry in fields(Settings) if len(entry.metadata["help"]) < 10] == []


def test_settings_cannot_be_changed_later():
    with pytest.raises(FrozenInstanceError):
        read_settings(LEAST).port = 1
