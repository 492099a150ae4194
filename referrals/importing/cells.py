"""Makes cells safe for spreadsheet programs and takes that back; it says nothing of their sense."""

import re
import unicodedata

# What Excel, LibreOffice and Google Sheets may run as a formula, in half and full width.
_RISKY = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_GUARDED = re.compile(r"''*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def neutralise(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would run; `restore` gives the text back."""
    return f"'{text}" if _RISKY.match(text) else text


def restore(text: str) -> str:
    """Take off the apostrophe that `neutralise` put there, and no other."""
    return text[1:] if _GUARDED.match(text) else text


def clean(text: str) -> str:
    """Return a cell without the characters that no text needs, trimmed, in Unicode's NFC form."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in plain if c in "\n\t" or unicodedata.category(c) != "Cc").strip()
