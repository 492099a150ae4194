"""Turns an address into a conversation id, one way; nothing here can turn it back."""

import hashlib
import hmac


def pseudonym(key: str, channel: str, address: str) -> str:
    """Return 32 hex digits for an address on a channel: HMAC-SHA256 under the deployment's key.

    Without the key a phone number cannot be found by trying them all; with another key everybody is
    somebody else.
    """
    message = f"{channel}\n{address.strip().casefold()}".encode()
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()[:32]
