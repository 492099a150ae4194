"""The settings of the actions process, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

SHORTEST_KEY = 32


@dataclass(frozen=True)
class Settings:
    """database_url: the directory, opened read-only. port: where Rasa reaches us on loopback.

    admin_url, internal_key: the admin, and what we show it as a password; both, or staff is told
    nothing.
    """

    database_url: str
    port: int = 5055
    admin_url: str = ""
    internal_key: str = field(default="", repr=False)

    @property
    def can_tell_staff(self) -> bool:
        """Whether there is an admin to tell and a key that it knows us by."""
        return bool(self.admin_url and self.internal_key)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings; raise ValueError naming what is missing or wrong."""
    url = environment.get("DATABASE_URL", "")
    if not url:
        raise ValueError("DATABASE_URL is missing: where the directory of organizations is")
    if not url.startswith(("sqlite:///", "postgres://", "postgresql://")):
        raise ValueError("DATABASE_URL begins with sqlite:///, postgres:// or postgresql://")
    port = environment.get("ACTIONS_PORT") or "5055"
    if not port.isdigit():
        raise ValueError("ACTIONS_PORT is not a number")
    admin = (environment.get("ADMIN_URL") or "").rstrip("/")
    if admin and not admin.startswith(("http://", "https://")):
        raise ValueError("ADMIN_URL begins with http:// or https://")
    return Settings(url, int(port), admin, _internal_key(environment))


def _internal_key(environment: Mapping[str, str]) -> str:
    """Return the key, from the file that INTERNAL_KEY_FILE names or as it is; "" without one."""
    key = environment.get("INTERNAL_KEY") or ""
    if file := environment.get("INTERNAL_KEY_FILE"):
        try:
            key = Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ValueError(f"INTERNAL_KEY_FILE: {type(error).__name__}") from None
    if key and len(key) < SHORTEST_KEY:
        raise ValueError(f"INTERNAL_KEY has fewer than {SHORTEST_KEY} characters")
    return key
