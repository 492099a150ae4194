"""Which language a reply is in: the table of the choice, and the turns that show it."""

import pytest

from actions.answer import ActionAnswer
from actions.change_language import ActionLanguage
from actions.knowledge import languages
from actions.language import choose_language, count_words
from actions.refer import ActionRefer
from tests.actions.conftest import Conversation

SPOKEN = ("en", "es")


@pytest.mark.parametrize(
    ("heard", "confidence", "words", "before", "chosen"),
    [
        ("es", 0.99, 5, None, "es"),  # the first text decides
        ("es", 0.75, 1, None, "es"),  # if it is likely enough
        ("es", 0.59, 1, None, "en"),
        ("es", 0.95, 3, "en", "es"),  # three sure words change the language
        ("es", 0.90, 3, "en", "es"),
        ("es", 0.89, 9, "en", "en"),  # a doubtful text does not
        ("es", 0.99, 2, "en", "en"),  # nor do two words, "mas" or "no se"
        ("en", 0.99, 4, "es", "en"),
        ("vi", 0.95, 4, None, None),  # a language that we do not speak
        ("vi", 0.60, 4, None, "en"),  # perhaps one
        ("vi", 0.95, 4, "es", "es"),  # a conversation goes on in its language
        ("vi", 0.95, 4, "en", "en"),
        ("en", 0.00, 0, None, "en"),
        ("es", 1.0, 1, "en", "es"),  # letters that only one language has need no more words
    ],
)
def test_the_language_of_a_reply(heard, confidence, words, before, chosen):
    assert choose_language(heard, confidence, words, before, SPOKEN) == chosen


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("la migra", 2), ("移民局在敲门", 3), ("ICE 在门口", 2), ("문 앞에 있어요", 3)],
)
def test_words_are_counted_with_and_without_spaces(text, words):
    assert count_words(text) == words


async def test_a_foreign_language_is_answered_in_english_with_a_notice_once(
    conversation: Conversation,
):
    said = await conversation.hear(ActionAnswer(), "a", topic="door_home", language=("hi", 0.97))
    assert "notice.language" in said
    assert {utterance.language for utterance in conversation.said} == {"en"}
    again = await conversation.hear(ActionAnswer(), "b", topic="car_stop", language=("hi", 0.97))
    assert "notice.language" not in again


async def test_a_spoken_language_needs_no_such_notice(conversation: Conversation):
    said = await conversation.hear(ActionAnswer(), "a", topic="door_home", language=("es", 0.97))
    assert "notice.language" not in said
    assert {utterance.language for utterance in conversation.said} == {"es"}


async def test_naming_a_language_changes_it_from_this_reply_on(later: Conversation):
    assert await later.hear(ActionLanguage(), "español") == ["language.changed"]
    assert (later.said[0].language, later.slots["language"]) == ("es", "es")
    await later.hear(ActionAnswer(), "ok", topic="door_home", language=("en", 0.5))
    assert later.said[0].language == "es"


@pytest.mark.parametrize("text", ["हिन्दी", "punjabi", "speak my language", "english or spanish"])
async def test_a_language_that_we_do_not_speak_is_answered_with_those_we_do(later, text):
    assert await later.hear(ActionLanguage(), text) == ["language.only"]
    assert later.slots["language"] == "en"


async def test_choosing_english_after_a_foreign_text_ends_the_notice(conversation: Conversation):
    said = await conversation.hear(ActionLanguage(), "english", language=("hi", 0.95))
    assert said == ["language.changed", "notice.information"]


@pytest.mark.usefixtures("small_directory")
async def test_a_place_that_was_asked_for_is_asked_for_again_in_the_new_language(later):
    await later.hear(ActionRefer(), "lawyer", topic="find_legal_help")
    assert await later.hear(ActionLanguage(), "español") == ["language.changed", "refer.ask_place"]
    assert {utterance.language for utterance in later.said} == {"es"}
    assert later.slots["asked"] == "place"


async def test_choices_are_offered_again_in_the_new_language(later):
    later.slots |= {"asked": "choice", "choices": [{"topic": "door_home"}, {"topic": "car_stop"}]}
    said = await later.hear(ActionLanguage(), "español")
    assert said == ["language.changed", "clarify.question", "clarify.choice", "clarify.choice"]


async def test_places_are_offered_again_in_the_new_language(later):
    places = [{"place": {"label": label}, "for": "place"} for label in ("A, OH", "B, IL")]
    later.slots |= {"asked": "place", "choices": places}
    said = await later.hear(ActionLanguage(), "español")
    assert said[1:] == ["refer.which_place", "clarify.choice_place", "clarify.choice_place"]
    assert later.values_of("clarify.choice_place")[1] == {"number": 2, "place": "B, IL"}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("西班牙语", "es"),
        ("请说葡萄牙语", "pt-BR"),
        ("tieng anh", "en"),
        ("по-испански", "es"),
        ("영어로 해주세요", "en"),
        ("الفرنسية", "fr"),
        ("espanhol", "es"),
        ("panyòl", "es"),
        ("tiếng trung", "zh-Hans"),
        ("베트남어", "vi"),
    ],
)
def test_our_languages_are_known_by_their_names_in_each_other(text, tag):
    assert languages().named(text) == tag


async def test_the_language_that_a_page_shows_wins_over_that_of_before(conversation: Conversation):
    conversation.slots = {"language": "es"}
    await conversation.hear(ActionAnswer(), "?", topic="door_home", metadata={"language": "vi"})
    assert {utterance.language for utterance in conversation.said} == {"vi"}
    assert conversation.slots["language"] == "vi"


async def test_a_text_still_changes_the_language_that_a_page_shows(conversation: Conversation):
    text, spanish = "la migra esta en mi puerta", ("es", 0.99)
    shown = {"language": "vi"}
    await conversation.hear(ActionAnswer(), text, "door_home", language=spanish, metadata=shown)
    assert {utterance.language for utterance in conversation.said} == {"es"}


@pytest.mark.parametrize("metadata", [{"language": "pa"}, {"language": ["es"]}, ["es"], None])
async def test_a_page_cannot_show_what_we_do_not_speak(conversation: Conversation, metadata):
    await conversation.hear(ActionAnswer(), "door?", topic="door_home", metadata=metadata)
    assert {utterance.language for utterance in conversation.said} == {"en"}
