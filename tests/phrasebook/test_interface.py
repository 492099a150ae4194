"""The sentences around the answers: their placeholders and the kinds of their values."""

from pathlib import Path

import pytest

from phrasebook.content import InvalidContent
from phrasebook.interface import load_interface, placeholders


def write(folder: Path, text: str) -> Path:
    path = folder / "interface.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sentence_has_its_group_and_name_as_id(tmp_path: Path):
    path = write(tmp_path, '[refer]\nnear.text = "Help near {place}:"\n')
    sentence = load_interface(path)["refer.near"]
    assert (sentence.id, sentence.text, sentence.placeholders) == (
        "refer.near",
        "Help near {place}:",
        {"place"},
    )


def test_kinds_of_values_are_read(tmp_path: Path):
    text = '[refer]\nfar.text = "{miles} mi"\nfar.values = { miles = "number" }\n'
    assert load_interface(write(tmp_path, text))["refer.far"].values == {"miles": "number"}


def test_every_mistake_is_named_at_once(tmp_path: Path):
    text = """
[refer]
far.text = "{miles} mi"
far.values = { miles = "length" }
near.text = "near"
near.values = { place = "title" }
next.values = {}
many.one = "one agency"
many.text = "agencies"
empty.text = ""
flat = "no table"
"""
    with pytest.raises(InvalidContent) as refusal:
        load_interface(write(tmp_path, text))
    assert sorted(refusal.value.problems) == [
        "refer.empty: text is missing",
        "refer.far: length is not a kind of value",
        "refer.flat: text is missing",
        "refer.many: a sentence with a singular counts just one number",
        "refer.near: no placeholder place",
        "refer.next: text is missing",
    ]


def test_placeholders_are_the_names_in_braces():
    assert placeholders("{number}) {name}, {city}") == {"number", "name", "city"}
    assert placeholders("no braces, {{not one}}") == set()
