"""Runs a gateway in this process for pictures of the admin; nobody else can reach it."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from gateway.app import create_app
from gateway.settings import read_settings

PUBLIC = "https://text.legal-aid.example"
MADE_UP = "made up for pictures, long enough"


@contextmanager
def gateway(folder: Path) -> Iterator[str]:
    """Serve a gateway with an empty store in the folder; yield its address on this machine."""
    settings = read_settings(
        {
            "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
            "TWILIO_AUTH_TOKEN": MADE_UP,
            "PUBLIC_BASE_URL": PUBLIC,
            "PSEUDONYM_KEY": MADE_UP,
            "INTERNAL_KEY": MADE_UP,
            "STORE_DATABASE_URL": f"sqlite:///{folder / 'store.db'}",
        }
    )
    with socket.socket() as at:
        at.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [at]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.05)
        yield f"http://127.0.0.1:{at.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)
