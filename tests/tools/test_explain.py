"""`make explain` prints a table of candidates, and says what it does not understand."""

from pathlib import Path

import pytest

from referrals.database import migrate, open_engine
from referrals.seeding import seed
from tests.actions.seeds import write_seeds
from tools.explain import main


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tool asks a small directory with four offices in Houston."""
    write_seeds(tmp_path)
    url = f"sqlite:///{tmp_path / 'small.db'}"
    migrate(url)
    engine = open_engine(url)
    seed(engine, tmp_path, lambda _line: None)
    engine.dispose()
    monkeypatch.setenv("DATABASE_URL", url)


@pytest.mark.usefixtures("small")
def test_each_candidate_has_its_line_with_criteria_and_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["77036", "asylum", "vi"]) == 0
    printed = capsys.readouterr().out
    for words in ("Houston, TX 77036", "Office 1", "Office 4", "language", "the best of all"):
        assert words in printed
    lines = [line for line in printed.splitlines() if "Office" in line]
    assert [line.split("│")[1].strip() for line in lines] == ["1", "2", "3", "4"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["77036", "food"], "no need is called food"),
        ([""], "make explain PLACE="),
        (["Springfield"], "Springfield, MO"),
        (["00001"], "no such place"),
    ],
)
def test_what_is_not_understood_is_said(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert words in printed.out + printed.err


def test_without_a_directory_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nowhere.db'}")
    assert main(["77036"]) == 1
    assert "no directory" in capsys.readouterr().err
