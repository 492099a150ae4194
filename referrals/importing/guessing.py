"""Tells of what format a file is by what is in it; it reads no row and changes nothing."""

import csv
import io
import zipfile

from referrals.hsds import formats as hsds
from referrals.importing.formats import UnreadableFile
from referrals.importing.sheets import fold, read_sheet
from referrals.importing.template_columns import HEADINGS

_ZIP_MARK = b"PK\x03\x04"
_WORKBOOK = "xl/workbook.xml"
_MARKS = {
    "ice_287g": frozenset({"law enforcement agency", "support type"}),
    "doj_pro_bono": frozenset({"case types and limits"}),
    "doj_roster": frozenset(
        {"recognition expires", "recognition expiration date", "renewal pending", "doj status"}
    ),
}
"""Headings that only the lists of the government have; the most telling list first."""

_BEGINNING = 20_000


def guess_format(file_name: str, content: bytes) -> str:
    """Return the name of the format in FORMATS that a file is of.

    Raises UnreadableFile where it is of none: "unknown_kind" with the headings it has, or what
    keeps the file from being opened at all.
    """
    if not content.strip():
        raise UnreadableFile("empty_file")
    is_zip = content.startswith(_ZIP_MARK)
    if is_zip and not _is_workbook(content):
        return hsds.guess(file_name if file_name.lower().endswith(".zip") else "x.zip", content)
    if not is_zip and content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return "hsds-json"
    headings = _headings(content, is_zip)
    folded = {fold(heading) for heading in headings}
    for name, marks in _MARKS.items():
        if marks & folded:
            return name
    known = folded & {fold(heading) for heading in HEADINGS}
    if "organization" in known and len(known) >= 3:
        return "template"
    raise UnreadableFile("unknown_kind", ", ".join(headings)[:200])


def _is_workbook(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _WORKBOOK in archive.namelist()
    except zipfile.BadZipFile as problem:
        raise UnreadableFile("not_zip") from problem


def _headings(content: bytes, is_workbook: bool) -> tuple[str, ...]:
    """Return the first row; of text only the beginning is read, as files can be long."""
    if (
        not is_workbook
        and b"\0" in content[:_BEGINNING]
        and content[:2] not in (b"\xff\xfe", b"\xfe\xff")
    ):
        raise UnreadableFile("unknown_kind")
    beginning = content if is_workbook else _whole_lines(content)
    try:
        return read_sheet(beginning).headings
    except csv.Error as problem:
        raise UnreadableFile("unknown_kind") from problem


def _whole_lines(content: bytes) -> bytes:
    if len(content) <= _BEGINNING or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content
    first, end, _ = content.partition(b"\n")
    return first + end
