"""A conversation without Rasa, and a small directory: Houston, two Springfields and one line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import directory, staff
from actions.ability import Ability
from actions.withdrawals import withdrawals
from phrasebook.utterance import Utterance, from_json
from referrals.database import migrate, open_engine
from referrals.seeding import seed
from tests.actions.desk import ADMIN, KEY, Desk
from tests.actions.seeds import write_seeds


@dataclass
class Conversation:
    """Runs actions one after the other and keeps the slots between them, as Rasa does."""

    slots: dict[str, Any] = field(default_factory=dict)
    said: list[Utterance] = field(default_factory=list)
    was_forgotten: bool = False

    async def hear(
        self,
        action: Ability,
        text: str = "",
        topic: str = "",
        ranked: tuple[str, ...] = (),
        language: tuple[str, float] = ("en", 0.99),
        confidence: float = 0.97,
        safety: str = "",
        meanings: Mapping[str, float] | None = None,
        goes_on: bool = False,
        urgent: bool = False,
        pin: tuple[float, float] | None = None,
        metadata: object = None,
    ) -> list[str]:
        """Run an action on a text as the bot understood it; return the ids that were said.

        `topic` may be a division; `meanings` is how probable each answer is for the text alone.
        """
        message = {
            "text": text,
            "urgent": urgent,
            "topic": topic.partition("/")[0],
            "answer": topic,
            "divisions": [{"name": n, "confidence": p} for n, p in (meanings or {}).items()],
            "intent_ranking": [
                {"name": name, "confidence": confidence} for name in ranked or (topic,)
            ],
            "goes_on": goes_on,
            "metadata": {"pin": {"lat": pin[0], "lon": pin[1]}} if pin else metadata,
            "safety": safety,
            "language": {"tag": language[0], "confidence": language[1]},
        }
        tracker = Tracker("a-pseudonym", self.slots, message, [], False, None, {}, None)
        dispatcher = CollectingDispatcher()
        self._apply(await action.run(dispatcher, tracker, {}))
        self.said = [from_json(message["custom"]) for message in dispatcher.messages]
        return [utterance.say for utterance in self.said]

    def values_of(self, identity: str) -> list[dict[str, Any]]:
        """Return the values of each utterance of that id in the last turn."""
        return [dict(each.values) for each in self.said if each.say == identity]

    def _apply(self, events: list[dict[str, Any]]) -> None:
        for event in events:
            if event["event"] == "restart":
                self.slots, self.was_forgotten = {}, True
            else:
                self.slots[event["name"]] = event["value"]


@pytest.fixture
def conversation() -> Conversation:
    """A new conversation, in which nothing has been said."""
    return Conversation()


@pytest.fixture
def later() -> Conversation:
    """A conversation in English in which all notices have been given."""
    given = ["notice.information", "notice.translation", "notice.unreviewed", "refer.notario"]
    return Conversation({"language": "en", "noticed": given})


@pytest.fixture(scope="session")
def seeded_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the small directory."""
    folder = tmp_path_factory.mktemp("small")
    write_seeds(folder)
    url = f"sqlite:///{folder / 'small.db'}"
    migrate(url)
    engine = open_engine(url)
    seed(engine, folder, lambda _line: None)
    engine.dispose()
    return url


@pytest.fixture
def small_directory(seeded_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The actions read the small directory."""
    yield from _reading(seeded_url, monkeypatch)


@pytest.fixture
def directory_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The database of the directory does not answer."""
    yield from _reading(f"sqlite:///{tmp_path / 'nowhere.db'}", monkeypatch)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """An admin that takes what the actions tell staff."""
    taken = Desk()
    monkeypatch.setenv("ADMIN_URL", ADMIN)
    monkeypatch.setenv("INTERNAL_KEY", KEY)
    client = httpx.AsyncClient(transport=httpx.MockTransport(taken.answer))
    monkeypatch.setattr(staff, "_client", lambda: client)
    staff._settings.cache_clear()
    yield taken
    staff._settings.cache_clear()


def _reading(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DATABASE_URL", url)
    directory._engine.cache_clear()
    withdrawals.cache_clear()
    yield
    directory._engine().dispose()
    directory._engine.cache_clear()
    withdrawals.cache_clear()
