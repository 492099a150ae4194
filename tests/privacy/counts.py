"""What a count of a day may consist of: a date, and names that are written in our own files."""

import re
from collections.abc import Iterable, Sequence

from gateway.usage import EVENTS
from gateway.web.routes import PREVIEW_KEY
from phrasebook.answers import topic_of
from tests.content.material import SPEECH, SPOKEN

NAMES = {
    "turn": {"sms", "simulator", "web"},
    "site": {PREVIEW_KEY},
    "topic": {topic_of(identity) for identity in SPEECH.answers},
    "danger": {
        identity for identity in SPEECH.answers if f"reminder.{identity}" in SPEECH.sentences
    },
}
for kind, name in EVENTS.values():
    NAMES.setdefault(kind, set()).add(name)


def counts_out_of_place(rows: Iterable[Sequence[object]]) -> list[Sequence[object]]:
    """Return the rows (day, kind, name, language, times) that hold anything else."""
    return [row for row in rows if not _is_in_place(*row)]


def _is_in_place(day: object, kind: object, name: object, language: object, times: object) -> bool:
    return (
        re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(day)) is not None
        and name in NAMES.get(str(kind), ())
        and language in {*SPOKEN, ""}
        and isinstance(times, int)
    )
