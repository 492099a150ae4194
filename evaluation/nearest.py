"""How long the nearest three take among ever more services, on SQLite and PostgreSQL, as a plot.

`make bench` draws it; `python -m evaluation.nearest` draws it alone. Services are made up, places
are the real ZIP codes. The time is that of a whole question: version, ranking, what is said.
"""

import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import psycopg
from matplotlib import pyplot as plt
from rich.console import Console
from sqlalchemy.orm import Session

from evaluation.made_up import LANGUAGES, ROOT, real_zips, write_services
from referrals.database import migrate, open_engine
from referrals.directory import nearest
from referrals.offer_index import offers_of
from referrals.place_answers import Found

COUNTS = (1_000, 10_000, 100_000)
QUESTIONS = 2_000
SERVER = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
PLOT = ROOT / "docs/images/nearest.svg"
REPORT = ROOT / "docs/nearest.md"
DAY = date(2026, 11, 22)

CONSOLE = Console()


@dataclass(frozen=True)
class Timing:
    """What was measured at a number of services: milliseconds, seconds, megabytes."""

    database: str
    count: int
    p50: float
    p99: float
    cpu_p99: float
    build_s: float
    index_mb: float


def main() -> int:
    """Measure, draw and write docs/nearest.md; 1 where no PostgreSQL server answers."""
    places = real_zips()
    with tempfile.TemporaryDirectory() as folder:
        found = [_measure("SQLite", url, n, places) for n, url in _sqlite(Path(folder))]
    has_server = _answers()
    if has_server:
        for count in COUNTS:
            with _postgresql() as url:
                found.append(_measure("PostgreSQL", url, count, places))
    else:
        CONSOLE.print(f"[red]POSTGRESQL WAS NOT MEASURED: no server answers at {SERVER}")
    _draw(found)
    REPORT.write_text(_written(found), encoding="utf-8")
    return 0 if has_server else 1


def _measure(database: str, url: str, count: int, places: list[Found]) -> Timing:
    migrate(url)
    writer = open_engine(url)
    write_services(writer, count, places, DAY)
    writer.dispose()
    engine = open_engine(url, read_only=True)
    began = time.perf_counter()
    with Session(engine) as session:
        size = offers_of(session).bytes / 1e6
    build = time.perf_counter() - began
    chance = random.Random(7)
    times, busy = [], []
    for place in chance.choices(places, k=QUESTIONS):
        language = chance.choice(LANGUAGES)
        began, worked = time.perf_counter(), time.thread_time()
        with Session(engine) as session:
            nearest(session, place, today=DAY, needs=("asylum",), language=language)
        times.append((time.perf_counter() - began) * 1000)
        busy.append((time.thread_time() - worked) * 1000)
    engine.dispose()
    cuts, cpu = (statistics.quantiles(values, n=100) for values in (times, busy))
    found = Timing(database, count, cuts[49], cuts[98], cpu[98], build, size)
    CONSOLE.print(_row(found), markup=False)
    return found


def _sqlite(folder: Path) -> Iterator[tuple[int, str]]:
    for count in COUNTS:
        yield count, f"sqlite:///{folder / f'{count}.db'}"


@contextmanager
def _postgresql() -> Iterator[str]:
    """Yield the address of an empty database that is gone afterwards."""
    name = f"amparo_bench_{uuid.uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{SERVER.rpartition('/')[0]}/{name}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _answers() -> bool:
    try:
        psycopg.connect(SERVER, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def _draw(found: list[Timing]) -> None:
    plt.rcParams["svg.hashsalt"] = "amparo"
    figure, axes = plt.subplots(figsize=(6, 3.6))
    for database in dict.fromkeys(each.database for each in found):
        mine = [each for each in found if each.database == database]
        counts = [each.count for each in mine]
        axes.plot(counts, [each.p99 for each in mine], marker="o", label=f"{database}, p99")
        axes.plot(counts, [each.p50 for each in mine], marker=".", ls=":", label=f"{database}, p50")
    axes.set_xscale("log")
    axes.set_ylim(0, max(10.5, *(each.p99 for each in found)))
    axes.axhline(10, color="gray", linewidth=0.8)
    axes.set_xlabel("services")
    axes.set_ylabel("ms for the nearest three")
    axes.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(PLOT, metadata={"Date": None})
    plt.close(figure)


def _written(found: list[Timing]) -> str:
    lines = ["# The nearest three", "", f"Made by `make bench` on {time.strftime('%Y-%m-%d')}, "]
    lines[-1] += f"{os.cpu_count()} cores: {QUESTIONS} ZIP codes asked one after the other."
    lines += ["Services are made up and spread like the ZIP codes; in each question the version is"]
    lines += ["checked, all that serves the place is ranked and what is said is read anew."]
    lines += ["", "![Milliseconds by number of services](images/nearest.svg)", ""]
    lines += ["On a machine with other work the processor time of the asking thread says more."]
    lines += ["", "| database | services | p50, ms | p99, ms | p99 of the processor, ms |"]
    lines[-1] += " reading all, s | columns, MB |"
    lines += ["|---|---|---|---|---|---|---|", *map(_row, found), ""]
    return "\n".join(lines)


def _row(found: Timing) -> str:
    times = f"{found.p50:.1f} | {found.p99:.1f} | {found.cpu_p99:.1f}"
    size = f"{found.build_s:.1f} | {found.index_mb:.1f}"
    return f"| {found.database} | {found.count} | {times} | {size} |"


if __name__ == "__main__":
    sys.exit(main())
