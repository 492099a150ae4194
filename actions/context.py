"""Takes a text for what the conversation makes of it, before it is read by itself."""

from actions.choice import took_choice
from actions.danger import took_danger
from actions.follow_up import took_follow_up, took_open_question
from actions.passing import names_agreements, took_agreements, took_place
from actions.section import took_section
from actions.turn import Turn


async def took_context(turn: Turn) -> bool:
    """Take it for an offered choice, a section, a place, danger or as going on; tell if so."""
    return (
        await took_choice(turn)
        or took_section(turn)
        or (names_agreements(turn) and await took_agreements(turn))
        or await took_place(turn)
        or await took_agreements(turn)
        or took_danger(turn)
        or took_follow_up(turn)
        or took_open_question(turn)
    )
