"""What the reply to a step must be; it finds every fault and sends nothing."""

from collections.abc import Iterator

from gateway.sms.segments import plan
from tests.dialogue.conversation import Step
from tests.dialogue.wording import Wording, flat

TIP_LINE_OF_ICE = "8663472423"
TIP_LINE_IN_LETTERS = "866dhs2ice"


def problems_of(step: Step, messages: list[str], wording: Wording) -> Iterator[str]:
    """Yield what in the reply is not as the step, or every step, wants it."""
    reply = "\n".join(messages)
    yield from problems_of_any(reply, is_silent=step.silent)
    if step.language and wording.languages_of(reply) != {step.language}:
        yield f"in {sorted(wording.languages_of(reply))}"
    if step.says and not wording.says(reply, step.says, step.language or ""):
        yield f"does not say {step.says}"
    for identity in step.says_not:
        if wording.has(reply, identity, step.language or ""):
            yield f"says {identity}"
    yield from (f"has no {piece!r}" for piece in step.contains if flat(piece) not in flat(reply))
    yield from (f"has {piece!r}" for piece in step.contains_not if flat(piece) in flat(reply))
    segments = sum(plan(message).segments for message in messages)
    if step.segments_at_most is not None and segments > step.segments_at_most:
        yield f"{segments} segments"


def problems_of_any(reply: str, is_silent: bool) -> Iterator[str]:
    """Yield what no reply may be: silent or loud against the rule, the tip line, a hole."""
    if is_silent == bool(reply.strip()):
        yield "not silent" if is_silent else "silent"
    bare = "".join(character for character in reply.casefold() if character.isalnum())
    if TIP_LINE_OF_ICE in bare or TIP_LINE_IN_LETTERS in bare:
        yield "the tip line"
    if "{" in reply:
        yield "a placeholder is not filled"
