"""Takes "this number did not work" for a service that was named; it keeps nothing of who said it.

Which services were named, and which of them were reported, is remembered in the conversation alone.
"""

from collections.abc import Sequence

from actions.knowledge import languages
from actions.near import name_help
from actions.staff import report_number
from actions.turn import Turn

REPLY_WORD = "report"


async def took_report(turn: Turn) -> bool:
    """Take the reply word, alone or with a number, after a list; tell whether it was one."""
    number = languages().reply_number(turn.text, REPLY_WORD)
    if number is None or not turn.recall("listed"):
        return False
    turn.stay()
    await report(turn, number or None)
    return True


async def report(turn: Turn, number: int | None) -> None:
    """Report the service with that number in the list, or ask for the number; name the next one."""
    listed: Sequence[str] = turn.recall("listed") or []
    if not listed:
        turn.say("report.nothing_listed")
        turn.remember(asked="place", choices=None)
        return
    if number is None and len(listed) == 1:
        number = 1
    if number is None or not 1 <= number <= len(listed):
        _ask_which(turn, len(listed))
        return
    turn.say("report.noted" if await _is_noted(turn, listed[number - 1]) else "report.not_noted")
    await name_help(turn, turn.recall("place"), int(turn.recall("offset") or 0), most=1)


def _ask_which(turn: Turn, count: int) -> None:
    turn.say("report.which", count=count)
    choices = [{"report": number} for number in range(1, count + 1)]
    turn.remember(asked="choice", choices=choices)


async def _is_noted(turn: Turn, service_id: str) -> bool:
    """Note a report, once for a service in a conversation; tell whether staff has it."""
    reported = turn.recall("reported") or []
    if service_id in reported:
        return True
    if not await report_number(service_id):
        return False
    turn.remember(reported=[*reported, service_id])
    return True
