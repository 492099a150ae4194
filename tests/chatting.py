"""What the chat on websites sends to the running system, without a browser; it shows nothing."""

import secrets
from typing import Any

import httpx

from gateway.web.routes import PREVIEW_KEY
from tests.running import Running


class Chatting:
    """One conversation, through the public API, on a site in a language."""

    def __init__(
        self,
        system: Running,
        language: str = "en",
        site: str = PREVIEW_KEY,
        conversation: str = "",
    ) -> None:
        self.system, self.language, self.site = system, language, site
        self.conversation = conversation or secrets.token_urlsafe(24)

    def settings(self) -> dict[str, Any]:
        """Return what the widget is told of the site."""
        path = f"/chat/sites/{self.site}/{self.language}"
        told: dict[str, Any] = httpx.get(self.system.address + path, timeout=20).json()
        return told

    def say(self, text: str, **changes: Any) -> dict[str, Any]:
        """Send a message and return the reply; `changes` are its fields."""
        body = {
            "site": self.site,
            "conversation": self.conversation,
            "id": secrets.token_urlsafe(12),
            "text": text,
            "language": self.language,
        }
        response = httpx.post(
            f"{self.system.address}/chat/messages",
            json=body | changes,
            headers={"Origin": self.system.address},
            timeout=20,
        )
        response.raise_for_status()
        told: dict[str, Any] = response.json()
        return told

    def said(self, text: str, **changes: Any) -> list[str]:
        """Send a message and return the ids of what is said."""
        return [part["say"] for part in self.say(text, **changes)["parts"]]
