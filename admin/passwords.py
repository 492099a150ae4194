"""Passwords: which are refused, and argon2id over the others; none is ever kept or logged."""

import secrets
import unicodedata
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from admin.translations import N_

LEAST = 12
MOST = 200
_FEWEST_LETTERS = 5
_COMMON = frozenset(
    (Path(__file__).parent / "common_passwords.txt").read_text(encoding="utf-8").split()
)


class Passwords:
    """Hashes and compares; for an account that is not there it takes the same time."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_hex(16))

    def hash(self, password: str) -> str:
        """Return argon2id with its salt and its cost, as text."""
        return self._hasher.hash(_normal(password))

    def matches(self, hashed: str | None, password: str) -> bool:
        """Return whether the password is the hashed one; None is nobody's, and costs as much."""
        try:
            self._hasher.verify(hashed or self._nobody, _normal(password[:MOST]))
        except (VerificationError, InvalidHashError):
            return False
        return hashed is not None

    def is_outdated(self, hashed: str) -> bool:
        """Return whether the hash was made at another cost than today's."""
        return self._hasher.check_needs_rehash(hashed)


def problem_of(password: str, email: str) -> str | None:
    """Return why a password is refused, as a text to translate, or None for a good one."""
    plain = _normal(password).casefold()
    if len(password) < LEAST:
        return N_("Use at least 12 characters. A few words in a row are easy to remember.")
    if len(password) > MOST:
        return N_("Use at most 200 characters.")
    if plain in (email.casefold(), email.casefold().partition("@")[0]) or plain in _COMMON:
        return N_("This password is easy to guess. Choose another one.")
    if len(set(plain)) < _FEWEST_LETTERS:
        return N_("This password repeats itself. Choose another one.")
    return None


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)
