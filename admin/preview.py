"""Shows staff the texts that people would get of a service, in every language; it sends none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from admin.told import speech
from phrasebook.utterance import Utterance
from referrals.foreseeing import foresee
from referrals.given import places_of
from referrals.records import Records


@dataclass(frozen=True)
class Preview:
    """A text in a language, as a person there would read it."""

    tag: str
    endonym: str
    direction: str
    words: str

    @property
    def length(self) -> int:
        """How many characters it has."""
        return len(self.words)


def previews(records: Records, service: str, day: date) -> Iterator[Preview]:
    """Yield the text of a service at its first place, in each language that we answer in."""
    places = places_of(records, service)
    told = foresee(records, service, places[0] if places else None, day)
    for tag in speech().languages.spoken():
        row = speech().languages[tag]
        words = speech().turn([Utterance(identity, tag, values) for identity, values in told])
        yield Preview(tag, row.endonym, row.direction, words)
