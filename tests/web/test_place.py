"""Sharing a place: only on a tap, only roughly, and never kept."""

import pytest

HERE = {"latitude": 29.698432, "longitude": -95.540512}


@pytest.fixture
def asked(visit, context):
    """A person who was asked where they are; the browser knows the place."""
    context.set_geolocation(HERE)
    visit.come().open().say("I need a lawyer").answered()
    return visit


def test_the_browser_is_not_asked_before_the_tap(visit, context, world):
    visit.page.add_init_script(
        "window.asked = 0; navigator.geolocation.getCurrentPosition = () => { window.asked += 1 }"
    )
    visit.come().open().say("I need a lawyer").answered()
    assert visit.page.evaluate("window.asked") == 0
    visit.press("Share my location")
    assert visit.page.evaluate("window.asked") == 1
    assert len(world.posts) == 1


def test_a_shared_place_is_rounded_before_it_is_sent(asked, context, world):
    context.grant_permissions(["geolocation"])
    asked.press("Share my location")
    asked.answered(2)
    assert world.posts[-1]["location"] == {"latitude": 29.7, "longitude": -95.54}
    assert not any(character.isalnum() for character in world.posts[-1]["text"])
    assert "29." not in asked.page.locator("amparo-chat .messages").inner_text()
    assert asked.said()[-1] == "My location, the area only"


def test_a_refusal_is_told(asked, context, world):
    context.clear_permissions()
    asked.page.evaluate(
        "() => { navigator.geolocation.getCurrentPosition = (_, no) => no({ code: 1 }) }"
    )
    asked.press("Share my location")
    asked.page.get_by_text("The browser did not allow it.").wait_for()
    assert len(world.posts) == 1


def test_a_place_that_is_not_found_is_told(asked, world):
    asked.page.evaluate(
        "() => { navigator.geolocation.getCurrentPosition = (_, no) => no({ code: 3 }) }"
    )
    asked.press("Share my location")
    asked.page.get_by_text("could not find the place").wait_for()
    assert len(world.posts) == 1


def test_a_place_is_not_kept_even_where_the_chat_is(visit, context, world):
    world.sites["k-partner"] = {"remember": True}
    context.set_geolocation(HERE)
    context.grant_permissions(["geolocation"])
    visit.come().open().say("I need a lawyer").answered()
    visit.press("Share my location")
    visit.answered(2)
    kept = visit.page.evaluate("Object.values(sessionStorage).join()")
    assert "I need a lawyer" in kept
    assert "latitude" not in kept
