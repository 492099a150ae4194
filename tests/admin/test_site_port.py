"""Keys of new websites, and what admin and gateway say to each other about them."""

import re
from dataclasses import replace

import pytest

from admin.settings import ROOT
from admin.site_keys import new_key
from admin.site_words import WRONG
from admin.sites import NoSites, Site, SiteDesk, SiteRefused
from gateway.web.site import Site as GatewaySite
from tests.admin.browsing import INTERNAL_KEY
from tools.picture_gateway import MADE_UP, PUBLIC, gateway


@pytest.mark.parametrize("name", ["", "北京", "  - ", "A very long name of a very long house", "Ç"])
def test_a_key_is_one_that_the_gateway_takes_whatever_the_name(name):
    keys = {new_key(name) for _ in range(20)}
    assert len(keys) == 20
    assert all(re.fullmatch(r"k-[a-z0-9-]{16,38}", key) and "--" not in key for key in keys)


def test_a_long_name_is_cut_between_words_where_it_has_any():
    assert new_key("Harbor Light Legal Aid")[:-17] == "k-harbor-light-legal"
    assert new_key("Nachbarschaftshilfezentrum")[:-17] == "k-nachbarschaftshilfez"


def test_a_dead_gateway_is_told_apart_from_one_without_an_address():
    with pytest.raises(NoSites, match="silent"):
        SiteDesk("http://127.0.0.1:1", INTERNAL_KEY).sites()
    with pytest.raises(NoSites, match="off"):
        SiteDesk("", INTERNAL_KEY).keep(Site("k"))


def test_there_are_words_for_everything_that_the_gateway_can_find_wrong():
    rules = (ROOT / "gateway/web/site_rules.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'_Wrong\("(\w+)"\)', rules))
    assert len(codes) > 10
    assert codes - set(WRONG) == {"type"}  # no form of ours sends another type


def test_a_new_website_is_as_the_gateway_makes_one():
    assert Site("k-1", "A").told() == GatewaySite("k-1", "A").to_json()


def test_a_gateway_takes_what_the_admin_hands_in_and_says_what_it_does_not_take(tmp_path):
    with gateway(tmp_path) as address:
        desk = SiteDesk(address, MADE_UP)
        site = Site(new_key("Casa"), "Casa", ("https://casa.example",), starters=("find_lawyer",))
        desk.keep(site)
        desk.keep(replace(site, is_on=False, title="Pregunte"))
        found = desk.sites()
        kept = found.by_key[site.key]
        assert kept == replace(site, is_on=False, title="Pregunte", messages=0)
        assert found.base_url == PUBLIC
        wrong = replace(site, name="", origins=("http://casa.example",), on_accent="#0b5ffe")
        with pytest.raises(SiteRefused) as refused:
            desk.keep(wrong)
        assert refused.value.wrong == {
            "name": "name_missing",
            "origins": "origin_insecure",
            "colors": "contrast",
        }
        with pytest.raises(NoSites, match="stranger"):
            SiteDesk(address, MADE_UP[::-1]).sites()
