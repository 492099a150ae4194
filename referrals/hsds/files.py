"""Opens what was brought, a file or a zip archive, as text; it never trusts a size that is told."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from referrals.hsds.problems import Problem, Refused

type Endings = str | tuple[str, ...]

MOST_BYTES = 300_000_000
"""The most that a file, or all files of an archive together, may unpack to."""

_MOST_FILES = 500
_BOMB = 200  # unpacked to packed; CSV and JSON stay below 30
_SMALL = 10_000_000  # below which the ratio says nothing


@dataclass(frozen=True)
class Member:
    """One text file, by the last part of its name."""

    name: str
    text: str


def unpack(name: str, content: bytes, endings: Endings) -> list[Member]:
    """Return the file itself, or those files of an archive that end so; raises Refused."""
    if not (content.startswith(b"PK") or name.lower().endswith(".zip")):
        if len(content) > MOST_BYTES:
            raise Refused(Problem("too_large", name, f"{len(content):,} bytes"))
        return [Member(PurePosixPath(name).name, _decode(name, content))]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return list(_members(name, archive, len(content), endings))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
        raise Refused(Problem("not_zip", name)) from error


def is_folder_of_tables(path: Path) -> bool:
    """Say whether a folder can be read as a tabular package."""
    return path.is_dir() and any(path.glob("*.csv"))


def pack_folder(path: Path) -> bytes:
    """Return the CSV and JSON files of a folder as one archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for file in sorted((*path.glob("*.csv"), *path.glob("*.json"))):
            archive.write(file, file.name)
    return made.getvalue()


def _members(
    name: str, archive: zipfile.ZipFile, packed: int, endings: Endings
) -> Iterator[Member]:
    wanted = [info for info in archive.infolist() if _is_wanted(info, endings)]
    told = sum(info.file_size for info in wanted)
    if told > max(_SMALL, packed * _BOMB):
        raise Refused(Problem("zip_bomb", name, f"{told:,} bytes out of {packed:,}"))
    if told > MOST_BYTES or len(wanted) > _MOST_FILES:
        raise Refused(Problem("too_large", name, f"{told:,} bytes in {len(wanted)} files"))
    for info in wanted:
        if info.flag_bits & 1:
            raise Refused(Problem("zip_locked", name))
        with archive.open(info) as file:
            content = file.read(info.file_size + 1)
        short = PurePosixPath(info.filename).name
        yield Member(short, _decode(short, content))


def _is_wanted(info: zipfile.ZipInfo, endings: Endings) -> bool:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    hidden = path.name.startswith(".") or "__MACOSX" in path.parts
    return not info.is_dir() and not hidden and path.name.lower().endswith(endings)


def _decode(name: str, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused(Problem("not_text", name, "UTF-16", "saved as UTF-8"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wrong = f"byte {content[error.start]:#04x}"
        raise Refused(Problem("not_text", name, wrong, "saved as UTF-8", line)) from error
