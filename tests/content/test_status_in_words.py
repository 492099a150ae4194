"""The first text about an order or a contested rule says in words whether it is in force."""

import re
from collections.abc import Iterable, Iterator

from tests.content.material import SPEECH, Text, texts
from tests.content.test_glossary import FOLDER as GLOSSARIES
from tests.content.test_glossary import glossary

ORDERS = ("orders_13768", "orders_14159", "orders_14165")
_WORDS = {
    ("revoked", "en"): r"revoked|cancelled|not in force",
    ("revoked", "es"): r"revocad[ao]|se cancel[óo]|no está vigente",
    ("in_force", "en"): r"\bin force\b",
    ("in_force", "es"): r"en vigor|vigente",
    ("partly_blocked", "en"): r"block|partly in force",
    ("partly_blocked", "es"): r"bloque|vigente en parte",
    ("blocked", "en"): r"block",
    ("blocked", "es"): r"bloque",
    ("proposed", "en"): r"proposed|not in force",
    ("proposed", "es"): r"propuest[ao]|no está vigente",
    ("history", "en"): r"history|past|ended",
    ("history", "es"): r"historia|pasad[ao]|terminó",
}
_TERMS = {
    "revoked": ["revoked"],
    "in_force": ["in force"],
    "partly_blocked": ["blocked", "in force"],
    "blocked": ["blocked"],
    "proposed": ["proposed"],
    "history": ["history"],
}
"""The glossary's terms for a status, for the languages whose words are not written above."""
_CLAIM = re.compile(r"(?<![Nn]ot )\bin force\b|(?<![Nn]o )\bestá (en vigor|vigente)")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def lint_status(found: Iterable[tuple[str, Text]]) -> Iterator[str]:
    """Name each first text, given with its status, that lacks the words of the status.

    An order that is no longer in force or is partly blocked also needs the year of that.
    """
    for status, text in found:
        pattern = words_for(status, text.language)
        if pattern is None or not re.search(pattern, text.words, re.IGNORECASE):
            yield f"{text.where}: no words for {status}"
        if status == "revoked" and _CLAIM.search(text.words):
            yield f"{text.where}: revoked, but said to be in force"
        if status != "in_force" and not _YEAR.search(text.words):
            yield f"{text.where}: {status}, but since when?"


def words_for(status: str, language: str) -> str | None:
    """Return a pattern of the words that tell a status; None where a language has none."""
    if (status, language) in _WORDS:
        return _WORDS[status, language]
    if not GLOSSARIES.joinpath(f"{language}.md").exists():
        return None
    terms = glossary(language)
    forms = [form for term in _TERMS.get(status, ()) for form in terms.get(term, ())]
    return "|".join(map(re.escape, forms)) or None


def first_texts_of_orders() -> Iterator[tuple[str, Text]]:
    for text in texts():
        answer = SPEECH.answers.get(text.identity)
        if answer and answer.group in ORDERS and text.identity not in SPEECH.sentences:
            yield answer.status, text


def test_the_first_text_of_every_order_tells_its_status():
    found = list(first_texts_of_orders())
    assert len({text.identity for _, text in found}) >= 20
    assert list(lint_status(found)) == []


def test_a_revoked_order_that_is_said_to_be_in_force_is_found():
    wrong = "It was revoked in 2021 but is in force.", "Revocada en 2021, está vigente."
    right = "Not in force: revoked in 2021.", "No está vigente: revocada en 2021."
    for language, bad, good in zip(("en", "es"), wrong, right, strict=True):
        assert list(lint_status([("revoked", Text("order", language, bad, ""))]))
        assert list(lint_status([("revoked", Text("order", language, good, ""))])) == []


def test_a_text_without_its_status_is_found():
    silent = "Order 1 asked for more officers in 2017."
    for status, language in _WORDS:
        assert list(lint_status([(status, Text("order", language, silent, ""))]))


def test_a_status_without_its_year_is_found():
    text = Text("order", "en", "Revoked. It asked for more officers.", "")
    assert list(lint_status([("revoked", text)])) == ["order [en]: revoked, but since when?"]


def test_another_status_than_the_answers_is_found():
    text = Text("order", "en", "In force since January 20, 2025.", "")
    assert list(lint_status([("in_force", text)])) == []
    assert list(lint_status([("revoked", text)]))
    assert list(lint_status([("partly_blocked", text)]))


def test_a_language_without_status_words_is_found():
    assert list(lint_status([("revoked", Text("order", "xx", "2021", ""))]))
