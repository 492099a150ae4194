"""The frame of every action: a turn is opened, the ability acts on it, the turn is closed."""

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.dead_number import took_report
from actions.pin import offer_pin, took_pin
from actions.turn import Turn
from actions.withdrawals import withdrawals


class Ability(Action, ABC):
    """A Rasa action that says what it says through a Turn."""

    @abstractmethod
    async def act(self, turn: Turn) -> None:
        """Say something and remember what follows from it."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Do what rasa-sdk asks of an action; return the events of the turn."""
        await withdrawals().refresh()
        turn = Turn(dispatcher, tracker)
        if not await took_report(turn) and not await took_pin(turn):
            await self.act(turn)
        await offer_pin(turn)
        return turn.events()
