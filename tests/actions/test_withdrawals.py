"""An answer that staff took out of service is not given in any depth; nobody is left without."""

import datetime
import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from actions import directory
from actions import withdrawals as withdrawing
from actions.answer import ActionAnswer
from actions.card import ActionCard
from actions.change_language import ActionLanguage
from actions.choose import ActionChoose
from actions.clarify import ActionClarify
from actions.knowledge import answers
from actions.more import ActionMore
from actions.reminder import reminder_of
from actions.sources import ActionSources
from actions.withdrawals import withdrawals
from referrals.database import open_engine
from referrals.history_models import WithdrawnAnswer
from tests.actions.conftest import Conversation

OUT = "answer.withdrawn"
CALM, URGENT, BASICS = "tps", "door_home", "emergency_now"


@pytest.fixture
def withdraw(
    small_directory: None, seeded_url: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., None]]:
    """Take answers out of service, as staff does; without one, all are given again."""
    monkeypatch.setattr(withdrawing, "SECONDS_KNOWN", 0.0)

    def change(*labels: str) -> None:
        engine = open_engine(seeded_url)
        with Session(engine) as session:
            session.execute(delete(WithdrawnAnswer))
            now = datetime.datetime.now(datetime.UTC)
            for label in labels:
                session.add(
                    WithdrawnAnswer(label=label, since=now, withdrawn_by="keeper@aid.example")
                )
            session.commit()
        engine.dispose()

    yield change
    change()


async def test_it_is_replaced_by_a_caution_at_every_depth(later: Conversation, withdraw):
    withdraw(CALM)
    assert await later.hear(ActionAnswer(), "tps?", topic=CALM) == [OUT]
    assert later.slots["asked"] == "place"
    assert await later.hear(ActionMore(), "more") == [OUT]
    assert await later.hear(ActionSources(), "sources") == [OUT]
    assert await later.hear(ActionLanguage(), "español") == [
        "language.changed",
        "refer.ask_place",
    ]
    assert (await later.hear(ActionAnswer(), "77036", topic="gibberish"))[0] == "refer.near"


async def test_it_is_taken_back_in_the_middle_of_a_conversation_and_given_again(
    later: Conversation, withdraw
):
    assert (await later.hear(ActionAnswer(), topic=CALM))[0] == CALM
    withdraw(CALM)
    assert await later.hear(ActionMore(), "more") == [OUT]
    withdraw()
    assert (await later.hear(ActionAnswer(), topic=CALM))[0] != OUT


async def test_other_answers_are_given_as_before(later: Conversation, withdraw):
    withdraw(CALM)
    assert (await later.hear(ActionAnswer(), topic=URGENT))[0] == URGENT
    withdraw("car_stop")
    assert (await later.hear(ActionAnswer(), topic="car_stop/passenger"))[0] == "car_stop/passenger"


async def test_it_lends_no_card(later: Conversation, withdraw):
    await later.hear(ActionAnswer(), topic=URGENT)
    assert (await later.hear(ActionCard(), "card"))[1] == "card.door"
    withdraw(URGENT)
    assert (await later.hear(ActionCard(), "card"))[1] == "card.silence"


async def test_its_title_can_still_be_chosen_and_leads_to_the_caution(
    later: Conversation, withdraw
):
    withdraw(CALM)
    said = await later.hear(ActionClarify(), "tps or daca", topic=CALM, ranked=(CALM, "daca"))
    assert said == ["clarify.question", "clarify.choice", "clarify.choice"]
    assert later.values_of("clarify.choice")[0]["title"] == CALM
    assert await later.hear(ActionChoose(), "1") == [OUT]


async def test_in_an_urgent_moment_the_basics_follow(later: Conversation, withdraw):
    withdraw(URGENT)
    assert await later.hear(ActionAnswer(), topic=URGENT) == [OUT, BASICS]


async def test_without_the_basics_the_shortest_of_them_follow(later: Conversation, withdraw):
    withdraw(URGENT, BASICS)
    assert await later.hear(ActionAnswer(), topic=URGENT) == [OUT, "answer.basics"]
    assert await later.hear(ActionAnswer(), topic=BASICS) == [OUT, "answer.basics"]


@pytest.mark.parametrize("label", [label for label in answers() if reminder_of(label)])
async def test_in_danger_the_number_to_call_is_said_whatever_is_withdrawn(
    later: Conversation, withdraw, label: str
):
    withdraw(*answers())
    said = await later.hear(ActionAnswer(), topic=label)
    assert said == [OUT, "answer.basics" if label == BASICS else reminder_of(label)]


@pytest.mark.parametrize("label", [label for label, answer in answers().items() if answer.urgent])
async def test_no_urgent_answer_leaves_nothing_but_the_caution(
    later: Conversation, withdraw, label: str
):
    withdraw(label)
    assert len(await later.hear(ActionAnswer(), topic=label)) == 2


async def test_the_caution_is_not_called_unreviewed(withdraw):
    withdraw(CALM)
    said = await Conversation().hear(ActionAnswer(), topic=CALM)
    assert said == [OUT, "notice.information"]


async def test_what_is_known_holds_while_the_directory_is_down(
    later: Conversation, withdraw, monkeypatch: pytest.MonkeyPatch
):
    withdraw(CALM)
    await later.hear(ActionAnswer(), topic=CALM)
    with monkeypatch.context() as down:
        down.setattr(directory, "_engine", lambda: open_engine("sqlite:///nowhere/x.db"))
        assert await later.hear(ActionAnswer(), topic=CALM) == [OUT]


@pytest.mark.usefixtures("directory_down")
async def test_without_a_directory_nothing_is_withdrawn(later: Conversation):
    assert (await later.hear(ActionAnswer(), topic=CALM))[0] == CALM


async def test_a_directory_that_hangs_keeps_nobody_waiting(
    later: Conversation, withdraw, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(withdrawing, "PATIENCE_SECONDS", 0.01)
    released, asked = threading.Event(), []

    def hang(_session: Session) -> frozenset[str]:
        asked.append(1)
        released.wait(20)
        return frozenset({CALM})

    monkeypatch.setattr(directory, "withdrawn_labels", hang)
    for label in (URGENT, "car_stop", "street_stop"):
        assert (await later.hear(ActionAnswer(), topic=label))[0] == label
    assert asked == [1]
    released.set()
    await withdrawals()._asking
    assert await later.hear(ActionAnswer(), topic=CALM) == [OUT]


async def test_the_directory_is_asked_once_in_a_while(
    later: Conversation, withdraw, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(withdrawing, "SECONDS_KNOWN", 60.0)
    await later.hear(ActionAnswer(), topic=URGENT)
    withdraw(CALM)
    assert (await later.hear(ActionAnswer(), topic=CALM))[0] == CALM
