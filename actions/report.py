"""Takes a text that says that a number does not work, in whatever words."""

import re

from actions.ability import Ability
from actions.dead_number import report
from actions.turn import Turn

_NUMBER = re.compile(r"(?<![\d-])\d{1,2}(?![\d-])")
"""A number in the list, and no part of a telephone number."""


class ActionReport(Ability):
    """NOWORK: the number of a service that was named does not work."""

    def name(self) -> str:
        return "action_report"

    async def act(self, turn: Turn) -> None:
        numbers = _NUMBER.findall(turn.text)
        await report(turn, int(numbers[0]) if len(numbers) == 1 else None)
