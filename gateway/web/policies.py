"""What browsers may load, run and frame on our own pages; nothing inline, nothing of others."""

from collections.abc import Sequence

_NOBODY = "'none'"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
    " img-src 'self' data:; base-uri 'none'; form-action 'none'"
)


def page_headers(framers: Sequence[str] = (), frames: str = "") -> dict[str, str]:
    """Return the headers of a page that `framers` may frame, and that may show `frames`."""
    policy = f"{_POLICY}; frame-ancestors {' '.join(framers) or _NOBODY}"
    if frames:
        policy += f"; frame-src {frames}"
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": "geolocation=(self)",
        "Cache-Control": "no-store",
    }
