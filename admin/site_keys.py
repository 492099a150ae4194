"""Makes the key of a new website; none is ever typed."""

import re
import secrets
import unicodedata

_MOST_OF_A_NAME = 20
_RANDOM_BYTES = 8


def new_key(name: str) -> str:
    """Return a key that nobody guesses and that staff know again by the name in it."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > _MOST_OF_A_NAME:
        whole_words = slug[: _MOST_OF_A_NAME + 1].rpartition("-")[0]
        slug = whole_words or slug[:_MOST_OF_A_NAME]
    return "-".join(part for part in ("k", slug, secrets.token_hex(_RANDOM_BYTES)) if part)
