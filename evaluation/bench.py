"""`make bench`: our whole path beside stock Rasa's, measured in one run, told as ratios.

Stock Rasa is asked at its REST channel; we are asked at the Twilio webhook, so our figures hold the
gateway, the actions and the directory as well. How long stock Rasa is trained does not change how
long it takes to load and to answer; BENCH_EPOCHS=100 trains it as `rasa init` would.
"""

import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
from rich.console import Console
from twilio.request_validator import RequestValidator

from evaluation.stock import ROOT, write_project
from tests.running import Running, fresh_number, running_system
from tools.environment import environment
from tools.text import PATH, signed_form

CONSOLE = Console()
TEXTS = 200
PEOPLE = (1, 8)
STOCK_PORT = "5905"
Ask = Callable[[httpx.AsyncClient, str], Awaitable[None]]


def main() -> int:
    """Measure both, print and write docs/benchmark.md."""
    texts = _texts()
    epochs = int(os.environ.get("BENCH_EPOCHS", "1"))
    with tempfile.TemporaryDirectory() as folder:
        ours = _measure_ours(Path(folder), texts)
        stock = _measure_stock(Path(folder) / "stock", texts, epochs)
    report = _report(ours, stock, epochs)
    CONSOLE.print(report)
    (ROOT / "docs/benchmark.md").write_text(report, encoding="utf-8")
    return 0


def _texts() -> list[str]:
    lines = [
        line
        for tag in ("en", "es")
        for line in (ROOT / f"evaluation/questions/{tag}.jsonl").read_text().splitlines()
    ]
    return [json.loads(line)["text"] for line in lines[:: max(1, len(lines) // TEXTS)]][:TEXTS]


def _measure_ours(folder: Path, texts: list[str]) -> dict[str, float]:
    CONSOLE.print("Starting the whole system")
    began = time.monotonic()
    with running_system(folder) as system:
        found = {"start_s": time.monotonic() - began}
        names = ("bot", "actions", "gateway")
        found |= asyncio.run(_latencies(_ask_ours(system), texts))
        found |= {f"{n}_mb": system.process_of(n).memory_info().rss / 1e6 for n in names}
    found["memory_mb"] = sum(found[f"{name}_mb"] for name in names)
    found["load_s"] = _load_seconds(_our_bot(folder))
    return found


def _measure_stock(folder: Path, texts: list[str], epochs: int) -> dict[str, float]:
    CONSOLE.print(f"Training stock Rasa, {epochs} epochs")
    write_project(folder, epochs)
    began = time.monotonic()
    subprocess.run(
        [*_rasa(), "train", "--quiet", "--fixed-model-name", "stock"],
        cwd=folder,
        env=environment(),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    found = {"train_s": time.monotonic() - began}
    command = [*_rasa(), "run", "--quiet", "-i", "127.0.0.1", "-p", STOCK_PORT]
    command += ["--model", "models/stock.tar.gz"]
    with _bot(command, folder) as (process, seconds):
        found["start_s"] = found["load_s"] = seconds
        found |= asyncio.run(_latencies(_ask_stock, texts))
        found["memory_mb"] = psutil.Process(process.pid).memory_info().rss / 1e6
    return found


def _our_bot(folder: Path) -> list[str]:
    shutil.copy(ROOT / "var/models/amparo.tar.gz", folder / "amparo.tar.gz")
    return [
        *_rasa(),
        "run",
        "--quiet",
        "-i",
        "127.0.0.1",
        "-p",
        STOCK_PORT,
        "--model",
        str(folder / "amparo.tar.gz"),
        "--endpoints",
        "bot/endpoints.yml",
        "--credentials",
        "bot/credentials.yml",
    ]


def _load_seconds(command: list[str]) -> float:
    with _bot(command, ROOT) as (_, seconds):
        return seconds


@contextmanager
def _bot(command: list[str], folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """Start a Rasa server and yield it with the seconds until it answered a message."""
    quiet = subprocess.DEVNULL
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, env=environment(), stdout=quiet, stderr=quiet)
    try:
        while not _has_answered():
            time.sleep(0.2)
        yield process, time.monotonic() - began
    finally:
        process.terminate()
        process.wait(timeout=30)


def _has_answered() -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{STOCK_PORT}/", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


def _rasa() -> list[str]:
    return [str(ROOT / "bot/.venv/bin/python"), "-W", "ignore", "-m", "rasa"]


def _ask_ours(system: Running) -> Ask:
    validator = RequestValidator(system.settings["TWILIO_AUTH_TOKEN"])
    url = system.settings["PUBLIC_BASE_URL"] + PATH

    async def ask(client: httpx.AsyncClient, text: str) -> None:
        form, _ = signed_form(system.settings, text, fresh_number())
        headers = {"X-Twilio-Signature": validator.compute_signature(url, form)}
        reply = await client.post(system.address + PATH, data=form, headers=headers)
        reply.raise_for_status()

    return ask


async def _ask_stock(client: httpx.AsyncClient, text: str) -> None:
    url = f"http://127.0.0.1:{STOCK_PORT}/webhooks/rest/webhook"
    reply = await client.post(url, json={"sender": fresh_number(), "message": text})
    reply.raise_for_status()


async def _latencies(ask: Ask, texts: list[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    async with httpx.AsyncClient(timeout=60) as client:
        for text in texts[:20]:  # warm
            await ask(client, text)
        for people in PEOPLE:
            seconds = await _asked_by(people, ask, client, texts)
            cuts = statistics.quantiles(seconds, n=100)
            found |= {f"p50_{people}_ms": cuts[49] * 1e3, f"p99_{people}_ms": cuts[98] * 1e3}
    return found


async def _asked_by(
    people: int, ask: Ask, client: httpx.AsyncClient, texts: list[str]
) -> list[float]:
    waiting, seconds = list(texts), []

    async def person() -> None:
        while waiting:
            text = waiting.pop()
            began = time.perf_counter()
            await ask(client, text)
            seconds.append(time.perf_counter() - began)

    await asyncio.gather(*(person() for _ in range(people)))
    return seconds


def _report(ours: dict[str, float], stock: dict[str, float], epochs: int) -> str:
    rows = [
        ("one person, p50, ms", "p50_1_ms"),
        ("one person, p99, ms", "p99_1_ms"),
        ("eight at once, p50, ms", "p50_8_ms"),
        ("eight at once, p99, ms", "p99_8_ms"),
        ("load of the bot, s", "load_s"),
        ("start of all processes, s", "start_s"),
        ("memory of all processes, MB", "memory_mb"),
    ]
    lines = [
        "# Benchmark",
        "",
        f"Made by `make bench` on {time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, "
        f"{TEXTS} texts, both in one run. Stock Rasa 3.6.21 as `rasa init` sets it up, trained",
        f"for {epochs} epochs on the same phrases, asked at its REST channel; ours asked at the",
        "Twilio webhook, with gateway, actions and directory. Machines differ: read the ratios.",
        "",
        "| | ours | stock | ours / stock |",
        "|---|---|---|---|",
    ]
    for name, key in rows:
        lines.append(
            f"| {name} | {ours[key]:.0f} | {stock[key]:.0f} | {ours[key] / stock[key]:.2f} |"
        )
    parts = ", ".join(f"{n} {ours[f'{n}_mb']:.0f} MB" for n in ("bot", "actions", "gateway"))
    return "\n".join([*lines, "", f"Our processes: {parts}.", ""])


if __name__ == "__main__":
    sys.exit(main())
