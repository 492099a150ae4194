"""One action's view of the conversation: what was said, what is remembered, what is said back."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import Restarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.knowledge import answers, is_read_by_people, languages, names_of_languages
from actions.language import choose_language, count_words
from actions.reminder import say_reminder
from actions.withdrawals import withdrawals
from phrasebook.languages import SOURCE_LANGUAGE
from phrasebook.utterance import Utterance, Value

WITHDRAWN = "answer.withdrawn"
"""What is said in place of whatever part of an answer that staff took out of service."""


class Turn:
    """Collects utterances and slot changes; nothing is sent before `events` is called."""

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        self._dispatcher = dispatcher
        self._slots: dict[str, Any] = dict(tracker.slots)
        self._changed: dict[str, Any] = {}
        self._message: dict[str, Any] = dict(tracker.latest_message or {})
        self._is_foreign = False
        self._is_forgotten = False
        self._rests_on: set[str] = set()
        self._said: list[str] = []
        self.language = self._choose_language()
        self.remember(language=self.language)

    @property
    def text(self) -> str:
        """What the person wrote."""
        return self._message.get("text") or ""

    @property
    def words(self) -> int:
        """How many words the person wrote; two Chinese characters count as one."""
        return count_words(self.text)

    @property
    def topic(self) -> str:
        """The label that the bot found most probable."""
        return self._message.get("topic") or ""

    @property
    def answer(self) -> str:
        """The id of the answer that fits the text best: its topic, or a division of it."""
        return self._message.get("answer") or self.topic

    @property
    def ranked(self) -> list[str]:
        """Answers, most probable topic first."""
        ranking = self._message.get("intent_ranking", [])
        return [entry.get("answer") or entry["name"] for entry in ranking]

    @property
    def meanings(self) -> dict[str, float]:
        """How probable the bot finds each answer for the text alone, the improbable left out."""
        found = self._message.get("divisions") or []
        return {entry["name"]: float(entry["confidence"]) for entry in found}

    @property
    def confidence(self) -> float:
        """How probable the bot finds its best label, 0 to 1."""
        ranking = self._message.get("intent_ranking") or [{}]
        return float(ranking[0].get("confidence", 1.0))

    @property
    def goes_on(self) -> bool:
        """Whether the text is one that people only send to go on: "and my kids?"."""
        return bool(self._message.get("goes_on"))

    @property
    def number(self) -> int | None:
        """The number that the whole text is, in digits or in words."""
        return languages().number(self.text)

    @property
    def is_urgent(self) -> bool:
        """Whether the bot finds that it is happening now, by a rule or by the model."""
        return bool(self._message.get("urgent"))

    @property
    def is_alarming(self) -> bool:
        """Whether a safety rule says that someone is in danger or that it happens now."""
        return bool(self._message.get("safety"))

    @property
    def pin(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees of a pin that came with the text."""
        match self._message.get("metadata"):
            case {"pin": {"lat": float(lat), "lon": float(lon)}}:
                return lat, lon
        return None

    @property
    def shown_language(self) -> str | None:
        """The tag of the language that the channel shows around the chat, if it tells one."""
        match self._message.get("metadata"):
            case {"language": str(tag)} if tag in languages().spoken():
                return tag
        return None

    def recall(self, slot: str) -> Any:
        """Return a slot's value as it is by now."""
        return self._changed.get(slot, self._slots.get(slot))

    def remember(self, **slots: Any) -> None:
        """Change slots; None forgets."""
        self._changed.update(slots)

    def has_changed(self, slot: str) -> bool:
        """Whether this turn has changed a slot."""
        return slot in self._changed

    def speak(self, tag: str) -> None:
        """Go on in another language, from this reply on."""
        self.language = tag
        self._is_foreign = False
        self.remember(language=tag)

    def stay(self) -> None:
        """Stay in the language of before: names and nonsense do not tell a language."""
        if before := self._language_before():
            self.speak(before)

    def say(self, identity: str, /, **values: Value) -> None:
        """Say an answer or a sentence by its id, in the language of the conversation."""
        self.say_in(self.language, identity, **values)

    def say_in(self, tag: str, identity: str, /, **values: Value) -> None:
        """Say something in a given language: what an officer is to read is in English."""
        label = identity.partition(".")[0]
        if withdrawals().has_label(label):
            identity, values = WITHDRAWN, {}
        elif label in answers():
            self._rests_on.add(label)
        self._said.append(identity)
        utterance = Utterance(identity, tag, values)
        self._dispatcher.utter_message(json_message=utterance.to_json())

    def say_once(self, identity: str) -> None:
        """Say a sentence unless this conversation has had it."""
        if identity not in (self.recall("noticed") or []):
            self.say(identity)
            self._note(identity)

    def _note(self, identity: str) -> None:
        given = self.recall("noticed") or []
        self.remember(noticed=sorted({*given, identity}))

    def forget(self) -> None:
        """Forget the whole conversation when the turn is closed."""
        self._is_forgotten = True

    def events(self) -> list[dict[str, Any]]:
        """Close the turn: add the first-reply notice where due and return the slot changes."""
        if self._is_forgotten:
            return [Restarted()]
        self._changed.setdefault("misses", 0)  # only a miss that follows a miss counts as two
        if self._is_foreign:
            self.say("notice.language", languages=names_of_languages())
        say_reminder(self, self._said)
        self._give_notice()
        return [SlotSet(name, value) for name, value in self._changed.items()]

    def _give_notice(self) -> None:
        self.say_once("notice.information")
        law = [answers()[label] for label in self._rests_on if answers()[label].sources]
        if any(f"{label}.sources" in self._said for label in self._rests_on):
            self._note("notice.unreviewed")  # the sources say it themselves
        if any(not answer.is_reviewed for answer in law):
            self.say_once("notice.unreviewed")
        if not all(is_read_by_people(said, self.language) for said in self._said):
            self.say_once("notice.translation")

    def _language_before(self) -> str | None:
        """Return the language shown by the channel, else the conversation's.

        A slot with anything else is as good as empty.
        """
        if shown := self.shown_language:
            return shown
        before = self._slots.get("language")
        return before if before in languages().spoken() else None

    def _choose_language(self) -> str:
        heard = self._message.get("language") or {}
        before = self._language_before()
        chosen = choose_language(
            heard.get("tag", SOURCE_LANGUAGE),
            heard.get("confidence", 0.0),
            self.words,
            before,
            languages().spoken(),
        )
        self._is_foreign = chosen is None
        return chosen or before or SOURCE_LANGUAGE
