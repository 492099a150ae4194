"""Shows a sentence for an officer, in English with the person's language above it."""

from actions.ability import Ability
from actions.knowledge import answers
from actions.turn import Turn
from actions.withdrawals import withdrawals
from phrasebook.languages import SOURCE_LANGUAGE

GENERAL = "silence"
"""The card of answers that have none of their own: staying silent and asking for a lawyer."""


class ActionCard(Ability):
    """CARD: the one that belongs to the last answer."""

    def name(self) -> str:
        return "action_card"

    async def act(self, turn: Turn) -> None:
        answer = answers().get(turn.recall("topic") or "")
        own_card = answer.card if answer and not withdrawals().has(answer) else ""
        card = f"card.{own_card or GENERAL}"
        turn.say("card.lead")
        own = turn.language
        if own != SOURCE_LANGUAGE:
            turn.say(card, language=own)
        turn.say_in(SOURCE_LANGUAGE, card, language=own)
