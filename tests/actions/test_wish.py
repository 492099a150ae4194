"""What kind of help is wanted is heard, kept until a place is known, and asked of the directory."""

import pytest

from actions import near
from actions.next_page import ActionNext
from actions.refer import ActionRefer
from referrals.directory import Page
from referrals.matching import Wish
from referrals.place_answers import Found
from tests.actions.conftest import Conversation

pytestmark = pytest.mark.usefixtures("small_directory")


@pytest.fixture
def wishes(monkeypatch: pytest.MonkeyPatch) -> list[Wish]:
    """The wishes that the directory was asked with."""
    asked: list[Wish] = []

    async def help_near(place: Found, offset: int, wish: Wish) -> Page:
        asked.append(wish)
        return Page((), "national", False)

    monkeypatch.setattr(near, "help_near", help_near)
    return asked


async def test_a_need_in_the_text_is_asked_for(later: Conversation, wishes: list[Wish]):
    await later.hear(ActionRefer(), "asylum lawyer in 77036")
    assert wishes == [Wish(("asylum",), "en", False)]


async def test_a_need_is_kept_until_the_place_is_known_and_for_next(
    later: Conversation, wishes: list[Wish]
):
    assert await later.hear(ActionRefer(), "i need a lawyer for daca") == ["refer.ask_place"]
    await later.hear(ActionRefer(), "77036")
    await later.hear(ActionNext(), "next")
    assert [wish.needs for wish in wishes] == [("daca",), ("daca",)]


async def test_another_need_takes_the_place_of_the_one_before(
    later: Conversation, wishes: list[Wish]
):
    await later.hear(ActionRefer(), "asylum lawyer in 77036")
    await later.hear(ActionRefer(), "daca lawyer in 77036")
    assert [wish.needs for wish in wishes] == [("asylum",), ("daca",)]


async def test_the_language_is_that_of_the_conversation_unless_another_is_asked_for(
    later: Conversation, wishes: list[Wish]
):
    later.slots["language"] = "vi"
    await later.hear(ActionRefer(), "77036", language=("vi", 0.99))
    await later.hear(ActionRefer(), "lawyer who speaks Creole in 77036", language=("en", 0.99))
    assert [wish.language for wish in wishes] == ["vi", "ht"]


async def test_help_for_a_detained_person_is_asked_for(later: Conversation, wishes: list[Wish]):
    await later.hear(ActionRefer(), "my husband was detained, lawyer in 77036")
    assert [wish.detained for wish in wishes] == [True]


async def test_after_an_answer_on_where_somebody_is_held_help_is_for_a_detained_person(
    later: Conversation, wishes: list[Wish]
):
    later.slots["asked"] = "office"
    await later.hear(ActionRefer(), "77036", meanings={"": 1.0})
    assert [wish.detained for wish in wishes] == [True]


async def test_nothing_of_the_text_itself_is_kept(later: Conversation, wishes: list[Wish]):
    await later.hear(ActionRefer(), "asylum lawyer in 77036")
    assert later.slots["wish"] == {"needs": ["asylum"], "language": None}
