"""`make run` as a developer meets it: it says what is wrong, and Ctrl-C ends everything."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.running import Running, running_system
from tools.environment import ROOT, environment


def _run(**changes: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools.run"]
    settings = environment() | changes
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True)


def test_a_taken_port_is_named_with_the_way_to_change_it():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = _run(PORT=port)
    assert ended.returncode == 1
    assert f"Port {port} is taken. Choose another: make run PORT=" in ended.stdout


def test_production_is_refused_without_secrets_of_its_own_and_all_are_named():
    names = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "PSEUDONYM_KEY")
    ended = _run(AMPARO_ENV="production", **dict.fromkeys(names, ""))
    assert ended.returncode == 2
    assert [name for name in names if name in ended.stdout] == list(names)


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("gateway", {"DATABASE_URL"}),
        ("actions", {"PSEUDONYM_KEY", "TWILIO_AUTH_TOKEN", "STORE_DATABASE_URL", "REDIS_URL"}),
        (
            "bot",
            {"PSEUDONYM_KEY", "TWILIO_AUTH_TOKEN", "STORE_DATABASE_URL", "DATABASE_URL"},
        ),
    ],
)
def test_no_process_is_given_a_secret_or_a_database_of_another(
    system: Running, name: str, others: set[str]
):
    assert others <= {*system.settings, "REDIS_URL"}
    assert not others & set(system.process_of(name).environ())


def test_interrupting_ends_every_process(tmp_path: Path):
    with running_system(tmp_path) as system:
        family = psutil.Process(system.process.pid).children(recursive=True)
        assert {system.process_of(name) for name in ("bot", "actions", "gateway", "admin")} <= set(
            family
        )
    assert system.process.returncode == 0
    assert [process for process in family if process.is_running()] == []


def test_in_production_there_is_no_simulator_and_the_webhook_works(tmp_path: Path):
    with running_system(tmp_path, AMPARO_ENV="production") as system:
        import httpx

        assert httpx.get(system.address + "/").status_code == 404
        assert "No abra la puerta" in system.say("la migra esta en mi puerta", "+15555550142")


def test_made_up_secrets_can_be_read_by_their_owner_alone():
    environment()
    mode = stat.S_IMODE(os.stat(ROOT / "var/development.env").st_mode)
    assert mode == 0o600
