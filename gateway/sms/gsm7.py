"""The GSM-7 alphabet and the two ways of bringing a text into it; it never counts segments.

The alphabet is that of 3GPP TS 23.038 without national tables, because Twilio offers no way to ask
for one. The escape code itself (U+001B) is left out: sent alone it means nothing on a phone.
"""

import json
from pathlib import Path

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")

_SMART_MAP = Path(__file__).with_name("data") / "smart_encoding_map.json"

# Outside GSM-7, while é, è, à, ù, ò, ñ, ü, ¿ and ¡ are inside and keep their accents. Spanish needs
# the first line, Portuguese the second as well, French and Creole capitals the third.
_FOLDED = str.maketrans(
    "áíóúÁÍÓÚâêôãõçÂÊÔÃÕÀîûëïÎÛËÏÈÙÒ",
    "aiouAIOUaeoaocAEOAOAiueiIUEIEUO",
)


def _smart_table() -> dict[int, str]:
    pairs = json.loads(_SMART_MAP.read_text(encoding="utf-8"))["map"]
    # Twilio writes two spaces for one no-break space and seven for a tab; one space reads the same.
    return {ord(old): " " if new.isspace() else new for old, new in pairs.items()}


_SMART = _smart_table()


def septets(character: str) -> int | None:
    """Return what one character costs: 1, 2 if it needs an escape, None if it is not in GSM-7."""
    if character in BASIC:
        return 1
    return 2 if character in EXTENSION else None


def is_gsm7(text: str) -> bool:
    """Say whether every character of the text can be sent in GSM-7; true for the empty text."""
    return all(character in BASIC or character in EXTENSION for character in text)


def replace_lookalikes(text: str) -> str:
    """Write quotes, dashes, wide forms and unusual spaces as Twilio's Smart Encoding would.

    The 271 replacements are Twilio's own list (see data/README.md), except that white space always
    becomes one single space. The result can be longer than the text.
    """
    return text.translate(_SMART)


def fold_accents(text: str) -> str:
    """Write the letters that GSM-7 lacks with an accent without it; every other character stays.

    Only composed letters are seen, so the text should be in NFC.
    """
    return text.translate(_FOLDED)
