"""The second factor: codes of an authenticator app and recovery codes, each taken once.

Secrets are encrypted before they are kept; no code is ever kept in the clear or logged, and none is
taken while the account pauses.
"""

import base64
import hmac
import json
import secrets
from datetime import datetime

import pyotp
import segno
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Text, cast, select, update
from sqlalchemy.orm import Session

from admin.accounts import admits
from admin.passwords import Passwords
from referrals.staff_models import Staff

ISSUER = "Amparo"
STEP_SECONDS = 30
RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what is easily taken for something else."""


def derived_key(secret_key: str, purpose: str) -> bytes:
    """Return 32 bytes for one purpose, which tell nothing of those for another."""
    made = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode())
    return made.derive(secret_key.encode())


class SecondFactors:
    """Makes, keeps and checks second factors under the deployment's key."""

    def __init__(self, secret_key: str, passwords: Passwords) -> None:
        key = derived_key(secret_key, "second factor")
        self._fernet = Fernet(base64.urlsafe_b64encode(key))
        self._passwords = passwords

    def encrypted(self, secret: str) -> bytes:
        """Return a secret as it may be kept."""
        return self._fernet.encrypt(secret.encode())

    def decrypted(self, kept: bytes | str) -> str | None:
        """Return the secret, None where it was kept under another key."""
        try:
            return self._fernet.decrypt(kept).decode()
        except InvalidToken:
            return None

    def accepts(self, session: Session, staff: Staff, code: str, now: datetime) -> bool:
        """Return whether the code of the app is right and new; a used one never works again."""
        secret = self.decrypted(staff.totp_secret) if staff.totp_secret else None
        step = matching_step(secret, code, now) if secret else None
        if step is None:
            return False
        taken = session.execute(
            update(Staff)
            .where(Staff.id == staff.id, Staff.totp_last_step < step, admits(now))
            .values(totp_last_step=step)
            .execution_options(synchronize_session=False)
        )
        session.refresh(staff, ["totp_last_step"])
        return bool(taken.rowcount)  # type: ignore[attr-defined]

    def new_recovery_codes(self, staff: Staff) -> list[str]:
        """Return codes to be shown once; the account keeps only their hashes."""
        codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
        staff.recovery_hashes = [self._passwords.hash(code) for code in codes]
        return codes

    def takes_recovery_code(self, session: Session, staff: Staff, code: str, now: datetime) -> bool:
        """Return whether the code is one of the account's; it is then used up.

        The list is exchanged only as it was read: of two requests with one code one gets in, and
        whoever was overtaken by another code looks again.
        """
        plain = "".join(code.lower().split())
        kept_now = cast(Staff.recovery_hashes, Text)  # PostgreSQL compares no JSON
        while True:
            listed = session.scalar(select(kept_now).where(Staff.id == staff.id, admits(now)))
            hashes: list[str] = json.loads(listed or "[]")
            used = next((each for each in hashes if self._passwords.matches(each, plain)), None)
            if used is None:
                return False
            taken = session.execute(
                update(Staff)
                .where(Staff.id == staff.id, kept_now == listed, admits(now))
                .values(recovery_hashes=[each for each in hashes if each != used])
                .execution_options(synchronize_session=False)
            )
            session.refresh(staff, ["recovery_hashes"])
            if taken.rowcount:  # type: ignore[attr-defined]
                return True


def new_secret() -> str:
    """Return a secret for an app: 32 letters of base 32."""
    return pyotp.random_base32()


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """Return the step of 30 seconds whose code this is: of now, one before, one after."""
    plain = "".join(code.split())
    current = int(now.timestamp()) // STEP_SECONDS
    app = pyotp.TOTP(secret)
    for step in (current, current - 1, current + 1):
        if hmac.compare_digest(app.generate_otp(step).encode(), plain.encode()):
            return step
    return None


def picture_of(secret: str, email: str) -> str:
    """Return the QR code that an app reads, as a data address of an SVG."""
    address = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)
    picture = segno.make(address, error="m")
    return picture.svg_data_uri(scale=5, border=4, light="white", dark="black")


def _recovery_code() -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"
