"""Fills in what a developer's machine needs; values already in the environment always win."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "development.env"
"""Made-up secrets of this machine, so that pseudonyms and signatures survive a restart."""

SECRETS = (
    "TWILIO_AUTH_TOKEN",
    "PSEUDONYM_KEY",
    "ADMIN_SECRET_KEY",
    "INTERNAL_KEY",
    "OIDC_CLIENT_SECRET",
    "SMTP_URL",
)


def environment(given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment for all processes.

    Secrets are made once and kept in KEPT; in production they have to be given.
    """
    given = _with_files({name: value for name, value in given.items() if value})
    port = given.get("PORT", "8080")
    bot_port, actions_port = given.get("BOT_PORT", "5005"), given.get("ACTIONS_PORT", "5055")
    admin_port = given.get("ADMIN_PORT", "8081")
    defaults = {
        "AMPARO_ENV": "development",
        "PORT": port,
        "BOT_PORT": bot_port,
        "ACTIONS_PORT": actions_port,
        "ADMIN_PORT": admin_port,
        "ADMIN_BASE_URL": f"http://127.0.0.1:{admin_port}",
        "ADMIN_URL": f"http://127.0.0.1:{admin_port}",
        "GATEWAY_URL": f"http://127.0.0.1:{port}",
        "BOT_URL": f"http://127.0.0.1:{bot_port}",
        "ACTIONS_URL": f"http://127.0.0.1:{actions_port}/webhook",
        "PUBLIC_BASE_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": f"sqlite:///{ROOT}/var/directory.db",
        "STORE_DATABASE_URL": f"sqlite:///{ROOT}/var/store.db",
        "VAR": str(ROOT / "var"),
        # Rasa asks a remote service and writes every text to its log unless told otherwise.
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    fixed = {"LOG_LEVEL": "WARNING", "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    made_up = kept_secrets() if given.get("AMPARO_ENV") != "production" else {}
    return defaults | made_up | given | fixed


def kept_secrets() -> dict[str, str]:
    """Return the secrets of this machine, made on first use; only the owner can read them."""
    lines = KEPT.read_text().splitlines() if KEPT.exists() else []
    kept = dict(line.split("=", 1) for line in lines if "=" in line)
    made = {
        "TWILIO_ACCOUNT_SID": "AC" + secrets.token_hex(16),
        "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
        "PSEUDONYM_KEY": secrets.token_hex(32),
        "ADMIN_SECRET_KEY": secrets.token_hex(32),
        "INTERNAL_KEY": secrets.token_hex(32),
    }
    if made.keys() - kept.keys():
        kept = made | kept
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.touch(mode=0o600)
        KEPT.write_text("".join(f"{name}={value}\n" for name, value in kept.items()))
    return kept


def _with_files(given: dict[str, str]) -> dict[str, str]:
    """Return the environment with NAME in place of each NAME_FILE that holds one of our secrets."""
    for name in SECRETS:
        file = given.pop(f"{name}_FILE", None)
        if file:
            given[name] = Path(file).read_text(encoding="utf-8").strip()
    return given
