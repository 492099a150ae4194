"""How far an answer is: in service, read by a lawyer, translated; it decides nothing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from admin.translations import N_, _
from phrasebook.answers import Answer
from phrasebook.extraction import PARTS, answer_id
from phrasebook.languages import SOURCE_LANGUAGE
from phrasebook.speech import Speech
from phrasebook.translation_reviews import READ_BY_PEOPLE, STATES

MISSING = "missing"
ORIGINAL = "original"

SERVICE = {
    "given": N_("In service"),
    "withdrawn": N_("Withdrawn by staff"),
    "file": N_("Withdrawn in the file"),
}
REVIEWS = {
    "reviewed": N_("Read by a lawyer"),
    "changed": N_("Changed since a lawyer read it"),
    "never": N_("Not read by a lawyer"),
}
TRANSLATIONS = {
    MISSING: N_("Not translated"),
    "drafted": N_("Draft"),
    "back_translated": N_("Translated back and compared"),
    "native_read": N_("Read by a native speaker"),
    "lawyer_read": N_("Read by a lawyer"),
    ORIGINAL: N_("The original"),
}
PARTS_SAID = {"title": N_("Title"), "text": N_("First text"), "more": N_("After MORE")}
LAW = {
    "constitutional": N_("Constitution"),
    "statute": N_("Law"),
    "in_force": N_("In force"),
    "partly_blocked": N_("Partly blocked"),
    "blocked": N_("Blocked"),
    "revoked": N_("Revoked"),
    "proposed": N_("Proposed"),
    "history": N_("History"),
    "service": N_("About this service"),
}
GROUPS = {
    "agreements": N_("287(g) agreements"),
    "arrest_detention": N_("Arrest and detention"),
    "border_travel": N_("Border and travel"),
    "encounters": N_("Meeting officers"),
    "family_safety": N_("Family and safety"),
    "not_law": N_("Not about the law"),
    "orders_13768": N_("Order 13768"),
    "orders_14159": N_("Order 14159"),
    "orders_14165": N_("Order 14165"),
    "status_relief": N_("Status and relief"),
}


@dataclass(frozen=True)
class Words:
    """One part of an answer, "title", "text" or "more", as people get it in a language.

    `tag` is English's where there is no translation: then `state` is MISSING.
    """

    part: str
    text: str
    tag: str
    direction: str
    state: str


def service_state(answer: Answer, withdrawn: Collection[str]) -> str:
    """Return a key of SERVICE; `withdrawn` are the ids that staff took out of service."""
    if answer.id in withdrawn:
        return "withdrawn"
    return "file" if answer.withdrawn else "given"


def review_state(answer: Answer) -> str:
    """Return a key of REVIEWS."""
    if answer.review is None:
        return "never"
    return "reviewed" if answer.is_reviewed else "changed"


def words_in(speech: Speech, answer: Answer, tag: str) -> list[Words]:
    """Return what the answer says in a language, part by part."""
    said = []
    for part in PARTS:
        english = getattr(answer, part)
        if not english:
            continue
        found = speech.catalogue.find(answer_id(answer.id, part), english, tag)
        used = tag if found else SOURCE_LANGUAGE
        state = speech.translation_state(f"{answer.id}.{part}", tag) if found else MISSING
        direction = speech.languages[used].direction
        said.append(
            Words(
                part,
                found or english,
                used,
                direction,
                ORIGINAL if tag == SOURCE_LANGUAGE else state,
            )
        )
    return said


def translation_state(speech: Speech, answer: Answer, tag: str) -> str:
    """Return a key of TRANSLATIONS: the state of the part that has come least far."""
    states = {words.state for words in words_in(speech, answer, tag)}
    return next((s for s in (MISSING, *STATES) if s in states), ORIGINAL)


def translated_tags(speech: Speech) -> list[str]:
    """Return the languages that answers are translated into."""
    return [tag for tag in speech.languages.spoken() if tag != SOURCE_LANGUAGE]


def read_by_people(states: Iterable[str]) -> int:
    """Return how many of some translations a person has read."""
    return sum(state in READ_BY_PEOPLE for state in states)


def group_words(group: str) -> str:
    """Return the name of a group in the language of the request."""
    return _(GROUPS.get(group) or group.replace("_", " ").capitalize())
