"""How each language says whether a rule is in force, is not, or is stopped in part by a court."""

import re

from tests.content.terms import glossary, has_form

IN_FORCE = {
    "en": r"\bin force\b",
    "es": r"\bvigentes?\b|\ben vigor\b",
    "zh-Hans": r"有效|生效",
    "vi": r"\bhiệu lực\b",
    "ht": r"\ban vigè\b",
    "pt-BR": r"\bem vigor\b",
    "fr": r"\ben vigueur\b",
    "ar": r"ساري|سارية",
    "ru": r"\bдействует\b|\bв силе\b",
    "ko": r"시행 중",
    "tl": r"\bmay bisa\b",
}
NOT_IN_FORCE = {
    "en": r"\b(?:not|no longer|not yet) in force\b",
    "es": r"\bno (?:está |sigue )?(?:ya )?(?:vigentes?|en vigor)\b",
    "zh-Hans": r"(?:不再|尚未|没有|不)(?:有效|生效)",
    "vi": r"\b(?:không|không còn|chưa|chưa có|hết) hiệu lực\b",
    "ht": r"\bpa (?:nan |ankò )?an vigè\b",
    "pt-BR": r"\bnão (?:está )?(?:mais )?em vigor\b",
    "fr": r"\b(?:pas|plus|jamais) (?:encore )?en vigueur\b",
    "ar": r"(?:ليس|ليست|غير|يعد|تعد) (?:ساري|سارية)",
    "ru": r"\bне (?:действует|в силе)\b",
    "ko": r"시행 중이? 아",
    "tl": r"\b(?:hindi|wala nang|walang) (?:na )?(?:may )?bisa\b",
}
PARTLY_IN_FORCE = {
    "en": r"\bpartly in force\b",
    "es": r"\bvigente en parte\b",
    "zh-Hans": r"部分有效",
    "vi": r"\bhiệu lực một phần\b",
    "ht": r"\byon pati an vigè\b",
    "pt-BR": r"\bem parte em vigor\b",
    "fr": r"\ben vigueur en partie\b",
    "ar": r"ساري(?: المفعول)? جزئيا",
    "ru": r"\bчастично в силе\b",
    "ko": r"일부 시행 중",
    "tl": r"\bmay bisa ang bahagi\b",
}
BLOCKED = {
    "en": r"\bblocked\b",
    "es": r"\bbloquead[ao]s?\b|\bbloqueó\b",
    "zh-Hans": r"叫停",
    "vi": r"(?<!đừng )\bchặn\b",
    "ht": r"(?<!\bpa )\bbloke\b",
    "pt-BR": r"\bbloquead[ao]s?\b|\bbloqueou\b",
    "fr": r"\bbloquée?s?\b",
    "ar": r"أوقف",
    "ru": r"\bзаблокирован[аоы]?\b|\bзаблокировал[аи]?\b",
    "ko": r"막(?:은|았|음|힌|혔|혀)",
    "tl": r"\b(?:hinarang|hinaharang|naharang)\b",
}
_ENGLISH = {
    "revoked": r"\b(?:revoked|cancelled|canceled|not in force)\b",
    "proposed": r"\b(?:proposed|not in force)\b",
    "history": r"\b(?:history|past|ended)\b",
}


def claims_force(words: str, tag: str) -> bool:
    """Tell whether a text says that a rule is in force, neither "not" nor "partly"."""
    for other in (NOT_IN_FORCE, PARTLY_IN_FORCE):
        words = re.sub(other[tag], "", words, flags=re.IGNORECASE)
    return bool(re.search(IN_FORCE[tag], words, re.IGNORECASE))


def tells(status: str, words: str, tag: str) -> bool:
    """Tell whether a text has the words of a status; no language has none that is not above."""
    if tag not in IN_FORCE:
        return False
    if status == "in_force":
        return claims_force(words, tag)
    if status == "blocked":
        return bool(re.search(BLOCKED[tag], words, re.IGNORECASE))
    if status == "partly_blocked":
        either = f"{BLOCKED[tag]}|{PARTLY_IN_FORCE[tag]}"
        return bool(re.search(either, words, re.IGNORECASE))
    if tag == "en":
        return bool(re.search(_ENGLISH[status], words, re.IGNORECASE))
    return has_form(words, glossary(tag)[status], tag)
