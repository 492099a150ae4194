"""`make staff`: the first account, a new link, and nothing by accident."""

import pytest
from sqlalchemy.orm import Session

from admin import accounts, invitations
from admin.clock import now
from referrals.database import open_engine
from tools.staff import main


@pytest.fixture
def url(tmp_path, monkeypatch):
    """An empty place for a database, which the command makes."""
    address = f"sqlite:///{tmp_path / 'directory.db'}"
    monkeypatch.setenv("DATABASE_URL", address)
    monkeypatch.setenv("ADMIN_BASE_URL", "https://admin.example.org")
    return address


def test_the_first_account_is_a_manager_with_a_link_that_works(url, capsys):
    assert main([" Ada@Example.org", ""]) == 0
    printed = capsys.readouterr().out
    link = printed.split()[-1]
    assert link.startswith("https://admin.example.org/invitation/")
    with Session(open_engine(url)) as database:
        found = invitations.find(database, link.rpartition("/")[2], now())
        assert found
        assert (found[1].email, found[1].role) == ("ada@example.org", "manager")
        assert found[1].password_hash is None


def test_the_same_command_again_makes_a_new_link_and_ends_the_old_one(url, capsys):
    main(["ada@example.org", "manager"])
    first = capsys.readouterr().out.split()[-1]
    assert main(["ada@example.org", "manager"]) == 0
    second = capsys.readouterr().out.split()[-1]
    with Session(open_engine(url)) as database:
        assert invitations.find(database, first.rpartition("/")[2], now()) is None
        assert invitations.find(database, second.rpartition("/")[2], now())


def test_it_raises_nobodys_role_and_opens_no_ended_account(url, capsys):
    main(["ada@example.org", "viewer"])
    assert main(["ada@example.org", "manager"]) == 2
    main(["bob@example.org", "viewer"])
    with Session(open_engine(url)) as database:
        accounts.deactivate(database, accounts.find(database, "bob@example.org"))
        database.commit()
    assert main(["bob@example.org", "viewer"]) == 2
    with Session(open_engine(url)) as database:
        assert accounts.find(database, "ada@example.org").role == "viewer"
        assert not accounts.find(database, "bob@example.org").is_active


@pytest.mark.parametrize(
    "given", [[], [""], ["ada"], ["ada@example.org", "owner"], ["ada@example.org", "", "x"]]
)
def test_what_cannot_be_used_tells_how(url, capsys, given):
    assert main(given) == 2
    assert "make staff EMAIL=" in capsys.readouterr().err


def test_a_lost_second_factor_is_taken_away_from_the_last_manager_too(url, capsys):
    main(["ada@example.org", "manager"])
    with Session(open_engine(url)) as database:
        found = accounts.find(database, "ada@example.org")
        found.totp_secret, found.recovery_hashes = b"x", ["y"]
        database.commit()
    assert main(["ada@example.org", "", "forget"]) == 0
    with Session(open_engine(url)) as database:
        found = accounts.find(database, "ada@example.org")
        assert (found.totp_secret, found.recovery_hashes) == (None, [])
    assert main(["nobody@example.org", "", "forget"]) == 2
