"""One line in a partner's page: it works under a strict policy and disturbs nothing there."""

import time
from urllib.parse import urlsplit

from tests.web.partner import Partner
from tests.web.visit import Visit

INLINE = '<amparo-chat site="k-partner"><p id="fallback">In danger call 911.</p></amparo-chat>'


def test_a_page_with_a_strict_policy_has_a_working_chat(visit, world):
    visit.come().open().say("ICE is at my door").answered()
    assert "Keep the door closed" in visit.replies.inner_text()
    assert visit.problems == []
    assert {post["origin"] for post in world.posts} == {visit.partner.address}


def test_a_partner_with_no_policy_has_the_same_chat(page, gateway, world):
    site = Partner(gateway.address, policy="")
    world.origins.add(site.address)
    site.head = site.script(data_site="k-partner")
    Visit(page, site).come().open().say("ICE is at my door").answered()
    site.end()


def test_nothing_but_the_partner_and_the_gateway_is_asked(visit, gateway):
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.come().open().say("ICE is at my door").answered()
    hosts = {urlsplit(url).netloc for url in asked}
    assert hosts == {urlsplit(a).netloc for a in (gateway.address, visit.partner.address)}


def test_nothing_is_left_in_the_browser(visit, context, world):
    visit.come().open().say("ICE is at my door").answered()
    assert context.cookies() == []
    assert world.cookies == []
    kept = visit.page.evaluate("[localStorage.length, sessionStorage.length]")
    assert kept == [0, 0]


def test_without_the_script_the_element_shows_what_is_inside_of_it(page, partner, context):
    partner.content = partner.script() + INLINE
    context.route("**/widget.js", lambda route: route.abort())
    Visit(page, partner).come()
    assert page.locator("#fallback").is_visible()


def test_with_the_script_the_element_is_the_chat(page, partner):
    partner.content = partner.script() + INLINE
    visit = Visit(page, partner).come()
    visit.field.wait_for()
    assert not page.locator("#fallback").is_visible()
    visit.say("ICE is at my door").answered()
    assert page.locator("amparo-chat .opener").count() == 0
    assert visit.problems == []


def test_several_chats_of_a_page_do_not_disturb_each_other(page, partner, world):
    world.sites["k-second"] = {"colors": {"accent": "#7a1f5c", "on_accent": "#ffffff"}}
    second = '<amparo-chat site="k-second" language="es"></amparo-chat>'
    partner.content = partner.script() + INLINE + second
    visit = Visit(page, partner).come()
    one, other = (page.locator("amparo-chat").nth(n) for n in (0, 1))
    one.locator("textarea").fill("note one")
    one.locator("textarea").press("Enter")
    one.locator(".actions").wait_for()
    assert other.locator(".reply").count() == 0
    other.locator(".send").wait_for()
    assert other.locator("select").input_value() == "es"
    ground = "e => getComputedStyle(e).backgroundColor"
    assert one.locator("header").evaluate(ground) == "rgb(29, 79, 145)"
    assert other.locator("header").evaluate(ground) == "rgb(122, 31, 92)"
    assert visit.problems == []


def test_the_script_twice_is_one_launcher(page, partner):
    line = partner.script(data_site="k-partner")
    partner.head, partner.content = line, line
    visit = Visit(page, partner).come()
    visit.opener.wait_for()
    page.wait_for_load_state("networkidle")
    assert visit.opener.count() == 1
    assert visit.problems == []


def test_styles_leak_neither_in_nor_out(page, gateway, world):
    site = Partner(gateway.address, policy="")
    world.origins.add(site.address)
    site.head = site.script(data_site="k-partner") + (
        "<style>* { color: rgb(1, 2, 3) !important; font-size: 40px } button { display: none }"
        "html { font-size: 62.5% }</style>"
    )
    site.content = "<button id=own>Own</button>"
    visit = Visit(page, site).come().open()
    color = visit.page.locator("amparo-chat h3").first.evaluate("e => getComputedStyle(e).color")
    size = visit.field.evaluate("e => getComputedStyle(e).fontSize")
    assert color != "rgb(1, 2, 3)"
    assert size == "16px"
    assert page.locator("#own").evaluate("e => getComputedStyle(e).display") == "none"
    site.end()


def test_attributes_choose_title_starters_colors_and_corner(page, partner):
    partner.head = partner.script(
        data_site="k-partner",
        data_title="Ask us",
        data_starters="find_lawyer at_work",
        data_accent="#ffd400",
        data_on_accent="#ffffff",
        data_position="bottom-left",
    )
    visit = Visit(page, partner).come().open()
    assert "Ask us" in visit.opener.inner_text()
    assert page.locator("amparo-chat .starter").all_inner_texts() == [
        "Find a lawyer",
        "Officers at my work",
    ]
    letters = visit.opener.evaluate("e => getComputedStyle(e).color")
    assert letters == "rgb(0, 0, 0)", "white on yellow cannot be read"
    box = visit.opener.bounding_box()
    assert box is not None
    assert box["x"] < 50


def test_the_full_page_asks_for_no_settings(page, gateway, world):
    page.goto(gateway.address + "/chat/k-partner")
    page.locator("amparo-chat textarea").wait_for()
    assert world.settings_asked == []
    assert page.locator("amparo-chat .starter").count() == 5


def test_on_a_slow_phone_the_chat_can_be_used_within_two_seconds(visit, context):
    slow = {"offline": False, "latency": 300, "downloadThroughput": 2e5, "uploadThroughput": 96e3}
    context.new_cdp_session(visit.page).send("Network.emulateNetworkConditions", slow)
    visit.page.goto("about:blank")
    began = time.monotonic()
    visit.come().open()
    assert time.monotonic() - began < 2
