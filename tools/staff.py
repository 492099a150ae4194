"""`make staff EMAIL=...`: makes an account, or a new link for one; it never asks for a password."""

import logging
import sys

import structlog
from sqlalchemy.orm import Session

from admin import accounts, audit, invitations
from admin.clock import now
from admin.roles import ROLES
from referrals.database import migrate, open_engine
from tools.environment import environment

USE = (
    "Use: make staff EMAIL=name@example.org [ROLE=viewer|editor|manager], "
    "or make staff EMAIL=name@example.org SECOND_FACTOR=forget"
)


def main(arguments: list[str]) -> int:
    """Print a link that works once; 2 when the address or the role cannot be used."""
    email, role, forget = (arguments + ["", "", ""])[:3]
    email, role = accounts.normal_email(email), role or "manager"
    if "@" not in email or role not in ROLES or forget not in ("", "forget"):
        print(USE, file=sys.stderr)
        return 2
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    settings = environment()
    migrate(settings["DATABASE_URL"])
    if forget:
        return forget_second_factor(settings["DATABASE_URL"], email)
    link = invite(settings["DATABASE_URL"], settings["ADMIN_BASE_URL"], email, role)
    if link is None:
        print(f"{email} has an account already, as something else or ended.", file=sys.stderr)
        print("A manager can change that in the admin under Staff.", file=sys.stderr)
        return 2
    print(f"{email}, {role}. Whoever opens this link chooses the password; it works once:\n{link}")
    return 0


def invite(database_url: str, base_url: str, email: str, role: str) -> str | None:
    """Return the link for an account, made if need be; None for one with another role or ended."""
    with Session(open_engine(database_url)) as database:
        found = accounts.find(database, email)
        if found and (found.role != role or not found.is_active):
            return None
        staff = found or accounts.make(database, email, role, "en", now())
        token = invitations.invite(database, staff, now())
        audit.note(database, "account.invited", staff.email, now())
        database.commit()
    return f"{base_url}/invitation/{token}"


def forget_second_factor(database_url: str, email: str) -> int:
    """Take a lost second factor away and end the sessions; 2 where no account has the address."""
    with Session(open_engine(database_url)) as database:
        found = accounts.find(database, email)
        if found is None:
            print(f"There is no account {email}.", file=sys.stderr)
            return 2
        accounts.forget_second_factor(database, found)
        audit.note(database, "second_factor.forgotten", found.email, now())
        database.commit()
    print(f"{email} sets up a new second factor at the next sign-in.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
