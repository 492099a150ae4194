"""The chat in a frame: on a registered origin it works, on every other it is not shown."""

from tests.journeys.websites import Websites
from tests.web.partner import Partner
from tests.web.replies import words
from tests.web.visit import Visit

KEY = "k-in-a-frame"
FRAMING = "default-src 'none'; frame-src {gateway}"
HOUSTON = {"latitude": 29.7604, "longitude": -95.3698}


def framed(partner: Partner, query: str = "?embed=1") -> Partner:
    """Put the frame into a page that has no script."""
    address = f"{partner.gateway}/chat/{KEY}{query}"
    partner.head = ""
    partner.content = f'<iframe src="{address}" allow="geolocation" title="Chat"></iframe>'
    return partner


def test_on_a_registered_origin_the_frame_is_the_chat(page, context, websites: Websites):
    context.set_geolocation(HOUSTON)
    context.grant_permissions(["geolocation"])
    visit = Visit(page, framed(websites.open(KEY, FRAMING))).come()
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name=words("web.starter.find_lawyer.label", "en")).click()
    frame.get_by_role("button", name=words("web.place", "en")).click()
    near = frame.locator(".reply").nth(1)
    near.get_by_text("Houston, TX").first.wait_for()
    assert visit.problems == []


def test_on_another_origin_and_without_embed_the_frame_is_refused(page, websites: Websites):
    registered = websites.open(KEY, FRAMING)
    stranger = websites.unregistered(KEY, FRAMING)
    for partner in (framed(stranger), framed(registered, "")):
        visit = Visit(page, partner)
        with page.expect_event("console", lambda line: "frame-ancestors" in line.text):
            visit.come()
        assert page.frame_locator("iframe").locator("amparo-chat").count() == 0
