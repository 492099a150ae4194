"""Settings and replies as the gateway gives them, in the phrasebook's own words."""

from typing import Any

from phrasebook.speech import Speech
from phrasebook.utterance import Utterance
from tools.environment import ROOT

SPEECH = Speech(ROOT)
STARTERS = ("at_my_door", "stopped_in_car", "at_work", "someone_taken", "find_lawyer")
COURT_LIST = {"text": "justice.gov/eoir", "url": "https://www.justice.gov/eoir"}
HELP_LINE = {"text": "1-888-351-4024", "tel": "+18883514024"}


def words(identity: str, tag: str) -> str:
    """Return a sentence's words in a language."""
    return SPEECH.words(Utterance(identity, tag))


def settings_in(key: str, tag: str) -> dict[str, Any]:
    """Return a site's settings in a language."""
    tag = tag if tag in SPEECH.languages.spoken() else "en"
    rows = [SPEECH.languages[spoken] for spoken in SPEECH.languages.spoken()]
    own = {name: words(name, tag) for name in SPEECH.sentences if name.startswith("web.")}
    return {
        "site": key,
        "language": tag,
        "direction": SPEECH.languages[tag].direction,
        "title": words("web.title", tag),
        "colors": {"accent": "#1d4f91", "on_accent": "#ffffff"},
        "starters": [
            {
                "id": name,
                "label": own[f"web.starter.{name}.label"],
                "text": own[f"web.starter.{name}.text"],
            }
            for name in STARTERS
        ],
        "languages": [
            {"tag": row.tag, "name": row.endonym, "direction": row.direction} for row in rows
        ],
        "words": own,
        "notice": words("notice.information", tag),
        "sms_number": "+15555550100",
        "trouble": {"pieces": [{"text": words("trouble.now", tag)}]},
        "help": {"pieces": [{"text": "ICE: "}, HELP_LINE]},
        "leave_to": "https://www.weather.gov/",
        "remember": False,
    }


def part(kind: str, tag: str, *pieces: dict[str, str] | str, **more: Any) -> dict[str, Any]:
    """Return one part of a reply."""
    return {
        "say": "sample",
        "kind": kind,
        "language": tag,
        "direction": SPEECH.languages[tag].direction,
        "pieces": [{"text": piece} if isinstance(piece, str) else piece for piece in pieces],
    } | more


def reply_to(body: dict[str, Any]) -> dict[str, Any]:
    """Return a reply as the bot would give it to a few texts, in the language of the message."""
    tag = body.get("language") or "en"
    text = body["text"]
    if body.get("location"):
        return _reply(tag, _organizations(tag))
    if "espanol" in text:
        return _reply("es", [part("sentence", "es", words("language.changed", "es"))])
    if text == "CARD":
        return _reply(tag, _card(tag))
    if text == "ERASE":
        return _reply(tag, [part("notice", tag, words("erase.done", tag), say="erase.done")])
    if "lawyer" in text or text == words("web.starter.find_lawyer.text", tag):
        asked = part("sentence", tag, words("refer.ask_place", tag), say="refer.ask_place")
        return _reply(tag, [asked], asks_place=True)
    if text == "which":
        choices = [part("choice", tag, f"{n} choice", send=str(n)) for n in (1, 2)]
        return _reply(tag, [part("sentence", tag, words("clarify.question", tag)), *choices])
    if text.isdecimal() or text.startswith("note "):
        return _reply(tag, [part("sentence", tag, f"You said {text}")])
    return _reply(tag, _answer(tag), suggestions=[_word("more", tag), _word("card", tag)])


def _reply(tag: str, parts: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    direction = SPEECH.languages[tag].direction
    return {"language": tag, "direction": direction, "parts": parts} | more


def _word(name: str, tag: str) -> dict[str, str]:
    label = SPEECH.languages[tag].replies[name]
    return {"label": label, "send": "CARD" if name == "card" else label}


def _answer(tag: str) -> list[dict[str, Any]]:
    answer = SPEECH.answers["door_home"]
    return [
        part(
            "answer",
            tag,
            words("door_home", tag),
            say="door_home",
            sources=[{"org": s.org, "title": s.title, "url": s.url} for s in answer.sources],
            status=words(f"status.{answer.status}", tag),
            as_of=str(answer.as_of),
        ),
        part("sentence", tag, words("clarify.person", tag), " ", COURT_LIST, " ", HELP_LINE),
        part("notice", tag, words("notice.unreviewed", tag)),
    ]


def _card(tag: str) -> list[dict[str, Any]]:
    own = [] if tag == "en" else [part("card", tag, words("card.door", tag), say="card.door")]
    lead = part("sentence", tag, words("card.lead", tag), say="card.lead")
    return [lead, part("card", "en", words("card.door", "en"), say="card.door"), *own]


def _organizations(tag: str) -> list[dict[str, Any]]:
    phone = {"text": "713-555-0100", "tel": "+17135550100"}
    return [
        part("organization", tag, f"{number}) Casa Segura, Houston, ", phone) for number in (1, 2)
    ]
