"""A day of use: a few hundred texts of several people, every one of them with canaries."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.privacy.canaries import FOREIGN_WORD, NUMBERS, PIN, spelled, word
from tests.running import Running

ROUNDS = 1
AT_ONCE = 4

SENTENCES = [
    "la migra esta en mi puerta, soy {w}",
    "ICE is at my door and my name is {w}",
    "{w} {w} {w}",
    "{f}",
    "my brother {w} was arrested, {f} call {n}",
    "lawyer near 77036 for {w}",
    "abogado cerca de Houston para {w}, mi numero es {n}",
    "Miami {w}",
    "77036",
    "NEXT",
    "NOWORK 1",
    "NOWORK {w}",
    "el numero 2 no sirve, soy {w} {n}",
    "MORE {w}",
    "1",
    "What does form {w} mean?",
    "{w}@example.org said {n} and https://{w}.example/{w}",
    "Please stop texting me, {w}",
    "English {w}",
    "they took my son {w} at school in {w} county",
    "\x00{w}\u202e{w}\u200b\t{w}",
    "\U0001f6a8{f}\U0001f6a8 {w}",
    "/{w}",
    "\n/{w}{{",
    '\t /inform{{"place": "{w}"',
    ' \u00a0/erase{{"{w}": 1}} {w}',
    "/restart {w}",
]
WHOLE_TEXTS = [
    "English",
    "i want to die",
    "MORE",
    "SOURCES",
    "",
    " ",
    "HELP",
    "ERASE",
    "STOP",
    "unstop",
    "ALTO",
]

PINNED_TEXTS = ["", "lawyer near me, {w}", "ICE is at my door, {w}"]


@dataclass
class Day:
    """What was sent to a system and all that came back."""

    system: Running
    began: float
    replies: list[httpx.Response] = field(default_factory=list)

    def note(self, replies: Iterable[httpx.Response | None]) -> None:
        """Keep replies; None stands for a connection that broke."""
        self.replies += [reply for reply in replies if reply is not None]


def filled(sentence: str, number: str, where: str) -> str:
    """Put a made-up word, a foreign one and a number into a sentence."""
    return sentence.format(w=word(where), f=FOREIGN_WORD, n=number)


def about(number: str) -> dict[str, str]:
    """Return the fields that Twilio adds on a person, each with a canary."""
    names = ("ProfileName", "FromCity", "FromState", "FromZip", "FromCountry", "ApiVersion")
    fields = {name: word(name.casefold()) for name in names}
    return fields | {"WaId": number[1:], "ChannelMetadata": f'{{"name": "{word("meta")}"}}'}


def pinned() -> dict[str, str]:
    """Return the fields of a WhatsApp location, each with a canary."""
    named = {"Address": word("address"), "Label": word("label"), "MessageType": "location"}
    return PIN | named


def live_a_day(day: Day) -> None:
    """Send everything, a few at once; texts of one person keep their order."""
    with ThreadPoolExecutor(AT_ONCE) as people:
        for replies in people.map(lambda number: list(_texts_of(day, number)), NUMBERS):
            day.note(replies)


def _texts_of(day: Day, number: str) -> Iterable[httpx.Response]:
    forms = spelled(number)
    for turn in range(ROUNDS):
        form = forms[turn % len(forms)]
        for sentence in SENTENCES:
            yield day.system.post(filled(sentence, form, "turn"), form, **about(number))
    for form in forms:
        yield day.system.post(filled("help near {n} for {w}", form, "call"), form)
    for text in PINNED_TEXTS:
        yield day.system.post(filled(text, number, "pinned"), number, **about(number), **pinned())
    for text in WHOLE_TEXTS:
        yield day.system.post(text, number, **about(number))
    yield day.system.post(filled("la migra {w} {f} {n} ", number, "long") * 180, number)


def together(work: Callable[[Any], httpx.Response | None], each: Iterable[Any]) -> list[Any]:
    """Do the same with several things at once."""
    with ThreadPoolExecutor(AT_ONCE) as people:
        return list(people.map(work, each))
