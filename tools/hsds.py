"""`make import` and `make export`: files into the directory and out of it; a dry run unless told.

make import FILE=path [FORMAT=hsds-json] [DAY=2026-03-31] [APPLY=yes] [WHOLE=yes]
            [ACCEPT=yes] [OURS=yes]
make export FORMAT=hsds-json|hsds-tabular|csv|xlsx FILE=out [NOTES=yes]
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from referrals.database import migrate, open_engine
from referrals.hsds import writing
from referrals.hsds.files import is_folder_of_tables, pack_folder
from referrals.hsds.gathering import read_history
from referrals.hsds.outgoing import choose
from referrals.hsds.problems import SENTENCES
from referrals.importing import runs, template
from referrals.importing.formats import UnreadableFile
from referrals.importing.guessing import guess_format
from referrals.importing.known import FORMATS
from referrals.records import read_records
from referrals.staff_models import ImportRun
from tools.environment import environment

_REMARKS = 20
_COUNTS = ("added", "changed", "removed", "untouched", "kept")
EXPORTS = ("hsds-json", "hsds-tabular", "csv", "xlsx")


def bring(engine: Engine, path: Path, given: Mapping[str, str]) -> int:
    """Show what a file would do, and do it with APPLY=yes; 1 where it cannot be brought in."""
    is_folder = is_folder_of_tables(path)
    name = f"{path.name}.zip" if is_folder else path.name
    content = pack_folder(path) if is_folder else path.read_bytes()
    kind = given.get("FORMAT") or guess_format(name, content)
    if wrong := _wrong_options(kind, given):
        print(wrong, file=sys.stderr)
        return 2
    now = datetime.now(UTC)
    day = date.fromisoformat(given["DAY"]) if given.get("DAY") else None
    with Session(engine) as session, session.begin():
        whole, ours = (given.get(option) == "yes" for option in ("WHOLE", "OURS"))
        run = runs.start(session, kind, name, content, "system", now, day, whole, ours)
    runs.read(engine, run, now.date()).join()
    state, preview = _shown(engine, run)
    print(f"{name}, read as {kind}" + ", a backup of our own" * ours)
    print("\n".join(describe(preview)))
    if state == "ready" and given.get("APPLY") == "yes":
        runs.confirm(engine, run, "system", now, given.get("ACCEPT") == "yes").join()
        state, preview = _shown(engine, run)
        print(_told(state, preview))
        return 0 if state == "done" else 1
    print(_told("dry" if state == "ready" else state, preview))
    with Session(engine) as session, session.begin():
        session.delete(session.get_one(ImportRun, run))
    return 0 if state == "ready" else 1


def describe(preview: Mapping[str, Any]) -> Iterable[str]:
    """Yield the lines of a preview: counts by table, then every problem with its place."""
    for table, tally in (preview.get("counts") or {}).items():
        yield f"  {table:24}" + ", ".join(f"{tally[name]:,} {name}" for name in _COUNTS)
    for one in preview.get("kept", ()):
        yield f"  staff keep {one['title']}: {one['field']} = {one['value']}"
    remarks: Counter[str] = Counter()
    for problem in preview.get("problems", ()):
        if not problem["row_is_left_out"]:
            remarks[problem["code"]] += 1
            if remarks[problem["code"]] > _REMARKS:
                continue
        yield "  " + _sentence(problem)
    for code, times in remarks.items():
        if times > _REMARKS:
            yield f"  ... {times - _REMARKS:,} more remarks: {SENTENCES.get(code, code)}"
    if swing := preview.get("swing"):
        yield f"  SWING: {swing['before']:,} services would become {swing['after']:,}"


def take_out(engine: Engine, kind: str, path: Path, with_notes: bool) -> int:
    """Write the directory to a file; return 0."""
    with Session(engine) as session:
        records = read_records(session)
        history = read_history(session)
    outgoing = choose(records, history, with_notes)
    if kind == "csv":
        content = template.export_csv(outgoing.records)
    elif kind == "xlsx":
        content = template.export_xlsx(outgoing.records)
    elif kind == "hsds-tabular":
        content = writing.write_tabular(outgoing)
    elif path.suffix == ".json":
        content = writing.write_organizations(outgoing)
    else:
        content = writing.write_json(outgoing)
    path.write_bytes(content)
    services = len(outgoing.records["service"])
    print(f"{path}: {services:,} services, {len(content):,} bytes, {kind}")
    return 0


def main(arguments: list[str]) -> int:
    """Return 0 when done or shown, 1 when the file cannot be brought in, 2 for a wrong call."""
    given = {key: value for key, _, value in (one.partition("=") for one in arguments[1:]) if value}
    verb = arguments[0] if arguments else ""
    path = Path(given.get("FILE", ""))
    is_wrong = verb == "export" and given.get("FORMAT") not in EXPORTS
    if verb not in ("import", "export") or not given.get("FILE") or is_wrong:
        print(__doc__, file=sys.stderr)
        return 2
    if verb == "import" and not path.exists():
        print(f"There is no file {path}.", file=sys.stderr)
        return 2
    url = environment()["DATABASE_URL"]
    migrate(url)
    engine = open_engine(url)
    try:
        if verb == "export":
            return take_out(engine, given["FORMAT"], path, given.get("NOTES") == "yes")
        return bring(engine, path, given)
    except UnreadableFile as unreadable:
        print(f"{path.name}: {_why(unreadable)}", file=sys.stderr)
        return 1
    except ValueError as problem:
        print(f"{path.name}: {problem}", file=sys.stderr)
        return 1
    finally:
        engine.dispose()


def _wrong_options(kind: str, given: Mapping[str, str]) -> str:
    """Say what is wrong with how a file shall be read; "" where nothing is."""
    if kind not in FORMATS:
        return f"FORMAT has to be one of: {', '.join(sorted(FORMATS))}"
    if FORMATS[kind].asks_day == "needed" and not given.get("DAY"):
        return f"A list of {kind} does not say its day: give it, as DAY=2026-03-31."
    if given.get("OURS") == "yes" and not FORMATS[kind].can_be_ours:
        ours = ", ".join(sorted(name for name in FORMATS if FORMATS[name].can_be_ours))
        return f"OURS=yes is for backups of our own, which are: {ours}"
    return ""


def _why(unreadable: UnreadableFile) -> str:
    problem = unreadable.problem
    if problem.code == "unknown_kind":
        told = f", its first line is: {problem.value}" if problem.value else ""
        return f"none of the kinds of files that are read{told}. FORMAT=... says which it is."
    return "the file is empty" if problem.code == "empty_file" else str(unreadable)


def _shown(engine: Engine, run: str) -> tuple[str, Mapping[str, Any]]:
    with Session(engine) as session:
        found = session.get_one(ImportRun, run)
        return found.state, dict(found.preview)


def _sentence(problem: Mapping[str, Any]) -> str:
    code = problem["code"]
    place = [f"line {problem['line']}"] if problem["line"] else []
    place += [problem["column"]] if problem["column"] else []
    said = SENTENCES.get(code, code.replace("_", " "))
    said += f" ({problem['value'][:80]})" if problem["value"] else ""
    said += f"; right would be: {problem['right']}" if problem["right"] else ""
    mark = "BAD   " if problem["row_is_left_out"] else "remark"
    return f"{mark} {', '.join(place) or 'the file'}: {said}"


def _told(state: str, preview: Mapping[str, Any]) -> str:
    if state == "ready" and preview.get("swing"):
        return "Nothing was changed: so much would change. With ACCEPT=yes it is done all the same."
    return {
        "dry": "Nothing was changed: this was a dry run. With APPLY=yes it is done.",
        "done": "Done, all of it.",
        "refused": "Nothing was changed: the file cannot be brought in.",
        "ready": "Nothing was changed: the directory has changed since. Look at it again.",
    }.get(state, f"Nothing was changed: the import {state}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
