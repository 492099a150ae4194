"""Settings: read once, all problems told at once, no secret in them."""

import os
import subprocess
import sys
from dataclasses import fields

import pytest

from admin.settings import InvalidSettings, Settings, read_settings

KEY = "k" * 32
LEAST = {"DATABASE_URL": "sqlite:///x.db", "ADMIN_SECRET_KEY": KEY, "INTERNAL_KEY": KEY}


def problems(**changes):
    with pytest.raises(InvalidSettings) as refused:
        read_settings(LEAST | changes)
    return refused.value.problems


def test_three_settings_are_enough():
    settings = read_settings(LEAST)
    assert (settings.host, settings.port) == ("127.0.0.1", 8081)
    assert not settings.is_secure
    assert not settings.has_oidc
    assert not settings.hsds_api


@pytest.mark.parametrize("name", LEAST)
def test_each_of_them_is_needed(name):
    assert problems(**{name: ""})[0].startswith(f"{name}: ")


def test_all_problems_are_told_at_once():
    assert len(problems(ADMIN_PORT="0", INTERNAL_KEY="short", DATABASE_URL="mysql://x")) == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADMIN_PORT", "x"),
        ("ADMIN_PORT", "65536"),
        ("ADMIN_SECRET_KEY", "k" * 31),
        ("ADMIN_BASE_URL", "admin.example.org"),
        ("ADMIN_BASE_URL", "http://admin.example.org"),
        ("ADMIN_BASE_URL", "https://admin.example.org/path"),
        ("ADMIN_BASE_URL", "https://admin.example.org:99999"),
        ("GATEWAY_URL", "http://gateway.example.org:8080"),
        ("GATEWAY_URL", "https://127.0.0.1:8080"),
        ("GATEWAY_URL", "http://127.0.0.1:99999"),
        ("ADMIN_PROXIES", "-1"),
        ("ADMIN_PROXIES", "6"),
        ("HSDS_API", "yes"),
        ("OIDC_ISSUER", "http://example.org"),
        ("OIDC_ISSUER", "https://example.org"),
        ("OIDC_CLIENT_ID", "alone"),
        ("ADMIN_SECRET_KEY_FILE", "/no/such/file"),
    ],
)
def test_a_value_that_cannot_be_is_named_and_not_repeated_when_secret(name, value):
    found = problems(**{name: value})
    assert len(found) == 1
    assert found[0].startswith(name.removesuffix("_FILE").replace("CLIENT_ID", "ISSUER"))
    assert "SECRET" not in name or value not in found[0] or name.endswith("_FILE")


def test_a_secret_may_lie_in_a_file(tmp_path):
    (tmp_path / "key").write_text("f" * 40 + "\n")
    given = {**LEAST, "ADMIN_SECRET_KEY_FILE": str(tmp_path / "key")}
    assert read_settings(given).secret_key == "f" * 40


def test_secrets_are_known_as_secrets():
    secret = {entry.name for entry in fields(Settings) if entry.metadata["secret"]}
    assert secret == {"secret_key", "internal_key", "oidc_client_secret", "smtp_url"}


def test_settings_that_are_printed_show_no_secret():
    assert KEY not in repr(read_settings(LEAST))


def test_the_names_under_which_the_admin_is_asked():
    settings = read_settings(LEAST | {"ADMIN_BASE_URL": "https://admin.example.org:8443"})
    assert settings.trusted_hosts == ["127.0.0.1", "admin.example.org", "localhost"]


def test_the_process_ends_with_every_problem_and_no_secret():
    given = {**os.environ, **LEAST, "ADMIN_PORT": "0", "INTERNAL_KEY": "tell-nobody"}
    ended = subprocess.run(
        [sys.executable, "-m", "admin.app"], env=given, capture_output=True, text=True
    )
    assert ended.returncode == 2
    assert "admin: ADMIN_PORT: " in ended.stderr
    assert "admin: INTERNAL_KEY: " in ended.stderr
    assert "tell-nobody" not in ended.stderr + ended.stdout
    assert "Traceback" not in ended.stderr
