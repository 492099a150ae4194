"""The settings of the actions process, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """database_url: the directory, opened read-only. port: where Rasa reaches us on loopback."""

    database_url: str
    port: int = 5055


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
    return Settings(database_url=url, port=int(port))
