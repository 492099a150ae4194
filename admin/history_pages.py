"""Who changed what and when, and the way back; what came after a change it never takes back."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.exc import IntegrityError

from admin.guard import may
from admin.history_lines import current_rows, tell, title_of
from admin.listing import Listing
from admin.process import database, now, staff
from admin.record_words import CHANGES, table_words
from admin.refused_undos import refusal
from admin.roles import Access, page
from admin.translations import N_, _
from referrals.history import Author, UndoRefused, undo
from referrals.history_models import Change, ChangeSet
from referrals.one_organization import organization_of, read_organization
from referrals.ownership import parts_of

LINES = 200
SETS = 50
_OF_MANAGERS = frozenset({"import", "seed"})
_SHOWN = ("organization", "service", "location")


class HistoryPages(Listing):
    """`/history`."""

    title = N_("History")
    address = "/history"
    name_of_routes = "history"
    access = Access.VIEWER
    model = ChangeSet
    template = "directory/history.html"
    column_list = ("made_at", "title", "kind", "made_by")
    column_labels = {
        "made_at": N_("When"),
        "title": N_("What"),
        "kind": N_("How"),
        "made_by": N_("Who"),
    }
    column_sortable_list = ("made_at", "made_by")
    column_default_sort = ("made_at", True)

    def get_query(self) -> Any:
        """Return the changes that the query asks for."""
        return super().get_query().filter(*_conditions())

    def get_count_query(self) -> Any:
        """Return how many there are."""
        return database().query(func.count(ChangeSet.id)).filter(*_conditions())

    def render(self, template: str, **values: Any) -> str:
        """Return a page; the list also gets what can be chosen."""
        if template == self.template:
            who = select(ChangeSet.made_by).distinct().order_by(ChangeSet.made_by)
            values["who"] = [(name, name) for name in database().scalars(who)]
            values["kinds"] = [(code, _(words)) for code, words in CHANGES.items()]
        return super().render(template, kind_words=_kind_words, **values)

    @page("/<key>", access=Access.VIEWER)
    def show(self, key: str) -> ResponseReturnValue:
        """Show what was changed together."""
        made = _change_set(key)
        mine = select(Change).where(Change.change_set_id == key)
        number = max(request.args.get("page", 0, type=int), 0)
        part = mine.order_by(Change.position).offset(number * LINES).limit(LINES + 1)
        changes = database().scalars(part).all()
        return self.render(
            "directory/change.html",
            made=made,
            records=list(tell(database(), changes[:LINES])),
            page=number,
            has_more=len(changes) > LINES,
            undone=_undone_by(key),
            can_undo=may(_access(made)) and _undone_by(key) is None,
        )

    @page("/record/<table>/<key>", access=Access.VIEWER)
    def record(self, table: str, key: str) -> ResponseReturnValue:
        """Show what happened to a record and all that belongs to it."""
        if table not in _SHOWN:
            abort(404)
        row = current_rows(database(), [(table, key)]).get((table, key))
        sets = database().scalars(_sets_of(table, key)).all()
        told = []
        for made in sets[:SETS]:
            query = select(Change).where(Change.change_set_id == made.id, _about(table, key))
            changes = database().scalars(query.order_by(Change.position).limit(LINES)).all()
            told.append((made, list(tell(database(), changes))))
        if row is None and not told:
            abort(404)
        return self.render(
            "directory/record_history.html",
            name=title_of(table, row) if row else table_words(table),
            route={"service": "services.show", "organization": "organizations.show"}.get(table),
            is_there=row is not None,
            key=key,
            told=told,
            has_more=len(sets) > SETS,
        )

    @page("/<key>/undo", access=Access.EDITOR, methods=("GET", "POST"))
    def undo(self, key: str) -> ResponseReturnValue:
        """Ask whether a change shall be taken back, then do it."""
        made = _change_set(key)
        if not may(_access(made)):
            abort(403)
        if _undone_by(key) is not None:
            flash(_("It is taken back already."), "error")
            return redirect(url_for("history.show", key=key), 303)
        if request.method == "POST":
            return self._take_back(made)
        changes = database().scalars(
            select(Change).where(Change.change_set_id == key).order_by(Change.position).limit(LINES)
        )
        told = list(tell(database(), changes.all()))
        return self.render("directory/undo.html", made=made, records=told, most=LINES)

    def _take_back(self, made: ChangeSet) -> ResponseReturnValue:
        key, title = made.id, made.title
        try:
            back = undo(database(), key, Author(staff().email, "undo", title, now(), key))
            database().commit()
        except UndoRefused as problem:
            database().rollback()
            return refusal(self, problem, back=url_for("history.show", key=key))
        except IntegrityError:
            database().rollback()
            return refusal(self, None, back=url_for("history.show", key=key))
        flash(_("It is taken back."))
        return redirect(url_for("history.show", key=back), 303)


def _conditions() -> Iterator[ColumnElement[bool]]:
    asked = request.args
    if asked.get("by"):
        yield ChangeSet.made_by == asked["by"]
    if asked.get("kind") in CHANGES:
        yield ChangeSet.kind == asked["kind"]
    since, until = _day(asked.get("since")), _day(asked.get("until"))
    if since:
        yield ChangeSet.made_at >= _midnight(since)
    if until:
        yield ChangeSet.made_at < _midnight(until + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), now().tzinfo)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _change_set(key: str) -> ChangeSet:
    found = database().get(ChangeSet, key)
    if found is None:
        abort(404)
    return found


def _undone_by(key: str) -> ChangeSet | None:
    """Return the change that took this one back and still holds."""
    mine = select(ChangeSet).where(ChangeSet.undoes == key).order_by(ChangeSet.made_at.desc())
    back = database().scalars(mine.limit(1)).first()
    return None if back is None or _undone_by(back.id) else back


def _access(made: ChangeSet) -> Access:
    """Return who may take a change back: imports, and what took them back, are for managers."""
    while made.undoes:
        made = _change_set(made.undoes)
    return Access.MANAGER if made.kind in _OF_MANAGERS else Access.EDITOR


def _kind_words(made: ChangeSet) -> str:
    return _(CHANGES.get(made.kind, made.kind))


def _sets_of(table: str, key: str) -> Any:
    mine = select(Change.change_set_id).where(_about(table, key))
    found = select(ChangeSet).where(ChangeSet.id.in_(mine))
    return found.order_by(ChangeSet.made_at.desc(), ChangeSet.id).limit(SETS + 1)


def _about(table: str, key: str) -> ColumnElement[bool]:
    """Return the condition that a change is about a record or what belongs to it, or did."""
    owner = key if table == "organization" else organization_of(database(), table, key)
    records = read_organization(database(), owner or "")
    ids = {key, *(part for _table, part in parts_of(records, [(table, key)]))}
    gone = and_(Change.last_action_type == "delete", Change.previous_value.contains(f'"{key}"'))
    return or_(Change.resource_id.in_(sorted(ids)), gone)
