"""Brings the ways in which directories name languages to one key; it knows no texts of people."""

_KEYS = {
    "ar": "ara arabic",
    "en": "eng english",
    "es": "spa spanish español espanol castellano",
    "fa": "fas per farsi persian",
    "fr": "fra fre french",
    "ht": "hat kreyol haitian haitian-creole",
    "ko": "kor korean",
    "pt": "por portuguese",
    "ru": "rus russian",
    "tl": "tgl fil tagalog filipino",
    "vi": "vie vietnamese",
    "zh": "zho chi cmn yue chinese mandarin cantonese",
}
LANGUAGES = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fa": "Farsi",
    "fr": "French",
    "ht": "Haitian Creole",
    "ko": "Korean",
    "pt": "Portuguese",
    "ru": "Russian",
    "tl": "Tagalog",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""The languages that directories name most, by key, each with the name that a new row gets."""

_KEY_OF = {name: key for key, names in _KEYS.items() for name in (key, *names.split())}


def language_key(code: str | None, name: str | None = None) -> str | None:
    """Return the key of a language by its BCP 47 or ISO 639 code, else by its English name.

    Regions and scripts do not count: "pt-BR" is "pt", "zh-Hans" is "zh". Without a code and with
    a name that we do not know there is none.
    """
    if code and code.strip():
        first = code.strip().casefold().replace("_", "-").partition("-")[0]
        return _KEY_OF.get(first, first)
    words = (name or "").casefold().replace("(", " ").replace(",", " ").split()
    if not words:
        return None
    return _KEY_OF.get("-".join(words)) or _KEY_OF.get(words[0])
