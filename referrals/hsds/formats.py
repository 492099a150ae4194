"""The formats of HSDS as staff choose them, and what reading one gives; it writes nothing."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from referrals.hsds import older, reading_json, reading_tables
from referrals.hsds.checking import Check
from referrals.hsds.files import Member, unpack
from referrals.hsds.found import Found
from referrals.hsds.problems import Problem, Refused
from referrals.hsds.settling import name_source, settle
from referrals.importing import formats

type ReadMembers = Callable[[list[Member]], Iterable[Found | Problem]]


@dataclass(frozen=True)
class HsdsReading(formats.Reading):
    """What a file of HSDS says, with its problems in plain words too.

    It is staff's own word only where staff say so (`Context.is_ours`): anybody can write a file
    that looks like a backup of ours.
    """

    told: tuple[Problem, ...] = ()


def read_json(name: str, content: bytes, context: formats.Context) -> HsdsReading:
    """Read HSDS 3.1 JSON; raises UnreadableFile."""
    return _read(name, content, context, (".json", ".ndjson", ".jsonl"), reading_json.read_members)


def read_tabular(name: str, content: bytes, context: formats.Context) -> HsdsReading:
    """Read a tabular package of HSDS 3.1; raises UnreadableFile."""
    return _read(name, content, context, (".csv",), reading_tables.read_members)


def read_older(name: str, content: bytes, context: formats.Context) -> HsdsReading:
    """Read a package of HSDS 1.0 or 1.1, as older 211 systems write; raises UnreadableFile."""
    return _read(name, content, context, (".csv",), older.read_members, lenient=True)


def guess(name: str, content: bytes) -> str:
    """Return the name of the format that a file is of, by its name and what is in it."""
    if name.lower().endswith((".json", ".ndjson", ".jsonl")):
        return HSDS_JSON.name
    try:
        members = unpack(name, content, ".csv")
    except Refused as refused:
        raise _unreadable(refused) from refused
    if not members:
        return HSDS_JSON.name
    return HSDS_OLDER.name if older.is_older(members) else HSDS_TABULAR.name


def namespace_of(file_name: str) -> str:
    """Return a file's name without its ending and dates: other editions are of the same source."""
    stem = PurePosixPath(file_name.replace("\\", "/")).stem
    return re.sub(r"[\W_]*\d[\d\W_]*", " ", stem).strip(" -_.") or "hsds"


def _read(
    name: str,
    content: bytes,
    context: formats.Context,
    endings: tuple[str, ...],
    read: ReadMembers,
    lenient: bool = False,
) -> HsdsReading:
    source = namespace_of(name)
    check = Check(source, lenient=lenient, is_ours=context.is_ours)
    try:
        members = unpack(name, content, endings)
        found = list(_keep_problems(read(members), check))
    except Refused as refused:
        raise _unreadable(refused) from refused
    context.tell(0, len(found))
    records, history = settle(_told(found, context.tell), check, context.current)
    name_source(records, context.current, source, context.day or context.today)
    told = tuple(check.notes.all())
    sound = not any(problem.stops for problem in told)
    return HsdsReading(
        records=records if sound else {},
        problems=tuple(problem.for_page() for problem in told),
        rows=len(found),
        history=tuple(history) if sound else (),
        by_staff=context.is_ours,
        told=told,
    )


def _keep_problems(found: Iterable[Found | Problem], check: Check) -> Iterator[Found]:
    for one in found:
        if isinstance(one, Problem):
            check.notes.add(one)
        else:
            yield one


def _told(found: list[Found], tell: formats.Tell) -> Iterator[Found]:
    for number, one in enumerate(found):
        if number % 1_000 == 0:
            tell(number, len(found))
        yield one


def _unreadable(refused: Refused) -> formats.UnreadableFile:
    problem = refused.problem
    error = formats.UnreadableFile(problem.code, problem.value, problem.right)
    error.problem = problem.for_page()
    error.args = (str(problem),)
    return error


def _register(name: str, endings: tuple[str, ...], read: formats.Read) -> formats.Format:
    return formats.register(formats.Format(name, endings, read, "optional", can_be_ours=True))


HSDS_JSON = _register("hsds-json", (".json", ".ndjson", ".jsonl", ".zip"), read_json)
HSDS_TABULAR = _register("hsds-tabular", (".zip",), read_tabular)
HSDS_OLDER = formats.register(formats.Format("hsds-1.1", (".zip",), read_older, "optional"))
