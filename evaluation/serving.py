"""Rasa servers for the bench, of our model or of stock's; it measures nothing but their start."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from evaluation.stock import ROOT
from tools.environment import environment

PORT = "5905"
ADDRESS = f"http://127.0.0.1:{PORT}"
PYTHON = ROOT / "bot/.venv/bin/python"
RASA = (str(PYTHON), "-W", "ignore", "-m", "rasa")


@contextmanager
def serving(
    model: Path, folder: Path, *options: str
) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """Serve a model from `folder`; yield the process and the seconds until it answered."""
    command = [*RASA, "run", "--quiet", "-i", "127.0.0.1", "-p", PORT, "--model", str(model)]
    quiet = subprocess.DEVNULL
    began = time.monotonic()
    process = subprocess.Popen(
        [*command, *options], cwd=folder, env=environment(), stdout=quiet, stderr=quiet
    )
    try:
        while not _has_answered():
            if process.poll() is not None:
                raise RuntimeError(f"the server of {model} ended before it answered")
            time.sleep(0.2)
        yield process, time.monotonic() - began
    finally:
        process.terminate()
        process.wait(timeout=30)


def _has_answered() -> bool:
    try:
        return httpx.get(f"{ADDRESS}/", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False
