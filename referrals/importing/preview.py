"""Puts a plan into JSON for a page to show; it leaves out nothing wrong, only the long tail."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict

from referrals.changes import Difference
from referrals.importing.formats import Problem
from referrals.importing.plan import Plan, real
from referrals.ownership import Key, owners
from referrals.records import TABLES, Records, Row, to_json
from referrals.refreshing import Kept

FIRST = 100
_KINDS = {"create": "added", "update": "changed", "delete": "removed"}
_QUIET = frozenset({"id", "kept_fields", "source", "source_date"})

type Json = dict[str, object]


def show_plan(current: Records, plan: Plan, rows: int, first: int = FIRST) -> Json:
    """Return counts, the first of each kind with its fields before and after, and every problem.

    The shape is that of `ImportRun.preview`, told at `referrals.importing.runs.read`.
    """
    view = _after(current, plan.differences)
    groups: dict[Key, list[Difference]] = defaultdict(list)
    for d in filter(real, plan.differences):
        groups[_root(view, d.table, d.id, d.after or d.before or {})].append(d)
    shown: dict[str, list[Json]] = {kind: [] for kind in _KINDS.values()}
    for key in sorted(groups, key=lambda key: (_ORDER.get(key[0], 9), _title(view, *key), key)):
        kind = _kind(key, groups[key])
        if len(shown[kind]) < first:
            shown[kind].append(_group(view, key, groups[key]))
    return {
        "counts": {name: asdict(tally) for name, tally in plan.counts.items()},
        "services": asdict(plan.services),
        **shown,
        "kept": [_kept(view, each) for each in plan.kept[:first]],
        "problems": show_problems(plan.problems),
        "swing": asdict(plan.swing) if plan.swing else None,
        "holds_removal": plan.holds_removal,
        "rows": rows,
        "digest": plan.digest,
    }


def show_problems(problems: Iterable[Problem]) -> list[Json]:
    """Return problems as plain dictionaries, in the order of the file."""
    return [asdict(p) for p in sorted(problems, key=lambda p: (p.line, p.column))]


_ORDER = {"service": 0, "organization": 1, "location": 2}


def _after(current: Records, found: Iterable[Difference]) -> Records:
    view = {name: dict(current.get(name, {})) for name in TABLES}
    for d in found:
        if d.after:
            view[d.table][d.id] = {**(d.before or {}), **d.after}
    return view


def _root(view: Records, table: str, key: str, row: Row) -> Key:
    lineage = [(table, key), *owners(view, table, row)]
    return lineage[-1]


def _kind(key: Key, found: Iterable[Difference]) -> str:
    own = [d.action for d in found if (d.table, d.id) == key]
    return _KINDS[own[0] if own else "update"]


def _group(view: Records, key: Key, found: Iterable[Difference]) -> Json:
    fields = [line for d in found for line in _fields(d)]
    return {"title": _title(view, *key), "table": key[0], "id": key[1], "fields": fields}


def _fields(d: Difference) -> list[Json]:
    before, after = d.before or {}, d.after or {}
    names = d.fields if d.action == "update" else tuple(after or before)
    return [
        {
            "table": d.table,
            "field": name,
            "before": to_json(before.get(name)),
            "after": to_json(after.get(name)),
        }
        for name in names
        if name not in _QUIET
        and not name.endswith("_id")
        and (d.action == "update" or before.get(name) or after.get(name))
    ]


def _kept(view: Records, each: Kept) -> Json:
    row = view[each.table].get(each.id, {})
    return {
        "title": _title(view, *_root(view, each.table, each.id, row)),
        "table": each.table,
        "id": each.id,
        "field": each.field,
        "value": to_json(each.value),
        "offered": to_json(each.offered),
    }


def _title(view: Records, table: str, key: str) -> str:
    row = view[table].get(key, {})
    owner = view["organization"].get(str(row.get("organization_id")), {})
    names = [owner.get("name"), row.get("name") or row.get("number") or row.get("code")]
    return " - ".join(str(name) for name in names if name)
