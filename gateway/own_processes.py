"""Tells requests of our own processes on this machine from all others; it answers none of them.

The gateway faces the internet, so a request needs the key and may not have come through a proxy.
"""

import hmac

from starlette.requests import Request

KEY_HEADER = "X-Internal-Key"
LOOPBACK = ("127.0.0.1", "::1")
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip")


def is_own(request: Request, key: str) -> bool:
    """Tell whether a request comes from this machine itself and shows the key; "" is no key."""
    came_through = any(name in request.headers for name in FORWARDED)
    is_here = request.client is not None and request.client.host in LOOPBACK
    shown = request.headers.get(KEY_HEADER, "")
    is_right = hmac.compare_digest(shown.encode(), key.encode())
    return bool(key) and is_right and is_here and not came_through
