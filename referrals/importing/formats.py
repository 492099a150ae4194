"""The kinds of files that staff can bring, and what reading one gives; it reads none itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from referrals.ownership import Key
from referrals.records import Records

type Row = dict[str, object]
type Point = tuple[Decimal, Decimal]
type Tell = Callable[[int, int], None]


class UnreadableFile(ValueError):
    """A file that is not of the format at all; nothing can be said row by row."""

    def __init__(self, code: str, value: str = "", right: str = "") -> None:
        super().__init__(f"{code}: {value} {right}".strip())
        self.problem = Problem(0, "", code, value, right)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row: `line` is that of the file, 0 for the file as a whole.

    `code` is a word for the page to translate, as "zip_digits"; `value` what stands in the cell,
    `right` what would be right, or an example. With `row_is_left_out` False only the cell is lost.
    """

    line: int
    column: str
    code: str
    value: str = ""
    right: str = ""
    row_is_left_out: bool = True


@dataclass(frozen=True)
class Context:
    """What a reader may look at: the directory as it is, the day, where a ZIP lies, and the
    counties of a place by (state, folded name).

    `day` is the file's own day where staff gave one. `is_ours`: a manager says that the file is a
    backup of this directory. `tell` hears rows done and rows in all.
    """

    current: Records
    today: date
    day: date | None = None
    points: Mapping[str, Point] = field(default_factory=dict)
    counties: Mapping[tuple[str, str], str] = field(default_factory=dict)
    is_ours: bool = False
    tell: Tell = lambda done, of: None


@dataclass(frozen=True)
class Reading:
    """What a file says.

    `records` are rows as the tables hold them; a column that a row lacks stays as it is, and so
    does everything of a table that the file does not speak of. `removed` are parts that a row of
    the file no longer names. `sources` maps each public source that the file is an edition of to
    its day: rows of it that the file does not name are gone, if no newer edition has them, in
    `tables` only. With `by_staff` the file is staff's own word: it wins over what staff set
    before, and is kept by later refreshes. `history` are rows of `metadata` that came along.
    """

    records: Records
    problems: tuple[Problem, ...] = ()
    rows: int = 0
    removed: tuple[Key, ...] = ()
    sources: Mapping[str, date | None] = field(default_factory=dict)
    tables: frozenset[str] | None = None
    by_staff: bool = False
    history: tuple[Row, ...] = ()


@dataclass(frozen=True)
class AgreementReading:
    """ICE's list of 287(g) agreements: rows of `agreement`, and their day."""

    agreements: tuple[Row, ...]
    problems: tuple[Problem, ...]
    day: date

    @property
    def rows(self) -> int:
        """How many agreements the list has."""
        return len(self.agreements)


type Read = Callable[[str, bytes, Context], Reading | AgreementReading]


@dataclass(frozen=True)
class Format:
    """A kind of file.

    `read(file name, content, context)` raises UnreadableFile; `endings` are of file names, as
    ".csv". `asks_day`: "needed" where the file does not carry its own day. `can_be_whole`: staff
    may say that what the file does not name shall go. `can_be_ours`: it may be a backup of ours.
    `brings` tells which tables it replaces.
    """

    name: str
    endings: tuple[str, ...]
    read: Read
    asks_day: Literal["no", "optional", "needed"] = "no"
    can_be_whole: bool = False
    can_be_ours: bool = False
    brings: Literal["directory", "agreements"] = "directory"


FORMATS: dict[str, Format] = {}
"""Format.name -> format; filled by `register` when a format's module is imported."""


def register(kind: Format) -> Format:
    """Make a format known; the last of a name counts."""
    FORMATS[kind.name] = kind
    return kind


def formats_for(file_name: str) -> Sequence[Format]:
    """Return the formats that a file of that name can be of, by its ending."""
    lower = file_name.lower()
    return [kind for kind in FORMATS.values() if lower.endswith(kind.endings)]
