"""Answers that cannot be used are refused, every mistake named, all of them at once."""

import datetime
from pathlib import Path

import pytest

from phrasebook.answers import Source, load_answers
from phrasebook.content import InvalidContent

SOUND = {
    "title": '"Title"',
    "text": '"Text."',
    "status": '"service"',
    "as_of": "2026-03-05",
}


def table(name: str, **changes: str | None) -> str:
    """Return a sound table in TOML with keys changed, added, or taken out by None."""
    kept = {key: value for key, value in (SOUND | changes).items() if value is not None}
    return f"[{name}]\n" + "".join(f"{key} = {value}\n" for key, value in kept.items())


def problems_of(folder: Path, *tables: str) -> list[str]:
    """Return what is said about answers spread over one file each."""
    for number, text in enumerate(tables):
        (folder / f"group_{number}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidContent) as refusal:
        load_answers(folder)
    return refusal.value.problems


def test_a_sound_answer_is_read_with_its_group_sources_and_date(root: Path):
    door = load_answers(root / "data/answers")["door"]
    assert (door.group, door.status, door.as_of) == (
        "encounters",
        "constitutional",
        datetime.date(2026, 3, 5),
    )
    assert door.sources[1] == Source("ACLU", "Know your rights", "")
    assert (door.related, door.problem, door.urgent, door.withdrawn) == (
        ("greeting",),
        "none",
        False,
        "",
    )


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"txt": '"x"'}, "unknown key txt"),
        ({"title": None}, "title is missing"),
        ({"text": None}, "text is missing"),
        ({"text": '""'}, "text is missing"),
        ({"status": '"valid"'}, "status is not one of"),
        ({"as_of": '"2026-03-05"'}, "as_of is not a date"),
        ({"as_of": "2026-03-05T10:00:00"}, "as_of is not a date"),
        ({"problem": '"housing"'}, "problem is not one of"),
        ({"status": '"statute"'}, "a statement about the law needs a source"),
        ({"sources": '[{ org = "ACLU" }]'}, "a source has org, title"),
        ({"sources": '[{ org = "A", title = "B", link = "C" }]'}, "a source has org, title"),
        ({"related": '["nowhere"]'}, "related answer nowhere does not exist"),
        ({"reviewed": "true"}, "unknown key reviewed"),
        ({"asks": '"time"'}, "asks is not one of place"),
    ],
)
def test_a_mistake_is_named_with_its_answer(tmp_path, changes, problem):
    found = problems_of(tmp_path, table("door", **changes))
    assert any(line.startswith(f"door: {problem}") for line in found), found


def test_all_mistakes_of_all_files_are_named_at_once(tmp_path: Path):
    found = problems_of(
        tmp_path,
        table("door", status='"valid"', as_of='"today"') + table("car", title=None),
        table("work", problem='"housing"') + table("bus", related='["plane"]'),
    )
    assert {line.split(":")[0] for line in found} == {"door", "car", "work", "bus"}
    assert len([line for line in found if line.startswith("door:")]) == 3


def test_a_label_cannot_be_written_in_two_files(tmp_path: Path):
    assert problems_of(tmp_path, table("door"), table("door")) == ["door: written twice"]


def test_a_division_needs_its_topic(tmp_path: Path):
    tables = table("car"), table('"car/passenger"'), table('"bus/night"')
    assert problems_of(tmp_path, *tables) == ["bus/night: its topic bus does not exist"]


@pytest.mark.parametrize("name", ['"car/"', '"Car"', '"car/a/b"', '"car passenger"'])
def test_a_name_is_a_label_or_a_division(tmp_path: Path, name: str):
    assert "a name is a label or label/division" in problems_of(tmp_path, table(name))[0]
