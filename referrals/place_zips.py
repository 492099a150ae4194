"""Finds ZIP codes written in a text; it does not know which of them exist."""

import re
import unicodedata
from collections.abc import Iterable

_LETTERS_FOR_DIGITS = str.maketrans("OoIlLi|", "0011111")
_CHINESE_DIGITS = re.compile(r"[零〇一二三四五六七八九]{5}(?![零〇一二三四五六七八九])")
_CHINESE = str.maketrans("零〇一二三四五六七八九", "00123456789")
# Five signs that stand alone, not money, not part of a longer number or of a Latin word.
_ZIP = re.compile(
    r"(?<![A-Za-z0-9_$£€#.,-])(?:(?:zip|zipcode|cp|[a-z]{2})(?=\d))?"
    r"([\dOoIlLi|]{5})(?:-\d{4})?(?![A-Za-z0-9_%-]|[.,]\d)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"(?<![\w$#.,-])(?:(\d{2}) (\d{3})|(\d{3}) (\d{2}))(?![\w-]|[.,]\d| \d)")
_LONG_NUMBER = re.compile(r"(?:\bA[\s#-]?|\+)?\d(?:[\s().-]{0,3}\d){6,}")
_AFTER_A_NUMBER = re.compile(r"\d{1,4}[\s(),.-]+\d{5}")
_ONLY_ZIPS = re.compile(r"\d{5}(?:[ -]\d{4})?(?:\s+\d{5}(?:-\d{4})?)*")
# A number after or before these is money, a case or a house, not a ZIP code.
_COUNTED_BEFORE = re.compile(
    r"(?:\b(?:case|caso|cas|dossier|badge|placa|bond|fianza|fianca|fine|multa|unit|apt|room|bed|pod|paid"
    r"|pay|pague|pagué|pagar|paguei|cobr\w+|cost\w*|cuesta\w*|rent|owe\w*|debe\w*|file|expediente|docket"
    r"|eo|order|orden|ordem|ordre|decreto|décret|decret|lệnh|lenh|lòd|dekrè|receipt"
    r"|recibo|inmate|booking|дело|указ\w*)|사건|행정명령|명령|案号|案件|保释金|交了|付了|보석금|залог|كفالة)"
    r"(?:\s+(?:#|no|num|number|numero|número|is|es|of|de|was|for|me|a|set at|at))*[\s#:.]*$",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(
    r"\s*(?:k\b|usd|dollar|dolar|dólar|doll?a|buck|peso|quetzal|lempira|goud|real\b|reais|euro"
    r"|đô|do la"
    r"|đồng|piso\b|miles\b|millas|km\b|people|personas|agents|agentes"
    r"|号|號|美元|美金|块"
    r"|元|달러|원|دولار|долл|рубл|日元)",
    re.IGNORECASE,
)
_STREET_AFTER = re.compile(
    r"(?:\s+(?!(?:on|at|in|by|near|off|and|my|i|we)\b)[\w.']+){1,3}\s+"
    r"(?:st|street|ave|avenue|av|rd|road|blvd|boulevard|dr|drive|ln|lane|hwy|highway|pkwy|fwy)\b",
    re.IGNORECASE,
)
# A ZIP of New England, New Jersey or Puerto Rico loses its zeros in a spreadsheet or a head.
_SHORT = re.compile(r"(?<![\w$#.,:/-])(\d{3,4})(?![\w%:/-]|[.,]\d)")
_ASKS_FOR_ZIP = re.compile(
    r"\bzip\b|\bzip ?code|c[oó]digo postal|\bcp\b|\bcep\b|mã (?:zip|bưu)|postal"
    r"|邮编|郵編|邮政编码|邮递区号|우편번호|집코드|индекс|الرمز|بريدي",
    re.IGNORECASE,
)
ZERO_STATES = frozenset({"MA", "RI", "NH", "ME", "VT", "CT", "NJ", "PR", "VI"})
"""Where codes begin with a zero that gets lost."""
_YEARS = range(1900, 2100)


def find_zips(text: str) -> tuple[str, ...]:
    """Return the five-digit codes of a text in order.

    Numbers of seven digits or more are phone or A-numbers, not ZIPs, unless they read as ZIP+4;
    nor are sums of money, house and case numbers. The letters O, l and I standing for digits are
    taken as digits beside at least two real ones.
    """
    text = _plain(text)
    return tuple(
        match.group(1).translate(_LETTERS_FOR_DIGITS)
        for match in _ZIP.finditer(text)
        if sum(sign.isdigit() for sign in match.group(1)) >= 2 and not _is_counted(text, match)
    )


def find_mended_zips(text: str, states: Iterable[str]) -> tuple[str, ...]:
    """Return codes of a text that are split ("77 036") or have lost their leading zeros, mended.

    Zeros are given back only where the text is nothing else, speaks of a ZIP code, or names a state
    (two-letter codes) whose codes begin with zero; to years only where it speaks of a ZIP code.
    """
    text = _plain(text)
    split = [
        "".join(filter(None, match.groups()))
        for match in _SPLIT.finditer(text)
        if not _is_counted(text, match)
    ]
    asked = bool(_ASKS_FOR_ZIP.search(text))
    whole = re.fullmatch(r"\s*\d{4}\s*\.?\s*", text) is not None
    here = set(states)
    if split or not (asked or whole or here & ZERO_STATES):
        return tuple(split)
    codes = []
    for match in _SHORT.finditer(text):
        number = match.group(1)
        is_year = len(number) == 4 and int(number) in _YEARS
        three = len(number) == 3 and bool(here & {"PR", "VI"})
        if (len(number) == 4 or three) and (asked or not is_year) and not _is_counted(text, match):
            codes.append(number.zfill(5))
    return tuple(codes)


def _is_counted(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if _COUNTED_BEFORE.search(before[-40:]) or _COUNTED_AFTER.match(after):
        return True
    return bool(_STREET_AFTER.match(after))


def _plain(text: str) -> str:
    text = "".join(_western_digit(sign) for sign in unicodedata.normalize("NFKC", text))
    text = _CHINESE_DIGITS.sub(lambda match: match.group().translate(_CHINESE), text)
    return _LONG_NUMBER.sub(_keep_zips, text)


def _western_digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)


def _keep_zips(match: re.Match[str]) -> str:
    number = match.group()
    return number if _ONLY_ZIPS.fullmatch(number) or _AFTER_A_NUMBER.fullmatch(number) else " "
