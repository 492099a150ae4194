"""Sets apart the names written in Chinese, Korean, Arabic and Russian letters inside a text.

It says what could be a name and marks which are; what they mean is looked up elsewhere.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import product

from referrals.place_text import MAX_CHARACTERS, plain_letters

_HAN = re.compile(r"[\u3400-\u9fff·]+")
_HANGUL = re.compile(r"[가-힣]+(?: [가-힣]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+(?:[ \-–][\u0400-\u04ff]+)*")
_ARABIC = re.compile(r"[\u0620-\u06d3]+(?: [\u0620-\u06d3]+)*")
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff\u0620-\u06d3\u3400-\u9fff가-힣]")
_LONGEST_HAN, _LONGEST_HANGUL = 9, 12
_MOST_WORDS = 4
_VOWELS_AT_THE_END = re.compile(r"[аеиоуыэюяьй]+$")
_CASE_ENDING = re.compile(r"(?:ами|ями|ого|его|ому|ему|ыми|ими|ом|ем|ым|им|ам|ям|ах|ях|ых|их)$")
_SHORTEST_STEM, _MOST_STEMS = 3, 4
_ARABIC_PREFIX = re.compile(r"^(?:و|ف)?(?:ب|ل|ك|ع|ف|ه)?(?:ال|ل)?")
_SHORTEST_ARABIC = 4
# What may follow a Korean name of two syllables without making it another word.
_KOREAN_ENDINGS = re.compile(
    r"(?:시|주|구|군)?(?:에|에서|에서는|에는|에요|예요|이에요|이예요|이요|요|은|는|이|가|을|를|로|으로|의|도|부터"
    r"|까지|입니다|인데|인데요|이고|살|사는|살아요|쪽|쪽에|쪽이에요|근처|근처에|근처에서|에선|엔|에사는|에살아요|에있|에있어요)?"
)
_KOREAN_COUNTY = re.compile(r"(?<=[A-Za-z])\s?카운티")
_CHINESE_COUNTY = re.compile(r"(?<=[A-Za-z])\s?[县縣郡]")
_SPACES = re.compile(r"[\s·]+")


@dataclass(frozen=True)
class Candidate:
    """A stretch of a text, start to end, and the key that it has if it is a name."""

    start: int
    end: int
    key: str


def has_other_script(text: str) -> bool:
    """Say whether a text has letters that `candidates` reads."""
    return bool(_OTHER_SCRIPT.search(text))


def script_key(name: str) -> str:
    """Return the key of a name in another script: no marks, no case endings, no article."""
    words = [plain_letters(word) for word in re.split(r"[\s·\-–]+", name) if word]
    if _CYRILLIC.search(name):
        return " ".join(_stem(word) for word in words)
    if _ARABIC.search(name):
        first = words[0].removeprefix("ال")
        return " ".join([first if len(first) >= _SHORTEST_ARABIC else words[0], *words[1:]])
    return "".join(words)


def prepare(text: str) -> str:
    """Return a text as `candidates` and `set_apart` read it."""
    text = unicodedata.normalize("NFC", text[:MAX_CHARACTERS])
    return _CHINESE_COUNTY.sub(" county ", _KOREAN_COUNTY.sub(" county ", text))


def candidates(text: str) -> list[Candidate]:
    """Return every stretch of a prepared text that could be a name, in no order."""
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Candidate]]], ...] = (
        (_HAN, _read_han),
        (_HANGUL, _read_hangul),
        (_CYRILLIC, _read_cyrillic),
        (_ARABIC, _read_arabic),
    )
    return [
        candidate
        for pattern, read in readers
        for match in pattern.finditer(text)
        for candidate in read(match)
    ]


def set_apart(text: str, found: Collection[Candidate]) -> str:
    """Put the keys of the longest names found into a prepared text, each a word of its own."""
    parts, at = [], 0
    for candidate in sorted(found, key=lambda each: (each.start, -each.end)):
        if candidate.start >= at:
            parts += [text[at : candidate.start], candidate.key]
            at = candidate.end
    return " ".join([*parts, text[at:]])


def _read_han(match: re.Match[str]) -> Iterator[Candidate]:
    run = match.group()
    for start in range(len(run)):
        for end in range(start + 2, min(start + _LONGEST_HAN, len(run)) + 1):
            yield Candidate(match.start() + start, match.start() + end, _han_key(run[start:end]))


def _han_key(name: str) -> str:
    return plain_letters(name.replace("·", ""))


def _read_hangul(match: re.Match[str]) -> Iterator[Candidate]:
    """Names begin with a word or after another name; two syllables have to end like a name."""
    run = match.group()
    for start in range(len(run)):
        if run[start] == " ":
            continue
        for end in range(start + 2, min(start + _LONGEST_HANGUL, len(run)) + 1):
            name = _SPACES.sub("", run[start:end])
            after = run[end:].split(" ")[0]
            at_start = start == 0 or run[start - 1] == " "
            short_is_sound = at_start and _KOREAN_ENDINGS.fullmatch(after)
            if run[end - 1] != " " and (len(name) > 2 or short_is_sound) and at_start | (start > 1):
                yield Candidate(match.start() + start, match.start() + end, plain_letters(name))


def _read_cyrillic(match: re.Match[str]) -> Iterator[Candidate]:
    for start, end, words in _word_ranges(match, r"[\u0400-\u04ff]+"):
        most = _MOST_STEMS if len(words) == 1 else 2
        for key in product(*(_stems(plain_letters(word))[:most] for word in words)):
            yield Candidate(start, end, " ".join(key))


def _read_arabic(match: re.Match[str]) -> Iterator[Candidate]:
    for start, end, words in _word_ranges(match, r"[\u0620-\u06d3]+"):
        first, *rest = (plain_letters(word) for word in words)
        for begin in _without_prefixes(first):
            yield Candidate(start, end, " ".join([begin, *rest]))


def _word_ranges(match: re.Match[str], word: str) -> Iterator[tuple[int, int, list[str]]]:
    words = list(re.finditer(word, match.group()))
    for first in range(len(words)):
        for last in range(first, min(first + _MOST_WORDS, len(words))):
            start, end = words[first].start(), words[last].end()
            part = [each.group() for each in words[first : last + 1]]
            yield match.start() + start, match.start() + end, part


def _stem(word: str) -> str:
    stem = _VOWELS_AT_THE_END.sub("", word)
    return stem if len(stem) >= _SHORTEST_STEM else word


def _stems(word: str) -> tuple[str, ...]:
    cut = _CASE_ENDING.sub("", word)
    stems = [_stem(word), word]
    if cut != word and len(cut) >= _SHORTEST_STEM:
        stems = [_stem(word), _stem(cut), cut, word]
    return tuple(dict.fromkeys(stems))


def _without_prefixes(word: str) -> tuple[str, ...]:
    longest = _ARABIC_PREFIX.match(word)
    most = longest.end() if longest else 0
    forms = [word[cut:] for cut in range(most + 1) if len(word) - cut >= _SHORTEST_ARABIC]
    return tuple(dict.fromkeys([word, *forms]))
