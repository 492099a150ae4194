"""One turn: what a person sent becomes what they get back. The heart; pure but for its ports.

Every path ends in words, except after a stop that the carrier has confirmed itself and for a person
who has opted out.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import structlog

from gateway.bot import BotUnavailable
from gateway.pin import Pin
from gateway.remembered import Remembered
from gateway.sms.keywords import Keyword, Keywords, Kind
from gateway.store import StoreUnavailable
from phrasebook.languages import SOURCE_LANGUAGE
from phrasebook.speech import Speech, UnknownUtterance
from phrasebook.utterance import Utterance

log = structlog.get_logger()

MINUTES_A_REPLY_IS_KEPT = 15
OPTOUT_TYPES: Mapping[str, Kind] = {"stop": "stop", "start": "start", "help": "help"}
"""What Advanced Opt-Out may say of a text; its word lists are wider than ours."""

WITHOUT_CARRIER = ("web",)
"""Channels in which nothing is ever sent first: there is nothing to opt out of."""

LANGUAGES_IN_TROUBLE = ("en", "es")
"""What we answer in when the bot is silent and nothing tells the language."""


@dataclass(frozen=True)
class Inbound:
    """A message as any channel gives it; `conversation` is a pseudonym, never an address."""

    channel: str
    conversation: str
    text: str
    message_id: str
    optout_type: str = ""
    """"stop", "start" or "help" when Twilio's Advanced Opt-Out has taken and answered the text."""

    pin: Pin | None = None
    """Where the person is, or somebody else, where the channel can carry that."""

    language: str = ""
    """The tag that the channel shows its own words in, where it has any; "" elsewhere."""


@dataclass(frozen=True)
class Reply:
    """Words in one language; empty text means that nothing may be sent."""

    text: str
    language: str = "en"
    said: tuple[str, ...] = ()
    utterances: tuple[Utterance, ...] = field(default=(), compare=False, repr=False)
    """What `text` is made of, for channels that show more than text."""


SILENCE = Reply("")


class BotPort(Protocol):
    """What a turn needs of the bot."""

    async def ask(
        self, conversation: str, text: str, pin: Pin | None = None, language: str = ""
    ) -> list[Utterance]: ...

    async def erase(self, conversation: str) -> list[Utterance]: ...


class OptOutsPort(Protocol):
    """What a turn needs of the store."""

    async def has(self, who: str) -> bool: ...

    async def add(self, who: str) -> None: ...

    async def remove(self, who: str) -> None: ...


def _count_nothing(channel: str, said: Sequence[str], language: str) -> None:
    """Stand in where nothing is counted."""


