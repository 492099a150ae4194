"""Turns utterances into the words of one language; it chooses nothing that is said."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from phrasebook.answers import Answer, load_answers
from phrasebook.catalogue import (
    Catalogue,
    folder_name,
    write_date,
    write_distance,
    write_language,
    write_number,
)
from phrasebook.direction import marked
from phrasebook.extraction import answer_id
from phrasebook.interface import Sentence, load_interface
from phrasebook.languages import SOURCE_LANGUAGE, Languages, load_languages
from phrasebook.translation_reviews import (
    STATES,
    TranslationReview,
    load_translation_reviews,
    state_of,
)
from phrasebook.utterance import Utterance, Value


class UnknownUtterance(LookupError):
    """No answer and no sentence has this id. The message is the id."""


class Speech:
    """All words, in all languages, loaded and validated once."""

    def __init__(self, root: Path) -> None:
        self.languages: Languages = load_languages(root / "locales/languages.toml")
        self.answers: dict[str, Answer] = load_answers(root / "data/answers")
        self.sentences: dict[str, Sentence] = load_interface(root / "data/interface.toml")
        self.catalogue = Catalogue(root / "locales", self.languages.spoken())
        self._reviews: dict[str, dict[str, TranslationReview]] = {
            tag: load_translation_reviews(root / "locales" / folder_name(tag) / "reviews.toml")
            for tag in self.languages.spoken()
        }

    def turn(self, utterances: Sequence[Utterance]) -> str:
        """Return the words of a whole turn, one utterance a line."""
        return "\n".join(self.words(utterance) for utterance in utterances)

    def translation_state(self, identity: str, tag: str) -> str:
        """Return how far the translation of an utterance's words has come: one of STATES.

        English is the original, and sources are said in its words: both count as read.
        """
        english = self._english(identity)
        if tag == SOURCE_LANGUAGE or english is None:
            return STATES[-1]
        context = identity.removesuffix(".text")
        found = self.catalogue.find(context, english, tag)
        return state_of(self._reviews[tag].get(context), english, found) if found else STATES[-1]

    def _english(self, identity: str) -> str | None:
        if identity in self.sentences:
            return self.sentences[identity].text
        label, _, part = identity.partition(".")
        return getattr(self.answers.get(label), part or "text", None) or None

    def words(self, utterance: Utterance) -> str:
        """Return the words of one utterance; raise UnknownUtterance for an id that has none.

        Where the language is written from right to left, numbers and names carry direction marks.
        """
        words = self._words(utterance)
        is_rtl = self.languages[utterance.language].direction == "rtl"
        return marked(words) if is_rtl else words

    def template(self, identity: str, tag: str) -> str:
        """Return a sentence with its reply words put in, every other placeholder left as it is.

        A sentence that counts is given in its form for many. Raises UnknownUtterance.
        """
        if identity not in self.sentences:
            raise UnknownUtterance(identity)
        text = self.catalogue.phrase(identity, self.sentences[identity].text, tag)
        for name, word in self.replies(tag).items():
            text = text.replace(f"{{{name}}}", word)
        return marked(text) if self.languages[tag].direction == "rtl" else text

    def answer_in(self, identity: str) -> Answer | None:
        """Return the answer whose law an id says, in its text or as it goes on; else None."""
        label, _, part = identity.partition(".")
        answer = self.answers.get(label)
        is_law = answer is not None and not answer.withdrawn and part in ("", "more")
        return answer if is_law else None

    def status(self, answer: Answer, tag: str) -> str:
        """Return how the law of an answer stands, in words: "in force"."""
        return self._own(f"status.{answer.status}", tag)

    def replies(self, tag: str) -> dict[str, str]:
        """Return the reply words of a language, the English ones where it has none."""
        return {**self.languages[SOURCE_LANGUAGE].replies, **self.languages[tag].replies}

    def _words(self, utterance: Utterance) -> str:
        sentence = self.sentences.get(utterance.say)
        if sentence:
            return self._sentence(sentence, utterance)
        label, _, part = utterance.say.partition(".")
        if label not in self.answers:
            raise UnknownUtterance(utterance.say)
        return self._answer(self.answers[label], part or "text", utterance.language)

    def _answer(self, answer: Answer, part: str, tag: str) -> str:
        if answer.withdrawn and part != "title":
            return self._own("answer.withdrawn", tag)
        if part == "sources":
            return self._sources(answer, tag)
        english = getattr(answer, part, "")
        if not english or part not in ("text", "more", "title"):
            raise UnknownUtterance(f"{answer.id}.{part}")
        return self.catalogue.phrase(answer_id(answer.id, part), english, tag)

    def _sources(self, answer: Answer, tag: str) -> str:
        if answer.status == "service" and not answer.sources:
            return self._own("sources.service", tag)
        status = self.status(answer, tag)
        lines = [self._own("sources.status", tag, status=status, date=str(answer.as_of))]
        if answer.review and answer.is_reviewed:
            lines.append(self._own("sources.reviewed", tag, date=str(answer.review.on)))
        else:
            lines.append(self._own("sources.unreviewed", tag))
        lines.append(self._own("sources.heading", tag))
        lines += [f"{s.org}, {s.title} {s.url}".strip() for s in answer.sources]
        return "\n".join(lines)

    def _own(self, identity: str, tag: str, **values: Value) -> str:
        return self._words(Utterance(identity, tag, values))

    def _sentence(self, sentence: Sentence, utterance: Utterance) -> str:
        tag = utterance.language
        values: dict[str, str] = self.replies(tag) | {
            name: self._written(value, sentence.values.get(name, ""), utterance)
            for name, value in utterance.values.items()
        }
        text = self._form(sentence, utterance)
        try:
            return text.format_map(values)
        except (KeyError, IndexError, ValueError):  # a translator's slip must not cost the answer
            return sentence.text.format_map(values)

    def _form(self, sentence: Sentence, utterance: Utterance) -> str:
        """Return a sentence's text, singular or plural by the number that it counts."""
        tag, name = utterance.language, sentence.counted
        if not name:
            return self.catalogue.phrase(sentence.id, sentence.text, tag)
        number = int(utterance.values[name])
        return self.catalogue.counted(sentence.id, sentence.one, sentence.text, tag, number)

    def _written(self, value: Value, kind: str, around: Utterance) -> str:
        """Write a value as its kind is written; a sentence can use the values of that around it."""
        tag = around.language
        if kind == "date":
            return write_date(datetime.date.fromisoformat(str(value)), tag)
        if kind == "number":
            return write_number(int(value), tag)
        if kind == "distance":
            return write_distance(int(value), tag)
        if kind == "language":
            return write_language(str(value), tag)
        if kind == "title":
            return self._words(Utterance(f"{value}.title", tag))
        if kind == "sentence":
            return self._words(Utterance(str(value), tag, around.values))
        return str(value)
