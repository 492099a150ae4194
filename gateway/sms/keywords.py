"""Recognises the few texts that are answered without understanding; it neither sends nor remembers.

Opt-outs are owed to people by 47 CFR 64.1200(a)(10): the listed words and any other reasonable
means. But the police stop people too, so no word counts inside a longer text: a text is a keyword
as a whole, or it is one of the short requests of data/stop_requests.toml.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["stop", "start", "help", "erase"]

_KINDS: Mapping[str, Kind] = {"stop": "stop", "start": "start", "help": "help", "erase": "erase"}

# What Twilio answers by itself while Advanced Opt-Out is not set up. Sources: its support article
# 223134027, its notice of 2025-05-14 (REVOKE, OPTOUT), its error page 23002. The three French words
# come from the documentation of Twilio Proxy and are not confirmed for ordinary messaging.
_TWILIO_WORDS: Mapping[Kind, str] = {
    "stop": "stop stopall unsubscribe cancel end quit revoke optout arret arrete arrett",
    "start": "start yes unstop",
    "help": "help info",
}
_TWILIO = {word: kind for kind, words in _TWILIO_WORDS.items() for word in words.split()}

# Without their accents these are Twilio's; "arrêté" is "arrested", and is read as a message.
_FRENCH_ARRESTS = frozenset({"arret", "arrete", "arrett", "arrêt"})

# A word that also answers our own questions is an opt-in only from someone who has opted out.
_ALSO_ANSWERS = frozenset({"yes"})

_STOP_REQUESTS = Path(__file__).with_name("data") / "stop_requests.toml"
_QUESTION = re.compile("[?¿؟]")
_MOST_WORDS = 6
_MOST_CHARACTERS = 200


@dataclass(frozen=True)
class Keyword:
    """What a text asks for.

    `answered_by_twilio`: Twilio's default handling has replied already. After such a stop nothing
    may be sent (error 21610); after such a start or help a second reply would still arrive.
    `language`: the BCP 47 tag of the only language the text can be in; None for STOP and the other
    words of Twilio, which everybody is told to use.
    """

    kind: Kind
    answered_by_twilio: bool
    language: str | None = None


class Keywords:
    """The words of all languages at once: a person may opt out in any of them."""

    def __init__(self, words: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        """Take the word lists: language tag -> kind -> words. Twilio's own words are always known.

        Raises ValueError that names every unknown kind, every text in place of a list, every entry
        without a letter or digit, and every word with two meanings.
        """
        self._kinds: dict[str, Kind] = dict(_TWILIO)
        self._languages: dict[str, str | None] = dict.fromkeys(_TWILIO)
        problems = list(self._learn(words))
        if problems:
            raise ValueError("; ".join(problems))
        stops = [
            w for w, kind in self._kinds.items() if kind == "stop" and w not in _FRENCH_ARRESTS
        ]
        self._requests = _requests(stops)

    def read(self, text: str, opted_out: bool = False) -> Keyword | None:
        """Return the keyword that a whole text is, or None for a message to be understood.

        Upper and lower case, width, spaces and punctuation do not matter. A question is never an
        opt-out request, but a single keyword with a question mark is still that keyword. YES is a
        start only if `opted_out`. More than 200 characters are a message. Never raises.
        """
        if len(text.strip()) > _MOST_CHARACTERS:
            return None
        word = _as_word(text)
        kind = self._kinds.get(word)
        if kind is None:
            return self._read_request(text)
        if word in _ALSO_ANSWERS and not opted_out:
            return None
        return Keyword(kind, _is_answered_by_twilio(text), self._languages[word])

    def _learn(self, words: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[str]:
        """Fill the table of words; yield what is wrong with the lists."""
        for language, kinds in words.items():
            for name, entries in kinds.items():
                kind = _KINDS.get(name)
                if kind is None or isinstance(entries, str):
                    yield f"{language}: {name!r} is not a list of stop, start, help or erase words"
                    continue
                for entry in entries:
                    word = _as_word(entry)
                    known = self._kinds.setdefault(word, kind)
                    if self._languages.setdefault(word, language) != language:
                        self._languages[word] = None
                    if not word:
                        yield f"{language}: {entry!r} has no letter or digit"
                    elif known != kind:
                        yield f"{language}: {entry!r} means both {known} and {kind}"

    def _read_request(self, text: str) -> Keyword | None:
        spoken = _as_spoken(text)
        if len(spoken) > _MOST_WORDS or _QUESTION.search(unicodedata.normalize("NFKC", text)):
            return None
        spaced = "".join(f"{word} " for word in spoken)
        tags = [tag for tag, pattern in self._requests.items() if pattern.fullmatch(spaced)]
        if not tags:
            return None
        language = tags[0] if len(tags) == 1 else None
        return Keyword("stop", answered_by_twilio=False, language=language)


def _requests(stop_words: Sequence[str]) -> dict[str, re.Pattern[str]]:
    """Compile, for each language, its requests and all stop words with courtesies into one pattern.

    Each word of a text, the last one too, is followed by a space.
    """
    written = tomllib.loads(_STOP_REQUESTS.read_text(encoding="utf-8"))
    courtesy = f"(?:{_phrase(written['courtesy'])})*"
    stops = [re.escape(word) + " " for word in stop_words]
    patterns = {}
    for language, lines in written["requests"].items():
        requests = [_phrase(line.format_map(written["lists"])) for line in lines]
        patterns[language] = re.compile(f"{courtesy}(?:{'|'.join(stops + requests)})+{courtesy}")
    return patterns


def _phrase(line: str) -> str:
    """Turn one line of stop_requests.toml into a pattern."""
    pattern = ""
    for place in line.split():
        choices = [re.escape(choice.replace("_", " ")) for choice in place.strip("[]").split("|")]
        pattern += f"(?:(?:{'|'.join(choices)}) )" + ("?" if place.startswith("[") else "")
    return pattern


def _folded(text: str) -> str:
    # Composed again at the end, because case folding can undo it.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _is_word_character(character: str) -> bool:
    is_selector = "\ufe00" <= character <= "\ufe0f"
    return unicodedata.category(character)[0] in "LMN" and not is_selector


def _as_word(text: str) -> str:
    """Return only the letters, marks and digits: "Opt-out!" becomes "optout"."""
    return "".join(filter(_is_word_character, _folded(text)))


def _as_spoken(text: str) -> list[str]:
    """Return the words, without apostrophes and Latin accents."""
    bare = re.sub(r"['’ʼ`´]", "", unicodedata.normalize("NFKD", _folded(text)))
    letters = (letter for letter in bare if not "\u0300" <= letter <= "\u036f")
    spaced = "".join(letter if _is_word_character(letter) else " " for letter in letters)
    return unicodedata.normalize("NFKC", spaced).split()


def _is_answered_by_twilio(text: str) -> bool:
    """Say whether Twilio has replied; it compares the whole text and only case does not matter.

    Whether it ignores white space around the word is not confirmed. Then we keep silent after a
    stop, which is safe, and reply to all else, so that nobody is left without words.
    """
    word = text.lower()
    return word in _TWILIO or _TWILIO.get(word.strip()) == "stop"
