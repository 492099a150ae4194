"""What the widget is told about a site in a language: its looks and every word around the chat."""

from typing import Any

from gateway.web.parts import SUFFIX, pieces_said
from gateway.web.site import Site
from phrasebook.languages import SOURCE_LANGUAGE, Languages
from phrasebook.speech import Speech

WORDS = "web."
STARTERS, LABEL, TEXT = "web.starter.", ".label", ".text"
SAME_LANGUAGE = {"fil": "tl"}
"""Tags of browsers for a language that we know under another one."""


def nearest(tag: str | None, languages: Languages) -> str:
    """Return the tag of a spoken language that is nearest to one asked for, else English.

    As RFC 4647 looks tags up, by ever fewer subtags; then any that begins with the same language:
    pt is pt-BR, zh-TW is zh-Hans.
    """
    return _found(tag or "", languages) or SOURCE_LANGUAGE


def preferred(header: str | None, languages: Languages) -> str:
    """Return the tag nearest to the first language of a browser's list that we speak."""
    tags = [entry.partition(";")[0].strip() for entry in (header or "").split(",")]
    found = (_found(tag, languages) for tag in tags)
    return next((tag for tag in found if tag), SOURCE_LANGUAGE)


def _found(tag: str, languages: Languages) -> str | None:
    spoken = {each.casefold(): each for each in languages.spoken()}
    asked = tag.casefold().replace("_", "-").split("-")
    asked[0] = SAME_LANGUAGE.get(asked[0], asked[0])
    for length in range(len(asked), 0, -1):
        if found := spoken.get("-".join(asked[:length])):
            return found
    same = (each for folded, each in spoken.items() if folded.partition("-")[0] == asked[0])
    return next(same, None)


def starter_ids(speech: Speech) -> list[str]:
    """Return the ids of all questions that a chat can begin with, in order."""
    return [
        identity.removeprefix(STARTERS).removesuffix(LABEL)
        for identity in speech.sentences
        if identity.startswith(STARTERS) and identity.endswith(LABEL)
    ]


class Shown:
    """The words around the chat, put together once a language."""

    def __init__(self, speech: Speech, sms_number: str) -> None:
        self._speech, self._sms_number = speech, sms_number
        self._starters = starter_ids(speech)
        self._around = {tag: self._words_around(tag) for tag in speech.languages.spoken()}

    def settings(self, site: Site, tag: str) -> dict[str, Any]:
        """Return the settings of a site in a spoken language."""
        words = self._around[tag]["words"]
        return self._around[tag] | {
            "site": site.key,
            "title": site.title or words.get("web.title", ""),
            "colors": {"accent": site.accent, "on_accent": site.on_accent},
            "starters": [
                self._starter(name, words)
                for name in site.starters or self._starters
                if name in self._starters
            ],
            "leave_to": site.leave_to,
            "remember": site.remember,
        }

    def _words_around(self, tag: str) -> dict[str, Any]:
        speech = self._speech
        own = [identity for identity in speech.sentences if identity.startswith(WORDS)]
        notice = "web.notice" if "web.notice" in own else f"notice.information{SUFFIX}"
        return {
            "language": tag,
            "direction": speech.languages[tag].direction,
            "languages": [self._language(each) for each in speech.languages.spoken()],
            "words": {identity: speech.template(identity, tag) for identity in own},
            "notice": speech.template(notice, tag),
            "trouble": {"pieces": pieces_said(speech, "trouble.now", tag)},
            "help": {"pieces": pieces_said(speech, "keyword.help", tag)},
            "sms_number": self._sms_number or None,
        }

    def _language(self, tag: str) -> dict[str, str]:
        row = self._speech.languages[tag]
        return {"tag": tag, "name": row.endonym, "direction": row.direction}

    def _starter(self, name: str, words: dict[str, str]) -> dict[str, str]:
        label = words[f"{STARTERS}{name}{LABEL}"]
        return {"id": name, "label": label, "text": words.get(f"{STARTERS}{name}{TEXT}", label)}
