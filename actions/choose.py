"""Takes the number that a person replies to a question with choices."""

from actions.ability import Ability
from actions.answer import say_answer
from actions.refer import name_help
from actions.turn import Turn


class ActionChoose(Ability):
    """1, 2 or 3: a topic or a place offered before."""

    def name(self) -> str:
        return "action_choose"

    async def act(self, turn: Turn) -> None:
        choices = turn.recall("choices") or []
        number = int("".join(c for c in turn.text if c.isdigit())[:1] or 0)
        if not 1 <= number <= len(choices):
            turn.say("clarify.unknown_choice")
            return
        chosen = choices[number - 1]
        if "topic" in chosen:
            say_answer(turn, chosen["topic"])
        else:
            await name_help(turn, chosen["place"], offset=0)
