"""The accounts of staff; it holds no queries and no rules."""

from datetime import datetime

from sqlalchemy import JSON, Boolean, DateTime, ForeignKey, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from referrals.model_parts import Code, Identified, Table, Words


class Staff(Identified, Table):
    """An account; `role` is "viewer", "editor" or "manager".

    `password_hash` is argon2id; None until an invitation is accepted. `totp_secret` is encrypted
    under the deployment's key; `totp_last_step` is the last 30-second step that was used, so that
    no code works twice. `recovery_hashes` are argon2id, one a code not yet used.
    """

    __tablename__ = "staff"
    email: Mapped[str] = mapped_column(String(254), unique=True)
    role: Mapped[Code]
    language: Mapped[str] = mapped_column(String(20), default="en")
    password_hash: Mapped[Words | None]
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    totp_last_step: Mapped[int] = mapped_column(Integer, default=0)
    recovery_hashes: Mapped[list[str]] = mapped_column(JSON, default=list)
    is_active: Mapped[bool] = mapped_column(Boolean, default=True)
    failures: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Invitation(Identified, Table):
    """A way in for a new account or a forgotten password; only a hash of its token is kept."""

    __tablename__ = "invitation"
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class StaffSession(Identified, Table):
    """A signed-in browser; only a hash of its token is kept."""

    __tablename__ = "staff_session"
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    csrf_token: Mapped[str] = mapped_column(String(64))
    second_factor: Mapped[bool] = mapped_column(Boolean, default=False)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SignIn(Identified, Table):
    """What happened at the door; `email` is None where no account has it."""

    __tablename__ = "sign_in"
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    email: Mapped[str | None] = mapped_column(String(254))
    event: Mapped[Code]


class SiteChange(Identified, Table):
    """That staff changed a website that carries the chat; the websites are the gateway's.

    `what` holds "made", "on" or "off", or the names of the fields that were changed.
    """

    __tablename__ = "site_change"
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    made_by: Mapped[str] = mapped_column(String(254))
    site_key: Mapped[str] = mapped_column(String(40), index=True)
    what: Mapped[list[str]] = mapped_column(JSON, default=list)


class ImportRun(Identified, Table):
    """A file that staff brought: first looked at, then carried out, perhaps undone.

    `state`: "reading", "ready", "running", "done", "undone", "refused", "failed", "discarded" by
    staff, "expired" after a day. `content` is kept only until the run ends. `preview` is what the
    page shows: counts, bad rows, differences. `done_rows` of `all_rows` tell how far it has come.
    """

    __tablename__ = "import_run"
    format: Mapped[Code]
    file_name: Mapped[Words]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    options: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    state: Mapped[Code]
    preview: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    done_rows: Mapped[int] = mapped_column(Integer, default=0)
    all_rows: Mapped[int] = mapped_column(Integer, default=0)
    started_by: Mapped[str] = mapped_column(String(254))
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    change_set_id: Mapped[str | None] = mapped_column(ForeignKey("change_set.id"))