@dataclass
class Turns:
    """Takes turns: one at a time in a conversation, the same reply for the same message id."""

    bot: BotPort
    opt_outs: OptOutsPort
    speech: Speech
    keywords: Keywords
    seconds: float
    count: Callable[[str, Sequence[str], str], None] = _count_nothing
    """Told the channel of each reply, the ids that it says and its language; nothing of whom to."""

    _replies: Remembered[asyncio.Task[Reply]] = field(
        default_factory=lambda: Remembered(MINUTES_A_REPLY_IS_KEPT * 60, most=20_000)
    )
    _languages: Remembered[str] = field(default_factory=lambda: Remembered(3600, most=20_000))
    _locks: Remembered[asyncio.Lock] = field(default_factory=lambda: Remembered(600, most=20_000))

    async def take(self, inbound: Inbound) -> Reply:
        """Return the reply to a message; a repeated message id gets the reply of the first."""
        task = self._replies.get(_key(inbound))
        if task is None:
            task = asyncio.create_task(self._take(inbound))
            # What nobody waits for any more would be written to the log with its message.
            task.add_done_callback(lambda done: done.cancelled() or done.exception())
            self._replies.put(_key(inbound), task)
        return await asyncio.shield(task)

    def has_taken(self, inbound: Inbound) -> bool:
        """Tell whether a message with this id has had its turn, or is having it."""
        return self._replies.get(_key(inbound)) is not None

    async def forget(self, channel: str, conversation: str) -> None:
        """Forget a conversation, the bot's memory of it too; raise BotUnavailable if it may not.

        A turn that is under way ends first, or the bot would remember its text after all.
        """
        async with self._lock(conversation):
            self._drop_replies(channel, conversation)
            self._languages.drop(conversation)
            await self.bot.erase(conversation)

    async def _take(self, inbound: Inbound) -> Reply:
        reply = await self._answer(inbound)
        self.count(inbound.channel, reply.said, reply.language)
        return reply

    async def _answer(self, inbound: Inbound) -> Reply:
        """Answer; the log has no pseudonym, or a seized log would say who asked what."""
        began = time.perf_counter()
        opted_out = False
        try:
            async with asyncio.timeout(self.seconds):
                opted_out = await self._has_opted_out(inbound)
                reply = await self._understand(inbound, opted_out)
        except (TimeoutError, BotUnavailable, StoreUnavailable, UnknownUtterance) as error:
            log.warning("turn.failed", channel=inbound.channel, reason=_reason(error))
            if self._must_be_silent(inbound, opted_out):
                return SILENCE
            return self.trouble(self._language(inbound))
        milliseconds = round((time.perf_counter() - began) * 1000)
        log.info("turn.answered", say=list(reply.said), language=reply.language, ms=milliseconds)
        return reply

    async def _understand(self, inbound: Inbound, opted_out: bool) -> Reply:
        keyword = self._keyword(inbound, opted_out)
        if keyword and keyword.kind != "erase":
            return await self._obey(keyword, inbound)
        if opted_out and not keyword:
            return SILENCE
        if not keyword and not _says_anything(inbound):
            return self._own(inbound, "trouble.no_words")
        async with self._lock(inbound.conversation):
            if keyword:
                erased = await self._erase(inbound, keyword.language)
                return SILENCE if opted_out else erased
            about = (inbound.conversation, inbound.text, inbound.pin, inbound.language)
            reply = self._spoken(await self.bot.ask(*about))
        self._languages.put(inbound.conversation, reply.language)
        return reply

    def _lock(self, conversation: str) -> asyncio.Lock:
        lock = self._locks.get(conversation) or asyncio.Lock()
        self._locks.put(conversation, lock)
        return lock

    async def _obey(self, keyword: Keyword, inbound: Inbound) -> Reply:
        if inbound.channel in WITHOUT_CARRIER:
            kind = "help" if keyword.kind == "stop" else keyword.kind
            return self._own(inbound, f"keyword.{kind}", keyword.language)
        if keyword.kind == "stop":
            await self.opt_outs.add(inbound.conversation)
        elif keyword.kind == "start":
            await self.opt_outs.remove(inbound.conversation)
        if _is_answered(keyword, inbound):
            return SILENCE
        return self._own(inbound, f"keyword.{keyword.kind}", keyword.language)

    def _keyword(self, inbound: Inbound, opted_out: bool) -> Keyword | None:
        if inbound.optout_type in OPTOUT_TYPES:
            return Keyword(OPTOUT_TYPES[inbound.optout_type], answered_by_twilio=True)
        return self.keywords.read(inbound.text, opted_out)

    def _must_be_silent(self, inbound: Inbound, opted_out: bool) -> bool:
        """Say whether not even a failure may be told: after a stop that Twilio has answered, and
        to who has opted out and does not ask to begin again."""
        keyword = self._keyword(inbound, opted_out)
        if keyword is None or keyword.kind == "erase":
            return opted_out
        return keyword.kind == "stop" and _is_answered(keyword, inbound)

    async def _erase(self, inbound: Inbound, language: str | None) -> Reply:
        conversation = inbound.conversation
        utterances = await self.bot.erase(conversation)
        tells = language not in (None, SOURCE_LANGUAGE)  # anybody may use the English word
        known = self._languages.get(conversation)
        shown = inbound.language or (language if tells and not known else "")
        if shown:
            utterances = [replace(utterance, language=shown) for utterance in utterances]
        self._languages.drop(conversation)
        if inbound.channel in WITHOUT_CARRIER:
            self._drop_replies(inbound.channel, conversation, but=_key(inbound))
        return self._spoken(utterances)

    def _drop_replies(self, channel: str, conversation: str, but: str = "") -> None:
        mine = f"{channel}:{conversation}:"
        self._replies.drop_those(lambda key: key.startswith(mine) and key != but)

    async def _has_opted_out(self, inbound: Inbound) -> bool:
        """Ask the store; when it is down, answering a person who asks is the lesser harm."""
        if inbound.channel in WITHOUT_CARRIER:
            return False
        try:
            return await self.opt_outs.has(inbound.conversation)
        except StoreUnavailable as error:
            log.error("store.failed", reason=str(error))
            return False

    def trouble(self, language: str | None, identity: str = "trouble.now") -> Reply:
        """Return words that need neither bot nor store, in all likely languages if need be."""
        tags = (language,) if language else LANGUAGES_IN_TROUBLE
        utterances = tuple(Utterance(identity, tag) for tag in tags)
        return Reply(self.speech.turn(utterances), tags[-1], (identity,), utterances)

    def _own(self, inbound: Inbound, identity: str, language: str | None = None) -> Reply:
        return self.trouble(language or self._language(inbound), identity)

    def _language(self, inbound: Inbound) -> str | None:
        """Return the channel's or the conversation's language, else that of the text's script."""
        known = inbound.language or self._languages.get(inbound.conversation)
        written = self.speech.languages.written_in(inbound.text)
        return known or (written if written in self.speech.languages.spoken() else None)

    def _spoken(self, utterances: Sequence[Utterance]) -> Reply:
        text = self.speech.turn(utterances)
        said = tuple(utterance.say for utterance in utterances)
        return Reply(text, utterances[0].language, said, tuple(utterances))


def _key(inbound: Inbound) -> str:
    """Return under which key a reply is remembered."""
    return f"{inbound.channel}:{inbound.conversation}:{inbound.message_id}"


def _says_anything(inbound: Inbound) -> bool:
    """Say whether there is a pin or a text that can be seen."""
    shown = (letter.isprintable() and not letter.isspace() for letter in inbound.text)
    return inbound.pin is not None or any(shown)


def _is_answered(keyword: Keyword, inbound: Inbound) -> bool:
    """Say whether Twilio has answered, so that a second reply is refused or one too many."""
    is_stop = keyword.answered_by_twilio and keyword.kind == "stop"
    return inbound.channel == "sms" and (is_stop or inbound.optout_type in OPTOUT_TYPES)


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, BotUnavailable) else type(error).__name__
