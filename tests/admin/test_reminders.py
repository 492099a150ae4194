"""Reminders by e-mail: off unless asked for, counts alone, in the language of each account."""

import datetime
import socket
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import update
from sqlalchemy.orm import Session

from admin.reminders import NotSent, main, remind, sending
from referrals.staff_models import Staff
from referrals.verification import report_number
from tests.admin.test_settings import LEAST
from tests.referrals.small_records import office, put, together

TODAY = datetime.date(2026, 3, 5)


class Letters:
    """What a mail server took."""

    def __init__(self):
        self.taken = []

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def letters():
    """A mail server on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    taken = Letters()
    controller = Controller(taken, hostname="127.0.0.1", port=port)
    controller.start()
    taken.url = f"smtp://127.0.0.1:{port}"
    yield taken
    controller.stop()


@pytest.fixture
def waiting(place):
    """Two services that nobody checked, one reported; an account of each role."""
    put(place.app.database.engine, together(office(), office("Ayuda Lenta", "Katy")))
    with Session(place.app.database.engine) as session, session.begin():
        report_number(session, "s Casa Segura Houston", TODAY, 3)
    for role in ("viewer", "editor", "manager"):
        place.account(f"{role}@example.org", role)
    return place


def settings(place):
    return replace(place.app.own, mail_from="amparo@example.org")


def test_who_can_check_is_told_how_much_waits_and_of_whom_nothing(waiting, letters):
    assert remind(settings(waiting), sending(letters.url), TODAY) == 2
    assert {letter["To"] for letter in letters.taken} == {
        "editor@example.org",
        "manager@example.org",
    }
    words = letters.taken[0].get_content()
    assert "2 services are due for a check." in words
    assert "People said that the phone of 1 of them does not work." in words
    assert f"{waiting.app.own.base_url}/verification/" in words
    assert "Casa Segura" not in str(letters.taken[0])
    assert letters.taken[0]["From"] == "amparo@example.org"


def test_an_account_in_spanish_is_told_in_spanish(waiting, letters):
    with Session(waiting.app.database.engine) as session, session.begin():
        session.execute(update(Staff).values(language="es"))
    remind(settings(waiting), sending(letters.url), TODAY)
    assert "2 servicios" in letters.taken[0].get_content()
    assert letters.taken[0]["Subject"] != "Referral list: services to check"


def test_nobody_is_told_when_nothing_waits(place, letters):
    place.account("editor@example.org", "editor")
    assert remind(settings(place), sending(letters.url), TODAY) == 0
    assert letters.taken == []


def test_an_ended_account_gets_none(waiting, letters):
    with Session(waiting.app.database.engine) as session, session.begin():
        mine = Staff.email == "editor@example.org"
        session.execute(update(Staff).where(mine).values(is_active=False))
    assert remind(settings(waiting), sending(letters.url), TODAY) == 1


def test_a_server_that_is_away_is_an_error_with_its_kind_alone(waiting):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"smtp://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(NotSent, match=r"^ConnectionRefusedError$"):
            remind(settings(waiting), sending(url), TODAY)


def test_without_a_mail_server_reminders_are_off(capsys):
    assert main(LEAST) == 2
    assert "Reminders are off" in capsys.readouterr().err


def test_a_mail_server_needs_an_address_to_send_from(capsys):
    assert main(LEAST | {"SMTP_URL": "smtp://127.0.0.1"}) == 2
    assert "MAIL_FROM" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://"])
def test_an_address_of_no_mail_server_is_refused(url, capsys):
    assert main(LEAST | {"SMTP_URL": url, "MAIL_FROM": "amparo@example.org"}) == 2
    assert "SMTP_URL: begins with smtp:// or smtps://" in capsys.readouterr().err
