"""CARD: words for an officer in English, under the person's own."""

import pytest

from actions.answer import ActionAnswer
from actions.card import ActionCard
from tests.actions.conftest import Conversation

pytestmark = pytest.mark.usefixtures("small_directory")


async def test_the_card_is_the_one_of_the_last_answer(later: Conversation):
    await later.hear(ActionAnswer(), topic="door_home")
    assert await later.hear(ActionCard(), "card") == ["card.lead", "card.door"]


async def test_without_an_answer_it_is_the_general_one(later: Conversation):
    assert await later.hear(ActionCard(), "card") == ["card.lead", "card.silence"]


async def test_a_division_has_the_card_of_its_own_table(later: Conversation):
    await later.hear(ActionAnswer(), topic="car_stop/passenger")
    assert (await later.hear(ActionCard(), "card"))[1] == "card.search"


async def test_the_persons_language_stands_above_the_english():
    spanish = Conversation({"language": "es", "noticed": ["notice.information"]})
    said = await spanish.hear(ActionCard(), "tarjeta", language=("es", 0.99))
    assert said[:3] == ["card.lead", "card.silence", "card.silence"]
    assert [each.language for each in spanish.said[:3]] == ["es", "es", "en"]
