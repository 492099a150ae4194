"""How a reply becomes SMS: encoded, counted, made cheaper, cut; it never adds or drops a word.

Limits are those of 3GPP TS 23.040 as Twilio bills them: 160 septets or 70 UTF-16 units in a single
message, 153 or 67 in each segment of a longer one.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gateway.sms.gsm7 import fold_accents, is_gsm7, replace_lookalikes, septets

Encoding = Literal["GSM-7", "UCS-2"]

_SINGLE: dict[Encoding, int] = {"GSM-7": 160, "UCS-2": 70}
_JOINED: dict[Encoding, int] = {"GSM-7": 153, "UCS-2": 67}
_FOLDING_LANGUAGES = frozenset({"es", "pt", "fr", "ht", "tl"})
_SHORTEST_LIMIT = 40

# A stop after a single letter or digit ("U.S.", "1.") is not the end of a sentence.
_SENTENCE_END = re.compile(r"(?<!\b\w)[.!?…؟।။።]+[\"'»”’)\]]*(?=\s)|[。！？｡]+[」』”’）]*|\n")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class SegmentPlan:
    """What a text costs. `units` are septets or UTF-16 code units; `characters` are what a person
    sees (grapheme clusters, except that CR LF is two); "".join(parts) is the text again."""

    encoding: Encoding
    segments: int
    units: int
    characters: int
    parts: tuple[str, ...]


def plan(text: str) -> SegmentPlan:
    """Count a text as Twilio bills it; zero segments for the empty text; never raises.

    An escape sequence or a surrogate pair is never divided, a grapheme cluster may be: phones join
    the segments before they show them, and counting otherwise would not match the bill.
    """
    encoding, costs = _costs(text)
    parts = tuple(_packed(text, costs, encoding))
    characters = sum(1 for _ in clusters(text)) + text.count("\r\n")
    return SegmentPlan(encoding, len(parts), sum(costs), characters, parts)


def tidy(text: str, language: str) -> str:
    """Return the text, or the least changed form of it that needs fewer segments.

    Look-alikes (curly quotes, dashes, unusual spaces) are replaced, and in Spanish, Portuguese,
    French, Creole and Tagalog the letters that GSM-7 lacks lose their accent (á, ã, ç, ê ...), only
    if the whole text then fits GSM-7 and costs less. Tried
    in this order: the text, NFC, look-alikes, accents, both. `language` is a BCP 47 tag.
    """
    composed = unicodedata.normalize("NFC", text)
    plain = replace_lookalikes(composed)
    forms = [plain]
    if language.split("-")[0].casefold() in _FOLDING_LANGUAGES:
        forms += [fold_accents(composed), fold_accents(plain)]
    candidates = [text, composed, *(form for form in forms if is_gsm7(form))]
    return min(dict.fromkeys(candidates), key=_segments)


def fit(text: str, language: str, limit_chars: int = 1600) -> list[str]:
    """Tidy a reply and cut it into messages of at most `limit_chars` UTF-16 code units.

    Cuts are made after a line or a sentence, else at white space, else between grapheme clusters.
    Messages begin with "(1/2) " only if there are several, because their order of arrival is not
    guaranteed. A text of white space alone gives no message. 1600 is Twilio's limit (error 21617).
    Raises ValueError if the limit is below 40, where a number would crowd out the words.
    """
    if limit_chars < _SHORTEST_LIMIT:
        raise ValueError(f"limit_chars must be at least {_SHORTEST_LIMIT}")
    tidied = tidy(text, language)
    if not tidied.strip():
        return []
    if _utf16_units(tidied) <= limit_chars:
        return [tidied]
    for digits in range(1, 9):
        room = limit_chars - len("(/) ") - 2 * digits
        pieces = list(_cut(tidied.strip(), room))
        if len(str(len(pieces))) <= digits:
            break
    return [f"({place}/{len(pieces)}) {piece}" for place, piece in enumerate(pieces, start=1)]


def clusters(text: str) -> Iterator[str]:
    """Yield what a person sees as single characters; joined again they are the text.

    A small part of Unicode's UAX 29: combining and enclosing marks, joined emoji, skin tones, flags
    and CR LF stay whole. It serves cutting, not typography.
    """
    start, flag_open = 0, False
    for here in range(1, len(text)):
        before, after = text[here - 1], text[here]
        flag_open = not flag_open and _is_flag_letter(before)
        if not _belongs(before, after, flag_open):
            yield text[start:here]
            start = here
    if text:
        yield text[start:]


def _belongs(before: str, after: str, flag_open: bool) -> bool:
    if before == "\r" and after == "\n":
        return True
    if before in "\r\n":
        return False
    if _is_flag_letter(after):
        return flag_open
    return before == "\u200d" or after == "\u200d" or _extends(after)


def _extends(character: str) -> bool:
    if "\U0001f3fb" <= character <= "\U0001f3ff":
        return True  # A skin tone.
    if "\U000e0020" <= character <= "\U000e007f":
        return True  # The letters inside the flag of a region.
    return unicodedata.category(character)[0] == "M"


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _costs(text: str) -> tuple[Encoding, list[int]]:
    encoding: Encoding = "GSM-7" if is_gsm7(text) else "UCS-2"
    return encoding, [_cost(character, encoding) for character in text]


def _segments(text: str) -> int:
    encoding, costs = _costs(text)
    return sum(1 for _ in _packed(text, costs, encoding))


def _cost(character: str, encoding: Encoding) -> int:
    if encoding == "GSM-7":
        return septets(character) or 0
    return 2 if character > "\uffff" else 1


def _utf16_units(text: str) -> int:
    return sum(_cost(character, "UCS-2") for character in text)


def _packed(text: str, costs: list[int], encoding: Encoding) -> Iterator[str]:
    """Yield the text of each segment, each filled before the next one begins."""
    room = _SINGLE[encoding] if sum(costs) <= _SINGLE[encoding] else _JOINED[encoding]
    start, used = 0, 0
    for here, cost in enumerate(costs):
        if used + cost > room:
            yield text[start:here]
            start, used = here, 0
        used += cost
    if text:
        yield text[start:]


def _cut(text: str, room: int) -> Iterator[str]:
    """Yield pieces of at most `room` UTF-16 units, without the white space around each cut."""
    while _utf16_units(text) > room:
        end = _cut_at(text, room)
        yield text[:end].rstrip()
        text = text[end:].lstrip()
    yield text


def _cut_at(text: str, room: int) -> int:
    """Return where to cut: the last good place in the second half of the room, above zero."""
    window = _longest_start(text, room)
    # One more character is looked at, so that a sentence that fills the window is seen to end.
    ends = [found.end() for found in _SENTENCE_END.finditer(text, 0, window + 1)]
    spaces = [found.start() for found in _SPACE.finditer(text, 0, window + 1)]
    for places in (ends, spaces):
        good = [place for place in places if window // 2 < place <= window]
        if good:
            return good[-1]
    return _last_cluster_end(text, window)


def _longest_start(text: str, room: int) -> int:
    used = 0
    for here, character in enumerate(text):
        used += _cost(character, "UCS-2")
        if used > room:
            return here
    return len(text)


def _last_cluster_end(text: str, window: int) -> int:
    end = 0
    for cluster in clusters(text[: window + 1]):
        if end + len(cluster) > window:
            break
        end += len(cluster)
    return end or window
