"""Checks that a webhook was signed by Twilio, over the raw request; it reads no message.

The signed text has no separators, time or nonce (`A=1B2` and `A=1,B=2` sign alike), so a valid
signature says who, not when: repeated message ids must be caught elsewhere, without an expiry.
"""

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import ImmutableMultiDict
from twilio.request_validator import (
    HMAC_SHA1,
    HMAC_SHA256,
    RequestValidator,
    get_signature_algorithm,
)

_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 500


class SignatureCheck:
    """The tokens that may sign, and the address under which Twilio knows us."""

    def __init__(self, tokens: Sequence[str], public_base_url: str) -> None:
        """Take every token that is valid now: two during a change, one for each sub-account.

        `public_base_url` is scheme, host and, where a proxy removes one, a path prefix. Raises
        ValueError without a token, for an empty token (anyone could sign with it), or for an
        address that is not http(s) with a host and without query and fragment. No message holds a
        token.
        """
        if isinstance(tokens, str) or not tokens or not all(token.strip() for token in tokens):
            raise ValueError("tokens must be a sequence of at least one token, none of them empty")
        address = urlsplit(public_base_url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise ValueError("public_base_url must begin with http:// or https:// and a host")
        if "?" in public_base_url or "#" in public_base_url:
            raise ValueError("public_base_url must have no query and no fragment")
        _ = address.port  # Reading it raises ValueError for a port that cannot be.
        self._validators = [RequestValidator(token) for token in tokens]
        self._base = public_base_url.rstrip("/")

    def accepts(
        self,
        raw_path_and_query: str,
        content_type: str,
        body: bytes,
        signature: str | None,
        signature_settings: str | None = None,
    ) -> bool:
        """Say whether one of the tokens signed this request. Never raises.

        `raw_path_and_query` is the request target as received, never rebuilt: that sorts and
        re-encodes it. `signature` is the header X-Twilio-Signature, `signature_settings` the header
        X-Twilio-Webhooks-Signature-Settings that comes with SharedKeys. Only forms are accepted:
        for anything else Twilio's check would ignore the body.
        """
        algorithm = get_signature_algorithm(signature_settings)
        if not signature or algorithm not in (HMAC_SHA1, HMAC_SHA256):
            return False
        if not raw_path_and_query.startswith("/") or not _is_form(content_type):
            return False
        url = self._base + raw_path_and_query
        try:
            form = _fields(body)
            return any(v.validate(url, form, signature, algorithm) for v in self._validators)
        except ValueError:
            # Not UTF-8, too many fields, or an address that cannot be parsed: Twilio sends none.
            return False


def _is_form(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == _FORM


def _fields(body: bytes) -> ImmutableMultiDict[str, str]:
    """Read a form as Twilio signs it: blank values kept, white space kept, repeated names together.

    Raises ValueError if it is not UTF-8 or has more than 500 fields.
    """
    pairs = parse_qsl(
        body.decode("utf-8"),
        keep_blank_values=True,
        encoding="utf-8",
        errors="strict",
        max_num_fields=_MOST_FIELDS,
    )
    return ImmutableMultiDict(pairs)
