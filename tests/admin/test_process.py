"""The process itself: it serves, says nothing of itself, and its log holds what logs may."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest

from tests.admin.browsing import INTERNAL_KEY, SECRET_KEY


@pytest.fixture
def running(database_url, tmp_path):
    """(address, process, log) of an admin started as in service."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    log = tmp_path / "admin.log"
    given = os.environ | {
        "DATABASE_URL": database_url,
        "ADMIN_PORT": port,
        "ADMIN_SECRET_KEY": SECRET_KEY,
        "INTERNAL_KEY": INTERNAL_KEY,
    }
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "admin.app"], env=given, stdout=file, stderr=file
        )
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            httpx.get(address + "/health")
            break
        except httpx.HTTPError:
            time.sleep(0.2)
    yield address, process, log
    process.kill()
    process.wait()


def test_it_serves_logs_lines_of_json_and_ends_when_told(running):
    address, process, log = running
    assert httpx.get(address + "/health").json() == {"status": "ok"}
    page = httpx.get(address + "/", follow_redirects=True)
    assert page.status_code == 200
    assert "Sign in" in page.text
    assert "waitress" not in str(page.headers).lower()
    forged = httpx.get(address + "/sign-in/", headers={"Host": "evil.example"})
    assert forged.status_code == 400
    assert httpx.get(address + "/never-told-to-the-log").status_code == 404
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=20)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["event"] for line in lines if line["event"] == "page.refused"]
    assert "never-told" not in log.read_text()
    assert "evil.example" not in log.read_text()
