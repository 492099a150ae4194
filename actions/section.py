"""Answers "what does section 6 say" with the answer that says it; it knows no section by heart."""

from actions.knowledge import answers, languages, sections
from actions.saying import say_answer
from actions.turn import Turn

SURE = 0.6
"""From this confidence on, a text that names no order is about what the bot says."""


def took_section(turn: Turn) -> bool:
    """Say what a section of an order says; tell whether the text asks for a section."""
    number = languages().section_number(turn.text)
    if number is None or turn.is_alarming:
        return False
    known = sections()
    order = known.order_in(turn.text) or known.order_of(turn.recall("topic"), answers())
    if order is None and not _is_on_orders(turn):
        return False
    if order is None:
        _ask_which(turn, number)
    elif identity := known.orders[order].get(number):
        say_answer(turn, identity)
    else:
        turn.say("section.unknown", number=number, order=order)
        turn.remember(topic=known.wholes[order], depth=None, choices=None, asked=None)
    return True


def _is_on_orders(turn: Turn) -> bool:
    """Say whether the text is about an order, or about nothing that is known for sure.

    "Section 8" is also a way of paying rent.
    """
    is_on_order = sections().order_of(turn.answer, answers()) is not None
    return is_on_order or turn.confidence < SURE


def _ask_which(turn: Turn, number: int) -> None:
    """Ask which order is meant, of those whose section of that number is known."""
    orders = sections().orders.items()
    found = [(order, table[number]) for order, table in orders if number in table]
    if not found:
        turn.say("section.which")
        return
    turn.say("clarify.numbers")
    for place, (_, identity) in enumerate(found, start=1):
        turn.say("clarify.choice", number=place, title=identity)
    choices = [{"topic": identity, "order": order} for order, identity in found]
    turn.remember(asked="choice", choices=choices)
