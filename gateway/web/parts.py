"""Turns the utterances of a reply into parts that a page can show; it chooses none of the words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from gateway.turn import Reply
from gateway.web.links import Piece, pieces_of
from phrasebook.speech import Speech
from phrasebook.utterance import Utterance

Part = dict[str, Any]

SUFFIX = "_web"
"""An id with it is said on the web in place of the one without."""

KINDS: Mapping[str, str] = {
    "clarify.choice": "choice",
    "refer.match": "organization",
    "card.lead": "sentence",
    "card.": "card",
    "notice.": "notice",
}
"""What a part is, by how the id of its utterance begins; answers are known by the phrasebook."""

ABOUT_ORGANIZATIONS = ("number", "name", "city", "state", "phone")

MORE = ".more"

SUGGESTED: Mapping[str, tuple[str, ...]] = {
    "hint.more_sources": ("more",),
    "hint.more_card": ("more", "card"),
    "hint.sources": (),
    "hint.next_help": ("next",),
    "refer.next": ("next",),
}
"""The reply words that fit after an utterance; sources are links of the answer anyway."""

NOT_SHOWN = frozenset({"hint.more_sources", "hint.more_card", "hint.sources"})
"""What is nothing but its reply words, and is said by the suggestions."""

ASK_PLACE = frozenset({"refer.ask_place", "refer.unknown_zip", "refer.unknown_place"})


def whole_of(reply: Reply, speech: Speech) -> dict[str, Any]:
    """Return what is told of a whole reply: language, suggestions, whether a place is asked."""
    return {
        "language": reply.language,
        "direction": speech.languages[reply.language].direction,
        "suggestions": _suggestions(reply.utterances, speech),
        "asks_place": any(identity in ASK_PLACE for identity in reply.said),
    }


def parts_of(reply: Reply, speech: Speech) -> list[Part]:
    """Return the parts of a reply, in order; each is one utterance."""
    shown = [each for each in reply.utterances if each.say not in NOT_SHOWN]
    return [_part(each, speech) for each in shown or reply.utterances]


def pieces_said(speech: Speech, identity: str, tag: str) -> list[Piece]:
    """Return the pieces of a sentence without values, as it is said on the web."""
    return pieces_of(_words(speech, Utterance(identity, tag)))


def _part(utterance: Utterance, speech: Speech) -> Part:
    kind = _kind(utterance.say, speech)
    part: Part = {
        "say": utterance.say,
        "kind": kind,
        "language": utterance.language,
        "direction": speech.languages[utterance.language].direction,
        "pieces": pieces_of(_words(speech, utterance)),
    }
    if kind == "choice" and "number" in utterance.values:
        part["send"] = str(utterance.values["number"])
    if kind == "organization":
        values = utterance.values
        part["organization"] = {n: values[n] for n in ABOUT_ORGANIZATIONS if values.get(n)}
    return part | _law(utterance, speech)


def _kind(identity: str, speech: Speech) -> str:
    if identity.partition(".")[0] in speech.answers:
        return "answer"
    return next((kind for start, kind in KINDS.items() if identity.startswith(start)), "sentence")


def _law(utterance: Utterance, speech: Speech) -> Part:
    """Return what an answer rests on; nothing for what quotes no law."""
    answer = speech.answer_in(utterance.say)
    if answer is None or not answer.sources:
        return {}
    return {
        "sources": [{"org": s.org, "title": s.title, "url": s.url} for s in answer.sources],
        "status": speech.status(answer, utterance.language),
        "as_of": answer.as_of.isoformat(),
    }


def _words(speech: Speech, utterance: Utterance) -> str:
    own = utterance.say + SUFFIX
    return speech.words(replace(utterance, say=own) if own in speech.sentences else utterance)


def _suggestions(utterances: Sequence[Utterance], speech: Speech) -> list[dict[str, str]]:
    words: list[str] = []
    for utterance in utterances:
        replies = speech.replies(utterance.language)
        words += [replies[name] for name in _suggested(utterance.say, speech)]
    return [{"label": word, "send": word} for word in dict.fromkeys(words)]


def _suggested(identity: str, speech: Speech) -> tuple[str, ...]:
    """Return the reply words after an utterance; the card stays within reach of the longer text."""
    answer = speech.answer_in(identity)
    if answer and answer.card and identity.endswith(MORE):
        return ("card",)
    return SUGGESTED.get(identity, ())
