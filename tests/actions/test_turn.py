"""The notices of a first reply: each is given once, in the language of the reply."""

from actions.answer import ActionAnswer
from actions.change_language import ActionLanguage
from actions.clarify import ActionClarify
from actions.erase import ActionErase
from actions.more import ActionMore
from tests.actions.conftest import Conversation

LAW, LAW_TOO, SERVICE = "door_home", "car_stop", "thanks"
SPANISH = ("es", 0.99)


async def test_the_first_reply_says_that_this_is_not_advice_and_the_second_does_not(
    conversation: Conversation,
):
    first = await conversation.hear(ActionAnswer(), topic=LAW)
    second = await conversation.hear(ActionAnswer(), topic=LAW_TOO)
    assert first[-2:] == ["notice.information", "notice.unreviewed"]
    assert not [said for said in second if said.startswith("notice.")]


async def test_an_answer_that_quotes_no_law_is_not_called_unreviewed(conversation: Conversation):
    said = await conversation.hear(ActionAnswer(), topic=SERVICE)
    assert said == [SERVICE, "notice.information"]


async def test_the_first_answer_on_the_law_is_called_unreviewed_however_late(
    conversation: Conversation,
):
    await conversation.hear(ActionAnswer(), topic=SERVICE)
    said = await conversation.hear(ActionAnswer(), topic=LAW)
    assert said[-1] == "notice.unreviewed"
    assert "notice.information" not in said


async def test_more_on_the_law_rests_on_it_too(conversation: Conversation):
    conversation.slots = {"topic": LAW}
    assert "notice.unreviewed" in await conversation.hear(ActionMore())


async def test_a_question_back_quotes_no_law(conversation: Conversation):
    said = await conversation.hear(ActionClarify(), ranked=(LAW, LAW_TOO))
    assert "notice.unreviewed" not in said


async def test_an_unreviewed_translation_is_named_in_its_own_language(conversation: Conversation):
    said = await conversation.hear(ActionAnswer(), topic=LAW, language=SPANISH)
    assert said[-3:] == ["notice.information", "notice.unreviewed", "notice.translation"]
    assert {utterance.language for utterance in conversation.said} == {"es"}


async def test_changing_to_spanish_later_names_the_translation_once(conversation: Conversation):
    await conversation.hear(ActionAnswer(), topic=LAW)
    changed = await conversation.hear(ActionLanguage(), "español")
    after = await conversation.hear(ActionAnswer(), topic=LAW_TOO, language=SPANISH)
    assert changed == ["language.changed", LAW, "notice.translation"]
    assert "notice.translation" not in after


async def test_changing_back_to_english_repeats_no_notice(conversation: Conversation):
    await conversation.hear(ActionAnswer(), topic=LAW, language=SPANISH)
    assert await conversation.hear(ActionLanguage(), "english") == ["language.changed", LAW]


async def test_erasing_forgets_everything_and_gives_no_notice(conversation: Conversation):
    await conversation.hear(ActionAnswer(), topic=LAW)
    assert await conversation.hear(ActionErase(), "ERASE") == ["erase.done"]
    assert (conversation.was_forgotten, conversation.slots) == (True, {})


async def test_after_erasing_the_notices_are_due_again(conversation: Conversation):
    await conversation.hear(ActionAnswer(), topic=LAW)
    await conversation.hear(ActionErase(), "ERASE")
    assert "notice.information" in await conversation.hear(ActionAnswer(), topic=LAW)
