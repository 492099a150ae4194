"""Prints what answers cost to send: `make segments PRICE=0.0083` with the price of one segment.

Counts each first reply with the reply words behind it, and each longer text, as it would leave.
"""

import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from gateway.sms.segments import SegmentPlan, plan, tidy
from phrasebook.answers import Answer
from phrasebook.speech import Speech
from phrasebook.utterance import Utterance
from tools.environment import ROOT

PARTS = ("first reply", "longer text")


@dataclass(frozen=True)
class Cost:
    """What one kind of text costs in one language."""

    language: str
    part: str
    encoding: str
    texts: int
    mean: float
    most: int
    longest: str


def costs(speech: Speech) -> Iterator[Cost]:
    """Yield the costs of each spoken language: of first replies, then of longer texts."""
    for tag in speech.languages.spoken():
        for part in PARTS:
            plans = {
                answer.id: _planned(speech, answer, part, tag) for answer in _told(speech, part)
            }
            counts = {identity: planned.segments for identity, planned in plans.items()}
            longest = max(counts, key=lambda identity: counts[identity])
            dear = sum(planned.encoding == "UCS-2" for planned in plans.values())
            encoding = f"{dear} of {len(plans)} UCS-2" if dear else "GSM-7"
            mean = statistics.mean(counts.values())
            yield Cost(tag, part, encoding, len(plans), mean, counts[longest], longest)


def _told(speech: Speech, part: str) -> list[Answer]:
    return [answer for answer in speech.answers.values() if part == PARTS[0] or answer.more]


def _planned(speech: Speech, answer: Answer, part: str, tag: str) -> SegmentPlan:
    if part == PARTS[0]:
        hint = "hint.more_sources" if answer.more else "hint.sources" if answer.sources else None
        said = [answer.id, hint] if hint else [answer.id]
    else:
        said = [f"{answer.id}.more", "hint.sources"]
    words = speech.turn([Utterance(identity, tag) for identity in said])
    return plan(tidy(words, tag))


def table(found: Iterator[Cost], price: float | None) -> Table:
    """Return the table; with a price of a segment, what a text costs on average and at most."""
    shown = Table("language", "text", "encoding", "texts", "segments, mean", "most", "longest")
    if price is not None:
        shown.add_column("price, mean", justify="right")
        shown.add_column("most", justify="right")
    for cost in found:
        cells = [cost.language, cost.part, cost.encoding, str(cost.texts)]
        cells += [f"{cost.mean:.2f}", str(cost.most), cost.longest]
        if price is not None:
            cells += [f"{cost.mean * price:.4f}", f"{cost.most * price:.4f}"]
        shown.add_row(*cells)
    return shown


def main(arguments: list[str]) -> int:
    """Return 0, or 2 when the price is no number."""
    try:
        price = float(arguments[0]) if arguments and arguments[0] else None
    except ValueError:
        print("usage: make segments PRICE=0.0083, the price of one segment", file=sys.stderr)
        return 2
    Console(width=140).print(table(costs(Speech(ROOT)), price))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
