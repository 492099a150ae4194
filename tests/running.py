"""The whole system on free loopback ports, through the same command that `make run` uses."""

import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from tools.environment import ROOT, environment
from tools.text import PATH, messages_of, signed_form

PATIENCE_SECONDS = 240


@dataclass
class Running:
    """A running system; `log_folder` and the databases lie in a folder of its own."""

    settings: dict[str, str]
    process: subprocess.Popen[bytes]
    sent: set[str] = field(default_factory=set)

    @property
    def folder(self) -> Path:
        """Where everything that this system writes is."""
        return Path(self.settings["VAR"])

    @property
    def address(self) -> str:
        """The gateway, without a slash at the end."""
        return f"http://127.0.0.1:{self.settings['PORT']}"

    def text(self, body: str, number: str) -> list[str]:
        """Send a signed text and return the messages of the reply."""
        return messages_of(self.post(body, number).text)

    def say(self, body: str, number: str) -> str:
        """Send a signed text and return the reply as one string."""
        return "\n".join(self.text(body, number))

    def post(self, body: str, number: str, **changes: str) -> httpx.Response:
        """Send a signed text, with fields of the form changed or added."""
        form, _ = signed_form(self.settings, body, number)
        form |= changes
        return self.post_form(form)

    def post_form(self, form: dict[str, str]) -> httpx.Response:
        """Sign a form as Twilio would and post it."""
        from twilio.request_validator import RequestValidator

        token = self.settings["TWILIO_AUTH_TOKEN"]
        signature = RequestValidator(token).compute_signature(
            self.settings["PUBLIC_BASE_URL"] + PATH, form
        )
        headers = {"X-Twilio-Signature": signature}
        return httpx.post(self.address + PATH, data=form, headers=headers, timeout=20)

    def process_of(self, name: str) -> psutil.Process:
        """Return the live process of "bot", "actions", "gateway" or "admin"."""
        marks = {
            "bot": "bot.serve",
            "actions": "actions.server",
            "gateway": "gateway.app",
            "admin": "admin.app",
        }
        for child in psutil.Process(self.process.pid).children(recursive=True):
            if marks[name] in child.cmdline():
                return child
        raise LookupError(name)

    def wait_until_ready(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until the bot and the actions answer again; fail after `seconds`."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                actions = f"http://127.0.0.1:{self.settings['ACTIONS_PORT']}/health"
                urls = (self.address + "/health/ready", actions)
                if all(httpx.get(url, timeout=2).status_code == 200 for url in urls):
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.5)
        raise TimeoutError("the system is not ready")


def fresh_number() -> str:
    """Return a number that no test has used: a new conversation."""
    return f"+1555{secrets.randbelow(10**7):07d}"


@contextmanager
def running_system(folder: Path, **changes: str) -> Iterator[Running]:
    """Start everything, yield it when it is ready, end it."""
    settings = environment() | _own_settings(folder) | changes
    log = (folder / "run.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "tools.run"], cwd=ROOT, env=settings, stdout=log, stderr=log
    )
    system = Running(settings, process)
    try:
        system.wait_until_ready()
        yield system
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=40)
        log.close()


def _own_settings(folder: Path) -> dict[str, str]:
    port, bot_port, actions_port, admin_port = _free_ports(4)
    return {
        "VAR": str(folder),
        "PORT": port,
        "BOT_PORT": bot_port,
        "ACTIONS_PORT": actions_port,
        "ADMIN_PORT": admin_port,
        "ADMIN_BASE_URL": f"http://127.0.0.1:{admin_port}",
        "ADMIN_URL": f"http://127.0.0.1:{admin_port}",
        "BOT_URL": f"http://127.0.0.1:{bot_port}",
        "ACTIONS_URL": f"http://127.0.0.1:{actions_port}/webhook",
        "PUBLIC_BASE_URL": "https://amparo.example",
        "DATABASE_URL": f"sqlite:///{folder}/directory.db",
        "STORE_DATABASE_URL": f"sqlite:///{folder}/store.db",
        "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
        "PSEUDONYM_KEY": secrets.token_hex(32),
        "ADMIN_SECRET_KEY": secrets.token_hex(32),
        "INTERNAL_KEY": secrets.token_hex(32),
        "SMS_NUMBER": "+15555550100",
        # All tests write from one address.
        "WEB_ADDRESS_MINUTE": "99999",
        "WEB_ADDRESS_HOUR": "99999",
        "WEB_SITE_MINUTE": "99999",
    }


def _free_ports(count: int) -> list[str]:
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [str(each.getsockname()[1]) for each in sockets]
    for each in sockets:
        each.close()
    return ports
