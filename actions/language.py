"""Chooses the language of a reply from the text and the conversation; it reads no words itself."""

from collections.abc import Collection

SURE = 0.9
"""Confidence from which a text of three words or more changes the conversation's language."""

LIKELY = 0.75
"""Confidence from which the first text of a conversation sets its language."""

ENOUGH_WORDS = 3

CERTAIN = 1.0
"""Confidence of a language that has a script of its own: one word of it is enough."""


def count_words(text: str) -> int:
    """Return how many words a text has; in Chinese, which has no spaces, half the characters."""
    spaced = "".join(" " if _is_han(letter) else letter for letter in text)
    return len(spaced.split()) + sum(map(_is_han, text)) // 2


def _is_han(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"


def choose_language(
    heard: str, confidence: float, words: int, before: str | None, spoken: Collection[str]
) -> str | None:
    """Return the tag to answer in, or None when the person writes in a language we do not speak.

    Short or doubtful texts ("ok", "MORE", "77036") stay in the language of the conversation.
    """
    is_enough = words >= ENOUGH_WORDS or before is None or confidence >= CERTAIN
    sure = confidence >= SURE and is_enough
    if heard in spoken and (sure or (before is None and confidence >= LIKELY)):
        return heard
    if heard not in spoken and confidence >= SURE and before is None:
        return None
    return before or "en"
