"""The settings of the admin, read once; start-up refuses a wrong or missing one, all at once."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class InvalidSettings(Exception):
    """The environment cannot be used. `problems` holds one sentence each and never a secret."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def _setting(env: str, help_text: str, default: str | None = None, secret: bool = False) -> Any:
    about = {"env": env, "help": help_text, "default": default, "secret": secret}
    return field(metadata=about, repr=not secret)


@dataclass(frozen=True)
class Settings:
    """One field a setting; an empty default means that what it is for is off."""

    host: str = _setting("ADMIN_HOST", "the address to listen on", "127.0.0.1")
    port: int = _setting("ADMIN_PORT", "the port to listen on", "8081")
    base_url: str = _setting(
        "ADMIN_BASE_URL", "scheme and host under which staff reach it", "http://127.0.0.1:8081"
    )
    proxies: int = _setting(
        "ADMIN_PROXIES", "how many proxies of yours stand in front, 0 to 5", "0"
    )
    secret_key: str = _setting(
        "ADMIN_SECRET_KEY",
        "32 or more characters; signs cookies and encrypts second factors",
        secret=True,
    )
    database_url: str = _setting("DATABASE_URL", "where the directory of organizations is")
    internal_key: str = _setting(
        "INTERNAL_KEY",
        "32 or more characters; shared with the actions and the gateway",
        secret=True,
    )
    gateway_url: str = _setting(
        "GATEWAY_URL", "the gateway on this machine, asked for counts of days and for websites", ""
    )
    smtp_url: str = _setting(
        "SMTP_URL", "smtps://name:password@host:465, the server that sends reminders", "", True
    )
    mail_from: str = _setting("MAIL_FROM", "the address that reminders come from", "")
    hsds_api: bool = _setting("HSDS_API", "on serves the directory to partners, or off", "off")
    oidc_issuer: str = _setting("OIDC_ISSUER", "the address of a sign-in service", "")
    oidc_client_id: str = _setting("OIDC_CLIENT_ID", "our name at that service", "")
    oidc_client_secret: str = _setting(
        "OIDC_CLIENT_SECRET", "our password at that service", "", secret=True
    )

    @property
    def is_secure(self) -> bool:
        """Whether staff come over TLS."""
        return self.base_url.startswith("https://")

    @property
    def trusted_hosts(self) -> list[str]:
        """Return the names under which the admin may be asked, without ports."""
        return sorted({urlsplit(self.base_url).hostname or "", "127.0.0.1", "localhost"})

    @property
    def has_oidc(self) -> bool:
        """Whether staff may sign in through another service."""
        return bool(self.oidc_issuer)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings; a secret may lie in the file that NAME_FILE names."""
    values: dict[str, Any] = {}
    problems: list[str] = []
    for entry in fields(Settings):
        name = entry.metadata["env"]
        try:
            raw = _raw(environment, name, entry.metadata)
            values[entry.name] = _READERS.get(entry.name, str)(raw)
        except (ValueError, OSError) as error:
            problems.append(f"{name}: {error}")
    oidc = [values.get(name) for name in ("oidc_issuer", "oidc_client_id", "oidc_client_secret")]
    if any(oidc) and not all(oidc):
        problems.append("OIDC_ISSUER: needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, and they it")
    if bool(values.get("smtp_url")) != bool(values.get("mail_from")):
        problems.append("SMTP_URL: needs MAIL_FROM, and that needs SMTP_URL")
    if problems:
        raise InvalidSettings(problems)
    return Settings(**values)


def _raw(environment: Mapping[str, str], name: str, about: Mapping[str, Any]) -> str:
    file = environment.get(f"{name}_FILE") if about["secret"] else None
    value = Path(file).read_text(encoding="utf-8").strip() if file else environment.get(name)
    value = value or about["default"]
    if value is None:
        raise ValueError(f"is missing ({about['help']})")
    return str(value)


def _port(raw: str) -> int:
    if not raw.isdigit() or not 1 <= int(raw) <= 65535:
        raise ValueError("is a port from 1 to 65535")
    return int(raw)


def _proxies(raw: str) -> int:
    if not raw.isdigit() or int(raw) > 5:
        raise ValueError("is a number from 0 to 5")
    return int(raw)


def _address(raw: str) -> str:
    parts = urlsplit(raw)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("begins with http:// or https:// and a host")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("ends after the host and the port")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise ValueError("begins with https:// unless it is this machine")
    _ = parts.port  # Reading it raises ValueError for a port that cannot be.
    return raw.rstrip("/")


def _neighbour(raw: str) -> str:
    parts = urlsplit(raw)
    if raw and (parts.scheme != "http" or parts.hostname not in LOOPBACK):
        raise ValueError("begins with http:// and is on this machine")
    _ = parts.port
    return raw.rstrip("/")


def _issuer(raw: str) -> str:
    if raw and not raw.startswith("https://") and urlsplit(raw).hostname not in LOOPBACK:
        raise ValueError("begins with https:// unless it is this machine")
    return raw.rstrip("/")


def _mail_server(raw: str) -> str:
    parts = urlsplit(raw)
    if raw and (parts.scheme not in ("smtp", "smtps") or not parts.hostname):
        raise ValueError("begins with smtp:// or smtps:// and a host")
    _ = parts.port
    return raw


def _mail_address(raw: str) -> str:
    if raw and not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", raw):
        raise ValueError("is an e-mail address")
    return raw


def _database(raw: str) -> str:
    if not raw.startswith(("sqlite:///", "postgres://", "postgresql://")):
        raise ValueError("begins with sqlite:///, postgres:// or postgresql://")
    return raw


def _key(raw: str) -> str:
    if len(raw) < 32:
        raise ValueError("has fewer than 32 characters")
    return raw


def _switch(raw: str) -> bool:
    if raw not in ("on", "off"):
        raise ValueError("is on or off")
    return raw == "on"


_READERS: dict[str, Callable[[str], Any]] = {
    "port": _port,
    "proxies": _proxies,
    "base_url": _address,
    "secret_key": _key,
    "internal_key": _key,
    "database_url": _database,
    "gateway_url": _neighbour,
    "hsds_api": _switch,
    "smtp_url": _mail_server,
    "mail_from": _mail_address,
    "oidc_issuer": _issuer,
}
