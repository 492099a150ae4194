"""The chat as a page and its settings: strict, in the language asked for, of use without script."""

import json
import re
from html.parser import HTMLParser

import pytest

from gateway.web.shown import nearest, preferred
from phrasebook.utterance import Utterance
from tests.content.material import SPEECH, SPOKEN
from tests.gateway.web.test_site_rules import TOLD
from tests.gateway.web.visitor import KEY, OFF, SITE, FakeRows, Visitor, conforms, refused

PAGE = f"/chat/{KEY}"


class Seen(HTMLParser):
    """What a browser without script sees of a page, and what would be inline."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.inline: list[str] = []
        self.text, self.data, self._inside = "", "", ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.links += [given["href"]] if tag == "a" else []
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        self._inside = given.get("type") or tag
        if tag == "style" or (tag == "script" and not {"src", "type"} & given.keys()):
            self.inline.append(tag)

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        if self._inside == "application/json":
            self.data += data
        else:
            self.text += data


@pytest.mark.parametrize("tag", SPOKEN)
async def test_settings_are_told_in_every_language(tag: str):
    reply = await Visitor(SMS_NUMBER="+15555550100").get(f"/chat/sites/{KEY}/{tag}")
    told = reply.json()
    conforms("Settings", told)
    assert reply.headers["cache-control"] == "public, max-age=60"
    assert (told["language"], told["sms_number"]) == (tag, "+15555550100")
    assert {each["tag"] for each in told["languages"]} == set(SPOKEN)
    assert set(told["words"]) == {each for each in SPEECH.sentences if each.startswith("web.")}
    for name, identity in (("trouble", "trouble.now"), ("help", "keyword.help_web")):
        shown = "".join(piece["text"] for piece in told[name]["pieces"])
        assert shown == SPEECH.words(Utterance(identity, tag))
        assert "911" in [piece.get("tel") for piece in told[name]["pieces"]]


async def test_a_site_may_have_a_title_and_starters_of_its_own():
    visitor = Visitor()
    whole = (await visitor.get(f"/chat/sites/{KEY}/en")).json()
    assert (whole["title"], whole["sms_number"]) == (whole["words"]["web.title"], None)
    ids = [each["id"] for each in whole["starters"]]
    row = visitor.rows.rows[0] | {"title": "Our help", "starters": [ids[-1], "gone", ids[0]]}
    own = (await Visitor(rows=FakeRows([row])).get(f"/chat/sites/{KEY}/en")).json()
    assert own["title"] == "Our help"
    assert [each["id"] for each in own["starters"]] == [ids[-1], ids[0]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("es", "es"),
        ("es-MX", "es"),
        ("ES-419", "es"),
        ("pt", "pt-BR"),
        ("pt-PT", "pt-BR"),
        ("pt_br", "pt-BR"),
        ("zh-TW", "zh-Hans"),
        ("zh-Hans-CN", "zh-Hans"),
        ("fil", "tl"),
        ("fil-PH", "tl"),
        ("pa", "en"),
        ("xx", "en"),
        ("", "en"),
        (None, "en"),
        ("-", "en"),
        ("x" * 500, "en"),
    ],
)
def test_a_language_is_the_nearest_that_we_speak(asked: str | None, found: str):
    assert nearest(asked, SPEECH.languages) == found


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("pa-IN,pa;q=0.9,ko;q=0.8,en;q=0.7", "ko"),
        ("en-US,en;q=0.9,es;q=0.8", "en"),
        ("*", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_browsers_list_is_gone_through_in_order(header: str | None, found: str):
    assert preferred(header, SPEECH.languages) == found


@pytest.mark.parametrize("tag", SPOKEN)
async def test_without_script_the_page_says_what_to_do_now(tag: str):
    reply = await Visitor(SMS_NUMBER="+15555550100").get(f"{PAGE}?lang={tag}")
    seen = Seen(reply.text)
    for identity in ("trouble.now", "keyword.help_web"):
        assert SPEECH.words(Utterance(identity, tag)) in seen.text
    assert {"tel:911", "tel:988", "tel:+18007997233", "sms:+15555550100"} <= {*seen.links}
    direction = SPEECH.languages[tag].direction
    assert f'<html lang="{tag}" dir="{direction}">' in reply.text
    assert seen.inline == []
    assert json.loads(seen.data)["language"] == tag


async def test_the_page_is_in_the_language_of_the_browser_unless_another_is_asked_for():
    visitor = Visitor()
    header = {"Accept-Language": "vi-VN,vi;q=0.9"}
    assert '<html lang="vi"' in (await visitor.get(PAGE, **header)).text
    assert '<html lang="ar" dir="rtl"' in (await visitor.get(f"{PAGE}?lang=ar", **header)).text


async def test_no_page_may_be_framed_but_the_embedded_one_on_its_own_site():
    visitor = Visitor()
    framed = (await visitor.get(f"{PAGE}?embed=1")).headers["content-security-policy"]
    alone = (await visitor.get(PAGE)).headers["content-security-policy"]
    assert f"frame-ancestors 'self' {' '.join(SITE.origins)}" in framed
    assert alone.endswith("frame-ancestors 'none'")


async def test_the_page_runs_nothing_of_others_and_tells_nobody_where_it_was():
    reply = await Visitor().get(PAGE)
    policy = reply.headers["content-security-policy"]
    for rule in (
        "default-src 'none'",
        "script-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    ):
        assert rule in policy
    assert "unsafe" not in policy
    assert reply.headers["referrer-policy"] == "no-referrer"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["permissions-policy"] == "geolocation=(self)"
    assert "set-cookie" not in reply.headers


async def test_a_title_cannot_end_the_page_or_its_data_early():
    title = "</script><script>x</script>\"'<b>"
    row = FakeRows().rows[0] | {"title": title}
    reply = await Visitor(rows=FakeRows([row])).get(PAGE)
    seen = Seen(reply.text)
    assert json.loads(seen.data)["title"] == title
    assert seen.inline == []
    assert len(re.findall("<script", reply.text)) == 2


async def test_a_site_that_is_off_or_unknown_has_no_page():
    visitor = Visitor()
    for path in ("/chat/{}", "/chat/sites/{}/en"):
        refused(await visitor.get(path.format("k-nobody-made")), 404, "unknown_site")
        refused(await visitor.get(path.format(OFF.key)), 403, "site_off")
        down = Visitor(rows=FakeRows(is_up=False))
        refused(await down.get(path.format(KEY)), 503, "unavailable")


def test_the_site_of_these_tests_is_one_that_could_be_kept():
    assert set(TOLD) | {"key"} == set(SITE.to_json())
