"""Makes texts that nobody would send, without end and each with its kind; it reads none of them."""

import json
import random
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from bot.tests.hostile import HOSTILE

QUESTIONS = Path(__file__).parent / "questions"
USUAL, LARGE = 1_500, 40_000
"""Characters of a generated text: most have up to USUAL, one in fifty up to LARGE."""

BLOCK = 256
INVISIBLE = "\x00\u200b\u200d\u202e\u2066\ufeff\ud83d\udc00"
LOOK_ALIKES = str.maketrans("aceiopxyABCEHKMOPTX", "асеіорхуАВСЕНКМОРТХ")
FORMS: tuple[Literal["NFC", "NFD", "NFKC", "NFKD"], ...] = ("NFC", "NFD", "NFKC", "NFKD")

Text = tuple[str, str]
"""The kind of a text, and the text."""


class Texts:
    """A source of texts; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._categories = _by_category()
        self._questions = _questions()
        self._mutations = (*_MUTATIONS, self._with_signs_between, self._beside_another)

    def __iter__(self) -> Iterator[Text]:
        """Yield each hostile text once, and between and after them texts of all kinds."""
        for hostile in HOSTILE.items():
            yield hostile
            yield self._made()
        while True:
            yield self._made()

    def _made(self) -> Text:
        made = (self._of_a_category, self._of_a_block, self._of_one, self._mutated, self._joined)
        return self._random.choices(made, weights=(2, 2, 2, 4, 1))[0]()

    def _of_a_category(self) -> Text:
        name = self._random.choice(list(self._categories))
        points = self._random.choices(self._categories[name], k=self._length())
        spaces = self._random.choice((0.0, 0.2))
        signs = (" " if self._random.random() < spaces else chr(point) for point in points)
        return f"category {name}", "".join(signs)

    def _of_a_block(self) -> Text:
        first = self._random.randrange(0, sys.maxunicode + 1, BLOCK)
        if self._random.random() < 0.8:  # where most assigned characters are
            first %= 0x20000
        signs = (chr(first + self._random.randrange(BLOCK)) for _ in range(self._length()))
        return "characters of one block", "".join(signs)

    def _of_one(self) -> Text:
        name = self._random.choice(list(self._categories))
        return "one character", chr(self._random.choice(self._categories[name])) * self._length()

    def _mutated(self) -> Text:
        text = self._random.choice(self._questions)
        for _ in range(self._random.randint(1, 4)):
            text = self._random.choice(self._mutations)(text, self._random)[:LARGE]
        return "a mutated question", text

    def _joined(self) -> Text:
        parts = []
        for _ in range(self._random.randint(2, 6)):
            source = self._random.choice((*HOSTILE.values(), *self._questions[:50]))
            start = self._random.randrange(len(source) + 1)
            parts.append(source[start : start + self._random.randint(1, 400)])
        self._random.shuffle(parts)
        return "hostile texts joined", "".join(parts)

    def _length(self) -> int:
        longest = LARGE if self._random.random() < 0.02 else USUAL
        return int(longest ** self._random.random())

    def _with_signs_between(self, text: str, chance: random.Random) -> str:
        signs = self._categories[chance.choice(list(self._categories))]
        return "".join(c + chr(chance.choice(signs)) * (chance.random() < 0.2) for c in text)

    def _beside_another(self, text: str, chance: random.Random) -> str:
        return text + chance.choice(("", " ", "\n")) + chance.choice(self._questions)


def _dropped(text: str, chance: random.Random) -> str:
    return "".join(c for c in text if chance.random() > 0.1)


def _swapped(text: str, chance: random.Random) -> str:
    letters = list(text)
    for at in range(len(letters) - 1):
        if chance.random() < 0.1:
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


def _stretched(text: str, chance: random.Random) -> str:
    return "".join(c * chance.choice((1, 1, 1, 1, 2, 50)) for c in text)


def _cut(text: str, chance: random.Random) -> str:
    return text[chance.randrange(len(text) + 1) :]


def _repeated(text: str, chance: random.Random) -> str:
    return text * chance.randint(2, 20)


def _shuffled(text: str, chance: random.Random) -> str:
    return "".join(chance.sample(text, len(text)))


def _marked(text: str, chance: random.Random) -> str:
    return "".join(c + chr(chance.randrange(0x300, 0x370)) * chance.choice((0, 1, 9)) for c in text)


def _hidden(text: str, chance: random.Random) -> str:
    return "".join(c + chance.choice(INVISIBLE) * (chance.random() < 0.3) for c in text)


def _shouted(text: str, chance: random.Random) -> str:
    return chance.choice((text.upper(), text.title(), text.swapcase()))


def _in_another_form(text: str, chance: random.Random) -> str:
    return unicodedata.normalize(chance.choice(FORMS), text)


def _misread(text: str, chance: random.Random) -> str:
    """Return the text as a program shows it that takes its bytes for another encoding."""
    written = text.encode("utf-8", "surrogatepass")
    return written.decode(chance.choice(("latin-1", "cp1251", "big5", "utf-16-le")), "replace")


def _disguised(text: str, chance: random.Random) -> str:
    return text.translate(LOOK_ALIKES) if chance.random() < 0.5 else text[::-1]


_Mutation = Callable[[str, random.Random], str]
_MUTATIONS: tuple[_Mutation, ...] = (
    _dropped,
    _swapped,
    _stretched,
    _cut,
    _repeated,
    _shuffled,
    _marked,
    _hidden,
    _shouted,
    _in_another_form,
    _misread,
    _disguised,
)


def _by_category() -> dict[str, list[int]]:
    """Return all code points by Unicode's general category."""
    found: dict[str, list[int]] = defaultdict(list)
    for point in range(sys.maxunicode + 1):
        found[unicodedata.category(chr(point))].append(point)
    return dict(found)


def _questions() -> list[str]:
    """Return the development questions of all languages."""
    lines = [
        line
        for path in sorted(QUESTIONS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").split("\n")
    ]
    return [json.loads(line)["text"] for line in lines if line.strip()]
