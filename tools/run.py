"""`make run`: migrates, seeds and starts everything on this machine, and ends it with Ctrl-C."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import httpx
from rich.console import Console

from admin import settings as admin_settings
from gateway.settings import InvalidSettings, read_settings
from tools.environment import ROOT, environment

CONSOLE = Console(soft_wrap=True)
PATIENCE_SECONDS = 180
"""How long the slowest process, the bot, may take to load its model on a slow machine."""


def main() -> int:
    """Start, wait until all is healthy, say where to look, stay until stopped."""
    settings = environment()
    settings |= {
        "PYTHON": sys.executable,
        "BOT_PYTHON": settings.get("BOT_PYTHON", str(ROOT / "bot/.venv/bin/python")),
        "MODEL": settings.get("MODEL", str(ROOT / "var/models/amparo.tar.gz")),
    }
    try:
        read_settings(settings)
        admin_settings.read_settings(settings)
    except (InvalidSettings, admin_settings.InvalidSettings) as error:
        for problem in error.problems:
            CONSOLE.print(problem)
        return 2
    taken = [
        name
        for name in ("PORT", "BOT_PORT", "ACTIONS_PORT", "ADMIN_PORT")
        if _is_taken(settings[name])
    ]
    for name in taken:
        CONSOLE.print(f"Port {settings[name]} is taken. Choose another: make run {name}=...")
    if taken:
        return 1
    Path(settings["VAR"], "log").mkdir(parents=True, exist_ok=True)
    if not _seed(settings):
        return 1
    supervisor = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "supervisor.supervisord"]
        + ["-c", str(ROOT / "tools/supervisord.conf")],
        cwd=ROOT,
        env=settings,
    )
    _exit_when_told()
    try:
        return _stay(settings, supervisor)
    finally:
        _end(supervisor)


def _stay(settings: dict[str, str], supervisor: subprocess.Popen[bytes]) -> int:
    if not _wait_until_healthy(settings, supervisor):
        CONSOLE.print(f"[red]Not healthy.[/] The logs are in {settings['VAR']}/log")
        return 1
    _say_where(settings)
    return supervisor.wait()


def _seed(settings: dict[str, str]) -> bool:
    with CONSOLE.status("Bringing the directory of organizations up to date"):
        done = subprocess.run(
            [sys.executable, "-m", "referrals.seed"],
            cwd=ROOT,
            env=settings,
            capture_output=True,
            text=True,
        )
    last_line = (done.stdout + done.stderr).strip().rpartition("\n")[2]
    CONSOLE.print(f"Directory: {last_line}", markup=False)
    return done.returncode == 0


def _wait_until_healthy(settings: dict[str, str], supervisor: subprocess.Popen[bytes]) -> bool:
    checks = {
        "actions": f"http://127.0.0.1:{settings['ACTIONS_PORT']}/health",
        "bot": f"{settings['BOT_URL']}/",
        "gateway": f"http://127.0.0.1:{settings['PORT']}/health/ready",
        "admin": f"http://127.0.0.1:{settings['ADMIN_PORT']}/health",
    }
    until = time.monotonic() + PATIENCE_SECONDS
    with CONSOLE.status("Starting") as status:
        while checks and time.monotonic() < until and supervisor.poll() is None:
            status.update(f"Waiting for {', '.join(checks)}")
            for name in [name for name, url in checks.items() if _answers(url)]:
                CONSOLE.print(f"{name} is up")
                del checks[name]
            time.sleep(0.3)
    return not checks


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


def _is_taken(port: str) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError:
            return True
    return False


def _say_where(settings: dict[str, str]) -> None:
    base = f"http://127.0.0.1:{settings['PORT']}"
    if settings["AMPARO_ENV"] == "development":
        CONSOLE.print(f"\n  Phone simulator   {base}/")
    CONSOLE.print(f"  Admin             {settings['ADMIN_BASE_URL']}/")
    CONSOLE.print("  First account     make staff EMAIL=name@example.org", markup=False)
    CONSOLE.print(f"  Twilio webhook    {settings['PUBLIC_BASE_URL']}/twilio/messages")
    CONSOLE.print(f"  TWILIO_ACCOUNT_SID {settings['TWILIO_ACCOUNT_SID']}")
    CONSOLE.print(f"  TWILIO_AUTH_TOKEN {_shown(settings['TWILIO_AUTH_TOKEN'])}")
    CONSOLE.print(f"  Logs              {settings['VAR']}/log")
    CONSOLE.print('  One text          make text M="la migra esta en mi puerta"')
    CONSOLE.print("  Ctrl-C ends all.\n")


def _shown(token: str) -> str:
    """Show a made-up development token, never one that was given."""
    from tools.environment import kept_secrets

    return token if token == kept_secrets()["TWILIO_AUTH_TOKEN"] else "(from the environment)"


def _exit_when_told() -> None:
    def end(_signal: int, _frame: FrameType | None) -> None:
        # Only leaves: a wait in here would last for ever, inside the wait that it interrupts.
        CONSOLE.print("Ending")
        sys.exit(0)

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)


def _end(supervisor: subprocess.Popen[bytes]) -> None:
    supervisor.terminate()
    try:
        supervisor.wait(timeout=20)
    except subprocess.TimeoutExpired:
        supervisor.kill()


if __name__ == "__main__":
    sys.exit(main())
