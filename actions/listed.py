"""Remembers which services a list named, counts them for staff, offers the word for a dead one."""

from collections.abc import Sequence

from actions.staff import can_tell_staff, count_referrals
from actions.turn import Turn


def note_listed(turn: Turn, service_ids: Sequence[str], offset: int) -> None:
    """Note services numbered from `offset` + 1, and say how a number that fails is reported.

    It is offered only where there is an admin to tell.
    """
    before = list(turn.recall("listed") or [])[:offset]
    turn.remember(listed=[*before, *service_ids])
    if service_ids:
        count_referrals(service_ids)
    if service_ids and can_tell_staff():
        turn.say("report.offer", number=offset + 1)
