"""A script that belongs to one language names it; Latin letters are left to the model."""

import pytest

from bot.nlu.language import by_script


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("移民局在我家门口", "zh-Hans"),
        ("ICE 在我家门口", "zh-Hans"),
        ("이민국이 문 앞에 있어요", "ko"),
        ("ドアの前に警察がいます", "ja"),
        ("الهجرة عند بابي", "ar"),
        ("миграционная служба у двери", "ru"),
        ("पुलिस दरवाज़े पर है", "hi"),
        ("ICE полиция 77036", "ru"),
    ],
)
def test_a_text_in_a_script_of_one_language_is_in_that_language(text, tag):
    assert by_script(text) == tag


@pytest.mark.parametrize(
    "text", ["", "   ", "77036", "?!", "😭😭", "hola", "việc làm", "Kreyòl", "ção"]
)
def test_without_such_letters_no_language_is_named(text):
    assert by_script(text) is None


def test_a_few_foreign_letters_inside_a_text_do_not_make_its_language():
    assert by_script("my friend's name is written 李 in his passport") is None
    assert by_script("they asked for Иван at the door of my house") is None


@pytest.mark.parametrize(("latin", "tag"), [("ab", "zh-Hans"), ("abc", None)])
def test_a_third_of_the_letters_is_enough(latin, tag):
    assert by_script("门" + latin) == tag
