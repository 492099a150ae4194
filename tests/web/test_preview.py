"""The page that writes the lines for a partner's site: what it shows is what the lines say."""

import pytest

from tests.web.visit import violations


@pytest.fixture
def preview(page, gateway, world):
    """The preview page."""
    world.sites["preview"] = {}
    page.goto(gateway.address + "/embed")
    page.locator("#starters input").first.wait_for()
    return page


def chat(preview):
    """The chat in the frame."""
    return preview.frame_locator("#live").locator("amparo-chat")


def test_the_chat_is_shown_as_it_is_chosen(preview, gateway):
    preview.get_by_label("Title").fill("Ask us")
    preview.get_by_label("Language").select_option("es")
    preview.get_by_text('data-language="es"').wait_for()
    assert preview.locator("#lines").inner_text() == (
        f'<script src="{gateway.address}/widget.js" data-site="preview" data-language="es" '
        'data-title="Ask us" async></script>'
    )
    chat(preview).locator(".opener").click()
    chat(preview).locator("h2").get_by_text("Ask us").wait_for()
    assert chat(preview).locator("select").input_value() == "es"


def test_a_box_in_a_page_has_a_fallback(preview):
    preview.get_by_label("A box inside a page").check()
    chat(preview).locator("textarea").wait_for()
    lines = preview.locator("#lines").inner_text()
    assert '<amparo-chat site="preview">' in lines
    assert "911" in lines


def test_a_frame_may_ask_for_the_place(preview, gateway):
    preview.get_by_label("A frame, for sites").check()
    preview.get_by_text("<iframe").wait_for()
    lines = preview.locator("#lines").inner_text()
    assert f'src="{gateway.address}/chat/preview?embed=1"' in lines
    assert 'allow="geolocation"' in lines


def test_what_is_typed_cannot_break_out_of_the_lines(preview):
    preview.get_by_label("Title").fill('"><script>alert(1)</script>')
    preview.get_by_text("&quot;>&lt;script>").wait_for()


def test_letters_that_cannot_be_read_are_told(preview):
    preview.get_by_label("Ground").fill("#ffd400")
    preview.get_by_text("too little to read").wait_for()


def test_axe_finds_nothing(preview):
    chat(preview).locator(".opener").wait_for()
    assert violations(preview) == []


def test_a_link_may_name_the_site(page, gateway, world):
    world.sites["k-partner"] = {}
    page.goto(gateway.address + "/embed?site=k-partner")
    page.locator("#lines").get_by_text('data-site="k-partner"').wait_for()
