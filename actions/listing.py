"""Says a page of organizations, one utterance an organization; it looks nothing up."""

from actions.turn import Turn
from referrals.directory import Page
from referrals.place_answers import Found
from referrals.telling import tell_page


def say_page(turn: Turn, place: Found, page: Page, offset: int) -> None:
    """Say the heading, the organizations numbered from `offset` + 1, their date, what is left."""
    for identity, values in tell_page(place, page, offset):
        turn.say(identity, **values)
    if page.matches:
        turn.say_once("refer.notario")
