"""The conversation that README.md shows is, word for word, what the phrasebook says."""

import csv
import re

from gateway.sms.segments import tidy
from phrasebook.utterance import Utterance, Value
from tests.content.material import ROOT, SPEECH

README = (ROOT / "README.md").read_text(encoding="utf-8")
LANGUAGE = "es"
_FOUND = [
    ("BakerRipley Immigration & Citizenship Program", "713-273-3702", 1, "refer.renewal_pending"),
    ("Chinese Community Center", "713-271-6100", 1, "refer.recognized"),
    ("Church World Service Houston", "346-200-9951", 2, "refer.renewal_pending"),
]
"""Whom the list of organizations has near ZIP code 77036: name, phone, miles, recognition."""


def say(identity: str, **values: Value) -> Utterance:
    return Utterance(identity, LANGUAGE, values)


def listed() -> list[Utterance]:
    """Return the organizations as the phrasebook is asked for them."""
    return [
        say(
            "refer.match",
            number=number,
            name=name,
            city="Houston",
            phone=phone,
            distance=miles,
            recognition=recognition,
            checked="refer.unchecked",
        )
        for number, (name, phone, miles, recognition) in enumerate(_FOUND, start=1)
    ]


REPLIES = {
    "la migra esta en mi puerta": [
        say("door_home"),
        say("hint.more_card"),
        say("notice.information"),
        say("notice.unreviewed"),
        say("notice.translation"),
    ],
    "fuentes": [say("door_home.sources")],
    "77036": [
        say("refer.near", place="Houston, TX 77036"),
        *listed(),
        say("refer.unverified", date="2026-09-19"),
        say("refer.next"),
        say("refer.notario"),
        say("report.offer", number=1),
    ],
    "tarjeta": [say("card.lead"), say("card.door"), Utterance("card.door", "en", {})],
    "borrar": [say("erase.done")],
}


def shown(page: str) -> dict[str, str]:
    """Return {what the person texts: the reply} of the quoted conversation of a page."""
    section = page.partition("## A first conversation")[2].partition("\n## ")[0]
    quoted = re.findall(r"^>[^\n]*(?:\n>[^\n]*)*", section, flags=re.MULTILINE)
    turns = {}
    for block in quoted:
        lines = [line.removeprefix(">").strip() for line in block.splitlines()]
        asked, _, reply = "\n".join(lines).partition("\n\n")
        turns[asked.strip("*")] = unmarked(reply)
    return turns


def unmarked(reply: str) -> str:
    """Return a reply as a phone shows it: one line where Markdown is told to break it."""
    plain = re.sub(r"<!--.*?-->", "", reply)
    plain = plain.replace("\\\n", "\0").replace("\n", " ").replace("\0", "\n")
    return re.sub(r"\\([^\w\s])", r"\1", plain)


def said(utterances: list[Utterance]) -> str:
    return tidy(SPEECH.turn(utterances), LANGUAGE)


def test_the_conversation_of_the_readme_is_what_is_said():
    conversation = shown(README)
    assert list(conversation) == list(REPLIES)
    for asked, utterances in REPLIES.items():
        assert conversation[asked] == said(utterances), asked


def test_the_organizations_of_the_readme_are_in_the_list():
    with (ROOT / "data/directory/organizations.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["city"] == "Houston"]
    known = {
        (row["organization"], row["phone"], row["renewal_pending"], row["source_date"])
        for row in rows
        if row["doj_recognized"] == "true"
    }
    for name, phone, _, recognition in _FOUND:
        pending = str(recognition == "refer.renewal_pending").lower()
        assert (name, f"+1{phone.replace('-', '')}", pending, "2026-09-19") in known


def test_the_readme_shows_what_belongs_to_an_answer():
    answer = SPEECH.answers["door_home"]
    assert (bool(answer.more), answer.card, answer.is_reviewed) == (True, "door", False)


def test_another_word_in_the_readme_is_found():
    reply = said(REPLIES["borrar"])
    page = f"## A first conversation\n\n> **borrar**\n>\n> {reply}\n\n## Next\n\n> no reply\n"
    assert shown(page) == {"borrar": reply}
    assert shown(page.replace("chat", "texto")) != {"borrar": reply}


def test_a_page_is_read_as_a_phone_would_show_it():
    page = "## A first conversation\n> **a**\n>\n> One\n> line.\\\n> 1\\) Two.<!-- x -->\\\n> End."
    assert shown(page) == {"a": "One line.\n1) Two.\nEnd."}
