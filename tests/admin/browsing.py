"""A browser without a screen for the admin's tests: it keeps cookies and finds the form tokens."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pyotp
from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from admin import accounts
from admin.app import create_app
from admin.process import Admin
from admin.settings import read_settings
from referrals.database import migrate
from referrals.staff_models import SignIn, Staff, StaffSession

PASSWORD = "seven purple ladders"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
NOON = datetime(2026, 3, 5, 12, 0, 10, tzinfo=UTC)
SECRET_KEY = "made up for tests, long enough!!"
INTERNAL_KEY = "another one, which programs show"


@dataclass
class Clock:
    """A clock that tests move."""

    time: datetime = NOON

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, **span: float) -> None:
        self.time += timedelta(**span)


@dataclass
class Place:
    """An admin with its clock and its database."""

    app: Admin
    clock: Clock
    settings: dict[str, str] = field(default_factory=dict)

    def database(self) -> Session:
        return Session(self.app.database.engine, expire_on_commit=False)

    def browser(self) -> "Browser":
        return Browser(self)

    def account(self, email: str, role: str = "viewer", totp: str | None = None) -> Staff:
        """An account with PASSWORD, and with a second factor when a secret is given."""
        with self.database() as database:
            made = accounts.make(database, email, role, "en", self.clock())
            made.password_hash = self.app.passwords.hash(PASSWORD)
            if totp:
                made.totp_secret = self.app.second_factors.encrypted(totp)
            database.commit()
            return made

    def staff(self, email: str) -> Staff:
        with self.database() as database:
            found = accounts.find(database, email)
            assert found
            return found

    def events(self) -> list[tuple[str, str | None]]:
        with self.database() as database:
            lines = database.scalars(select(SignIn)).all()
            return [(line.event, line.email) for line in lines]

    def sessions(self) -> list[StaffSession]:
        with self.database() as database:
            return list(database.scalars(select(StaffSession)).all())

    def code(self, secret: str, steps: int = 0) -> str:
        return pyotp.TOTP(secret).generate_otp(int(self.clock().timestamp()) // 30 + steps)


class Browser:
    """Flask's client with the tokens of forms."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.client = place.app.test_client()
        self.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"

    def get(self, path: str, **more: object) -> TestResponse:
        return self.client.get(path, **more)

    def token(self) -> str:
        """The token that the browser was given; the page behind the sign-in has one too."""
        with self.client.session_transaction() as session:
            known = session.get("csrf_token")
        page = self.get("/sign-in/", follow_redirects=True)
        found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
        assert found, known
        return found[1]

    def post(self, path: str, **form: str) -> TestResponse:
        return self.client.post(path, data={"csrf_token": self.token()} | form)

    def sign_in(self, email: str, password: str = PASSWORD) -> TestResponse:
        return self.post("/sign-in/", email=email, password=password)

    def enter(self, email: str, secret: str | None = None) -> "Browser":
        """Sign in through both steps."""
        assert self.sign_in(email).status_code == 303
        if secret:
            done = self.post("/second-factor/", code=self.place.code(secret))
            assert done.status_code == 303, done.text
        return self


def open_place(database_url: str, **settings: str) -> Place:
    """Return an admin over an empty database."""
    migrate(database_url)
    given = {
        "DATABASE_URL": database_url,
        "ADMIN_SECRET_KEY": SECRET_KEY,
        "INTERNAL_KEY": INTERNAL_KEY,
    } | settings
    clock = Clock()
    return Place(create_app(read_settings(given), CHEAP, clock), clock, given)
