"""Tells staff by e-mail what is due for a check; off unless SMTP_URL is set. It names no service.

`make remind` runs it once; a timer of the machine runs that as often as an office wishes.
"""

import os
import smtplib
import ssl
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.utils import make_msgid
from urllib.parse import unquote, urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin import clock
from admin.settings import InvalidSettings, Settings, read_settings
from admin.translations import counted_in, text_in
from referrals import verification
from referrals.database import open_engine
from referrals.staff_models import Staff

ROLES = ("editor", "manager")
"""Who can check a service."""

SECONDS = 20

type Send = Callable[[EmailMessage], None]


class NotSent(Exception):
    """The mail server took no message. The message is the kind of error."""


@dataclass(frozen=True)
class Waiting:
    """How many services want a check, and of how many a phone was reported not to work."""

    due: int
    reported: int


def waiting(database: Session, today: date) -> Waiting:
    """Count what waits in the queue."""
    return Waiting(
        verification.count_due(database, today), verification.count_reported(database, today)
    )


def reminders(database: Session, settings: Settings, today: date) -> Iterator[EmailMessage]:
    """Yield a message for each account that can check, in its language; none when nothing waits."""
    found = waiting(database, today)
    if not found.due:
        return
    query = select(Staff).where(Staff.role.in_(ROLES), Staff.is_active.is_(True))
    for staff in database.scalars(query.order_by(Staff.email)):
        yield _message(staff.email, staff.language, settings, found)


def _message(to: str, language: str, settings: Settings, found: Waiting) -> EmailMessage:
    due = counted_in(
        "%(num)s service is due for a check.",
        "%(num)s services are due for a check.",
        found.due,
        language,
    )
    reported = counted_in(
        "People said that the phone of %(num)s of them does not work.",
        "People said that the phones of %(num)s of them do not work.",
        found.reported,
        language,
    )
    lines = [due, *([reported] if found.reported else []), f"{settings.base_url}/verification/"]
    message = EmailMessage()
    message["Subject"] = text_in("Referral list: services to check", language)
    message["From"], message["To"] = settings.mail_from, to
    message["Message-ID"] = make_msgid(domain=urlsplit(settings.base_url).hostname)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n\n".join(lines) + "\n")
    return message


def sending(url: str) -> Send:
    """Return what hands a message to the server of an address such as smtps://name:word@host:465.

    smtp:// turns to TLS before it signs in or sends, but for a server on this machine.
    """
    parts = urlsplit(url)
    host, is_near = parts.hostname or "", parts.hostname in ("127.0.0.1", "localhost", "::1")

    def send(message: EmailMessage) -> None:
        try:
            with _connected(parts.scheme, host, parts.port) as server:
                if parts.scheme == "smtp" and not is_near:
                    server.starttls(context=ssl.create_default_context())
                if parts.username:
                    server.login(unquote(parts.username), unquote(parts.password or ""))
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(type(error).__name__) from None

    return send


def _connected(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    if scheme == "smtps":
        secure = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port or 465, timeout=SECONDS, context=secure)
    return smtplib.SMTP(host, port or 587, timeout=SECONDS)


def remind(settings: Settings, send: Send, today: date) -> int:
    """Send the reminders; return how many. One that is not sent ends it with NotSent."""
    engine = open_engine(settings.database_url, read_only=True)
    try:
        with Session(engine) as database:
            messages = list(reminders(database, settings, today))
    finally:
        engine.dispose()
    for message in messages:
        send(message)
    return len(messages)


def main(environment: Mapping[str, str] = os.environ) -> int:
    """Send once; 2 when the settings cannot be used or none is set, 1 when it was not sent."""
    try:
        settings = read_settings(environment)
    except InvalidSettings as error:
        print("\n".join(f"admin: {problem}" for problem in error.problems), file=sys.stderr)
        return 2
    if not settings.smtp_url:
        print("Reminders are off: SMTP_URL and MAIL_FROM are not set.", file=sys.stderr)
        return 2
    try:
        sent = remind(settings, sending(settings.smtp_url), clock.now().date())
    except NotSent as error:
        print(f"The mail server took no message: {error}.", file=sys.stderr)
        return 1
    print(f"Reminders sent: {sent}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
