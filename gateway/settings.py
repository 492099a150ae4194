"""The settings of the gateway, read once; start-up refuses a wrong or missing one, all at once."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent


class InvalidSettings(Exception):
    """The environment cannot be used. `problems` holds one sentence each and never a secret."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def _setting(
    env: str,
    help_text: str,
    default: str | None = None,
    secret: bool = False,
    optional: bool = False,
) -> Any:
    about = {"help": help_text, "default": default, "secret": secret, "optional": optional}
    return field(metadata={"env": env} | about)


@dataclass(frozen=True)
class Settings:
    """One field a setting; the environment's names are the field's own (Twilio's, the usual)."""

    environment: str = _setting(
        "AMPARO_ENV", "production, or development: shows the phone simulator at /", "production"
    )
    host: str = _setting("HOST", "the address to listen on", "127.0.0.1")
    port: int = _setting("PORT", "the port to listen on", "8080")
    twilio_account_sid: str = _setting("TWILIO_ACCOUNT_SID", "the Twilio account, AC...")
    twilio_auth_tokens: tuple[str, ...] = _setting(
        "TWILIO_AUTH_TOKEN",
        "what signs the webhooks; two with a comma while one is changed",
        secret=True,
    )
    public_base_url: str = _setting(
        "PUBLIC_BASE_URL", "scheme, host and path prefix that Twilio calls, as it signs them"
    )
    pseudonym_key: str = _setting(
        "PSEUDONYM_KEY",
        "32 or more characters; phone numbers become pseudonyms with it",
        secret=True,
    )
    bot_url: str = _setting("BOT_URL", "Rasa, on loopback", "http://127.0.0.1:5005")
    store_database_url: str = _setting(
        "STORE_DATABASE_URL", "where opt-outs are kept, as pseudonyms", "sqlite:///var/store.db"
    )
    internal_key: str = _setting(
        "INTERNAL_KEY",
        "32 or more characters; the admin shows it to see counts of days, without it nobody can",
        secret=True,
        optional=True,
    )
    turn_seconds: float = _setting(
        "TURN_SECONDS", "after this long a person gets words without the bot, 1 to 12", "7.5"
    )

    sms_number: str = _setting(
        "SMS_NUMBER", "the number that people can text, like +15555550100", optional=True
    )
    web_address_minute: int = _setting(
        "WEB_ADDRESS_MINUTE", "how many messages an address may send in a minute, on websites", "30"
    )
    web_address_hour: int = _setting(
        "WEB_ADDRESS_HOUR", "how many messages an address may send in an hour, on websites", "300"
    )
    web_site_minute: int = _setting(
        "WEB_SITE_MINUTE", "how many messages a website may send in a minute", "600"
    )

    @property
    def is_development(self) -> bool:
        """Whether the simulator is served."""
        return self.environment == "development"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings; a secret may lie in the file that NAME_FILE names."""
    values: dict[str, Any] = {}
    problems: list[str] = []
    for entry in fields(Settings):
        name = entry.metadata["env"]
        try:
            raw = _raw(environment, name, entry.metadata)
            read = _READERS.get(entry.name, str) if raw else str
            values[entry.name] = read(raw)
        except (ValueError, OSError) as error:
            problems.append(f"{name}: {error}")
    if problems:
        raise InvalidSettings(problems)
    return Settings(**values)


def _raw(environment: Mapping[str, str], name: str, about: Mapping[str, Any]) -> str:
    file = environment.get(f"{name}_FILE") if about["secret"] else None
    value = Path(file).read_text(encoding="utf-8").strip() if file else environment.get(name)
    value = value or about["default"]
    if not value and about["optional"] and not file:
        return ""
    if not value:
        raise ValueError(f"is missing ({about['help']})")
    return str(value)


def _environment(raw: str) -> str:
    if raw not in ("production", "development"):
        raise ValueError("is production or development")
    return raw


def _port(raw: str) -> int:
    if not raw.isdigit() or not 1 <= int(raw) <= 65535:
        raise ValueError("is a port from 1 to 65535")
    return int(raw)


def _tokens(raw: str) -> tuple[str, ...]:
    tokens = tuple(token.strip() for token in raw.split(","))
    if not all(tokens):
        raise ValueError("has an empty token before or after a comma")
    return tokens


def _address(raw: str) -> str:
    parts = urlsplit(raw)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("begins with http:// or https:// and a host")
    if "?" in raw or "#" in raw:
        raise ValueError("has no query and no fragment")
    _ = parts.port  # Reading it raises ValueError for a port that cannot be.
    return raw


def _database(raw: str) -> str:
    if not raw.startswith(("sqlite:///", "postgres://", "postgresql://")):
        raise ValueError("begins with sqlite:///, postgres:// or postgresql://")
    return raw


def _key(raw: str) -> str:
    if len(raw) < 32:
        raise ValueError("has fewer than 32 characters")
    return raw


def _number(raw: str) -> str:
    if not re.fullmatch(r"\+[1-9][0-9]{6,14}", raw):
        raise ValueError("is a plus sign and 7 to 15 digits")
    return raw


def _count(raw: str) -> int:
    if not raw.isascii() or not raw.isdigit() or not 1 <= int(raw) <= 1_000_000:
        raise ValueError("is a whole number from 1 to 1000000")
    return int(raw)


def _seconds(raw: str) -> float:
    if not 1 <= float(raw) <= 12:
        raise ValueError("is a number of seconds from 1 to 12")
    return float(raw)


_READERS: dict[str, Callable[[str], Any]] = {
    "environment": _environment,
    "port": _port,
    "twilio_auth_tokens": _tokens,
    "public_base_url": _address,
    "bot_url": _address,
    "pseudonym_key": _key,
    "internal_key": _key,
    "store_database_url": _database,
    "turn_seconds": _seconds,
    "sms_number": _number,
    "web_address_minute": _count,
    "web_address_hour": _count,
    "web_site_minute": _count,
}
