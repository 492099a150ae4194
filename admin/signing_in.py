"""The door for people with an account: password, pause, second factor; it renders no page."""

from flask import session
from werkzeug.exceptions import TooManyRequests

from admin import accounts, audit, sessions
from admin.guard import TOKEN
from admin.process import database, now, process
from referrals.staff_models import Staff, StaffSession


def count_try(address: str | None) -> None:
    """Count a try of an address; raises TooManyRequests after too many of them."""
    wait = process().tries.wait(address or "unknown", now())
    if wait is not None:
        raise TooManyRequests(retry_after=int(wait.total_seconds()) + 1)


def checked_password(email: str, password: str) -> Staff | None:
    """Return the account when it may go on; every other case looks and lasts the same."""
    found = accounts.find(database(), email)
    hashed = found.password_hash if found and found.is_active else None
    is_right = process().passwords.matches(hashed, password)
    if found is None or hashed is None:
        audit.note(database(), "password.wrong", found.email if found else None, now())
        database().commit()
        return None
    if accounts.is_paused(found, now()):
        audit.note(database(), "password.paused", found.email, now())
    elif not is_right:
        accounts.count_failure(database(), found, now())
        audit.note(database(), "password.wrong", found.email, now())
    else:
        if process().passwords.is_outdated(hashed):
            found.password_hash = process().passwords.hash(password)
        return found
    database().commit()
    return None


def begin(staff: Staff, event: str) -> StaffSession:
    """Start a session of which the second factor may be outstanding; the cookie is a new one."""
    language = staff.language
    session.clear()
    row, session[TOKEN] = sessions.begin(database(), staff, now())
    session["language"], session["csrf_token"] = language, row.csrf_token
    audit.note(database(), event, staff.email, now())
    if staff.role == "viewer" and staff.totp_secret is None:
        accounts.forgive(staff)
    database().commit()
    return row


def complete(staff: Staff, row: StaffSession, event: str) -> None:
    """Note that the second factor was shown; the token of the session changes."""
    row.second_factor = True
    session[TOKEN] = sessions.rotate(row)
    session["csrf_token"] = row.csrf_token
    accounts.forgive(staff)
    audit.note(database(), event, staff.email, now())
    database().commit()


def fail_code(staff: Staff, row: StaffSession) -> bool:
    """Count a wrong code; return whether the account pauses, which also ends this session."""
    is_paused = accounts.count_failure(database(), staff, now())
    audit.note(database(), "code.wrong", staff.email, now())
    if is_paused:
        sessions.end(database(), row)
        session.clear()
    database().commit()
    return is_paused


def refuse_paused(staff: Staff, row: StaffSession) -> bool:
    """Return whether the account pauses; then no code is looked at, and this session ends."""
    database().refresh(staff, ["locked_until"])
    if not accounts.is_paused(staff, now()):
        return False
    audit.note(database(), "code.paused", staff.email, now())
    sessions.end(database(), row)
    database().commit()
    session.clear()
    return True


def sign_out(staff: Staff, row: StaffSession, everywhere: bool) -> None:
    """End this session, or all of the account."""
    if everywhere:
        sessions.end_all(database(), staff.id)
    else:
        sessions.end(database(), row)
    audit.note(
        database(), "signed_out.everywhere" if everywhere else "signed_out", staff.email, now()
    )
    database().commit()
    language = staff.language
    session.clear()
    session["language"] = language
