"""Recognises our own words in a reply, whatever was put into them or taken off their accents."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from gateway.sms.gsm7 import fold_accents, replace_lookalikes
from phrasebook.speech import Speech
from phrasebook.utterance import Utterance
from tests.dialogue.conversation import LANGUAGES

ROOT = Path(__file__).parents[2]
_PART_NUMBER = re.compile(r"^\(\d+/\d+\) ", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\{\w+\}")
_MARKS = re.compile("[\u200e\u200f]")
_SHORTEST_TELLING, _SHORTEST_IN_CHINESE = 12, 5
"""Shorter pieces of a sentence ("about", "911.") do not tell its language."""


def flat(text: str) -> str:
    """Return a text as it is compared: without accents, line breaks and the numbers of parts."""
    plain = fold_accents(replace_lookalikes(_MARKS.sub("", _PART_NUMBER.sub("", text))))
    return " ".join(plain.split())


class Wording:
    """What the phrasebook can say in each language."""

    def __init__(self) -> None:
        self._speech = Speech(ROOT)
        pieces = {tag: set(self._pieces(tag)) for tag in LANGUAGES}
        counts = Counter(piece for found in pieces.values() for piece in found)
        self._telling = {
            tag: {piece for piece in pieces[tag] if counts[piece] == 1} for tag in LANGUAGES
        }

    def languages_of(self, reply: str) -> set[str]:
        """Return the languages of which the reply has words of ours."""
        seen = flat(reply)
        return {tag for tag in LANGUAGES if any(piece in seen for piece in self._telling[tag])}

    def says(self, reply: str, ids: Sequence[str], tag: str) -> bool:
        """Tell whether the reply begins with the first id and the others follow in this order."""
        patterns = [self._pattern(identity, tag) for identity in ids]
        return bool(re.match(".*?".join(patterns), flat(reply)))

    def has(self, reply: str, identity: str, tag: str) -> bool:
        """Tell whether the words of an id are anywhere in the reply."""
        return bool(re.search(self._pattern(identity, tag), flat(reply)))

    def _pattern(self, identity: str, tag: str) -> str:
        """Return a pattern for the words of an id: anything may stand for a value."""
        text = flat(self._words(identity, tag))
        return ".+?".join(re.escape(piece) for piece in _PLACEHOLDER.split(text))

    def _words(self, identity: str, tag: str) -> str:
        sentence = self._speech.sentences.get(identity)
        if sentence is None:
            return self._speech.words(Utterance(identity, tag))
        words = self._speech.catalogue.phrase(identity, sentence.text, tag)
        replies = self._speech.languages[tag].replies
        return _PLACEHOLDER.sub(lambda found: replies.get(found[0][1:-1], found[0]), words)

    def _pieces(self, tag: str) -> Iterator[str]:
        answers = self._speech.answers.values()
        ids = [answer.id for answer in answers]
        ids += [f"{answer.id}.more" for answer in answers if answer.more]
        # What stands around the chat on websites is in no reply; a title may quote such words.
        ids += [identity for identity in self._speech.sentences if not identity.startswith("web.")]
        for identity in ids:
            for piece in _PLACEHOLDER.split(self._words(identity, tag)):
                shortest = _SHORTEST_IN_CHINESE if tag == "zh-Hans" else _SHORTEST_TELLING
                if len(piece.strip()) >= shortest:
                    yield flat(piece)
