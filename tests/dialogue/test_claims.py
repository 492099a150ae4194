"""Every claim of the founding documents is got by asking: the question is texted, words come."""

import pytest

from phrasebook.utterance import Utterance
from tests.content.material import SPEECH
from tests.running import Running, fresh_number
from tools.coverage import Claim, read_claims


@pytest.mark.parametrize("claim", read_claims(), ids=lambda claim: claim.code)
def test_the_claim_is_got_by_asking(claim: Claim, system: Running):
    number = fresh_number()
    identity, _, part = claim.answer.partition(".")
    reply = system.say(claim.question, number)
    assert reply.startswith(SPEECH.words(Utterance(identity, "en"))), "another answer"
    if part:
        reply = system.say("MORE", number)
    assert [words for words in claim.words if words not in reply] == []
