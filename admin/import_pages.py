"""Files that staff bring: looked at first, then carried out or not; it reads no file itself."""

from datetime import date
from typing import Any

from flask import Response, abort, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import defer
from werkzeug.datastructures import CombinedMultiDict

from admin import import_preview
from admin.guard import may
from admin.import_forms import KINDS, BringForm
from admin.listing import Listing
from admin.problem_words import problem_words
from admin.process import database, now, process, staff
from admin.refused_undos import refusal
from admin.roles import Access, page
from admin.translations import N_, _
from referrals.history import UndoRefused
from referrals.importing import leftovers, runs, template
from referrals.importing.formats import UnreadableFile
from referrals.importing.guessing import guess_format
from referrals.importing.known import FORMATS
from referrals.importing.sheets import write_csv
from referrals.staff_models import ImportRun

WORKING = ("reading", "running")
STATES = {
    "reading": N_("Being read"),
    "ready": N_("Waits for a decision"),
    "running": N_("Being carried out"),
    "done": N_("Carried out"),
    "undone": N_("Taken back"),
    "refused": N_("Cannot be used"),
    "failed": N_("Broken off"),
    "discarded": N_("Discarded"),
    "expired": N_("Discarded after a day"),
}
"""States of a run, as texts to translate."""

_TYPES = {
    "json": "application/json",
    "zip": "application/zip",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ImportPages(Listing):
    """`/imports`: earlier imports, a new one, and the page of each."""

    title = N_("Imports")
    address = "/imports"
    name_of_routes = "imports"
    access = Access.VIEWER
    model = ImportRun
    template = "imports/list.html"
    column_list = ("file_name", "format", "state", "started_by", "started_at")
    column_labels = {
        "file_name": N_("File"),
        "format": N_("Kind"),
        "state": N_("State"),
        "started_by": N_("By"),
        "started_at": N_("When"),
    }
    column_searchable_list = ("file_name",)
    column_sortable_list = ("file_name", "state", "started_by", "started_at")
    column_default_sort = ("started_at", True)
    column_formatters = {
        "state": lambda _view, _context, run, _name: _(STATES.get(run.state, run.state)),
        "format": lambda _view, _context, run, _name: _(KINDS.get(run.format, run.format)),
    }

    def get_query(self) -> Any:
        """Return the runs without what was in their files."""
        return super().get_query().options(defer(ImportRun.content), defer(ImportRun.preview))

    @page("/bring", access=Access.EDITOR, methods=("GET", "POST"))
    def bring(self) -> ResponseReturnValue:
        """Take a file and begin to look at it."""
        form = BringForm(CombinedMultiDict((request.files, request.form)))
        if not may(Access.MANAGER):
            del form.ours
        if request.method == "POST" and form.validate():
            run = _started(form)
            if run:
                return redirect(url_for("imports.show", key=run), 303)
        status = 422 if form.errors else 200
        return self.render("imports/bring.html", form=form, kinds=KINDS.values()), status

    @page("/<key>", access=Access.VIEWER)
    def show(self, key: str) -> ResponseReturnValue:
        """Show how far a run is, what it would change, or what it changed."""
        run = _run(key)
        state, done, of = runs.progress_of(database(), key)
        found = import_preview.problems(run.preview)
        pages = max(1, -(-len(found) // import_preview.PROBLEMS_A_PAGE))
        number = min(max(request.args.get("page", 1, type=int), 1), pages)
        first = (number - 1) * import_preview.PROBLEMS_A_PAGE
        return self.render(
            "imports/working.html" if state in WORKING else "imports/run.html",
            run=run,
            kind=_(KINDS.get(run.format, run.format)),
            state=_(STATES.get(state, state)),
            done=done,
            of=of,
            how_far=_how_far(done, of),
            preview=import_preview,
            found=found[first : first + import_preview.PROBLEMS_A_PAGE],
            left_out=import_preview.left_out(found),
            remarks=sum(not each.is_left_out for each in found),
            page=number,
            pages=pages,
        )

    @page("/<key>/progress", access=Access.VIEWER)
    def progress(self, key: str) -> ResponseReturnValue:
        """Tell the script of the page how far a run is."""
        _run(key)
        state, done, of = runs.progress_of(database(), key)
        words = _how_far(done, of)
        return jsonify(is_working=state in WORKING, done=done, of=of, words=words)

    @page("/<key>/problems.csv", access=Access.VIEWER)
    def problems(self, key: str) -> ResponseReturnValue:
        """Give every bad row as a table, to mend the file beside it."""
        headings = [_("Line"), _("Column"), _("What stands there"), _("What is wrong")]
        headings += [_("What would be right"), _("Left out")]
        rows = [
            (p.line, p.column, p.value, p.words, p.right, _("yes") if p.is_left_out else _("no"))
            for p in import_preview.problems(_run(key).preview)
        ]
        return attachment(write_csv(headings, rows), "problems.csv", "csv")

    @page("/<key>/carry-out", access=Access.EDITOR, methods=("POST",))
    def carry_out(self, key: str) -> ResponseReturnValue:
        """Carry a run out; one that changes wildly waits for a manager."""
        return _confirmed(key, accept_swing=False)

    @page("/<key>/carry-out-anyway", access=Access.MANAGER, methods=("POST",))
    def carry_out_anyway(self, key: str) -> ResponseReturnValue:
        """Carry a run out although it changes wildly."""
        return _confirmed(key, accept_swing=True)

    @page("/<key>/discard", access=Access.EDITOR, methods=("POST",))
    def discard(self, key: str) -> ResponseReturnValue:
        """Let go of a run and its file."""
        _run(key)
        try:
            leftovers.discard(database(), key)
        except ValueError:
            abort(409)
        database().commit()
        flash(_("The file was discarded. Nothing was changed."))
        return redirect(url_for("imports.index_view"), 303)

    @page("/<key>/undo", access=Access.MANAGER, methods=("POST",))
    def undo(self, key: str) -> ResponseReturnValue:
        """Take a whole import back."""
        _run(key)
        try:
            runs.undo_run(database(), key, staff().email, now())
            database().commit()
        except ValueError:
            abort(409)
        except UndoRefused as problem:
            database().rollback()
            return refusal(self, problem, back=url_for("imports.show", key=key))
        except IntegrityError:
            database().rollback()
            return refusal(self, None, back=url_for("imports.show", key=key))
        flash(_("The import was taken back, all of it."))
        return redirect(url_for("imports.show", key=key), 303)

    @page("/template/<ending>", access=Access.VIEWER)
    def empty(self, ending: str) -> ResponseReturnValue:
        """Give the empty spreadsheet."""
        if ending not in template.EXPORTS:
            abort(404)
        return attachment(template.EXPORTS[ending]({}), f"amparo-template.{ending}", ending)


def attachment(content: bytes, name: str, ending: str) -> Response:
    """Return an answer that the browser saves as a file."""
    answer = Response(content, mimetype=_TYPES[ending])
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _started(form: BringForm) -> str:
    """Begin a run and return its id, or put what is wrong beside the field and return ""."""
    upload = form.file.data
    name, content = upload.filename.replace("\\", "/").rpartition("/")[2], upload.read()
    kind = form.kind.data or ""
    try:
        kind = kind or guess_format(name, content)
    except UnreadableFile as refused:
        form.file.errors = _why(refused)
        return ""
    day: date | None = form.day.data
    if FORMATS[kind].asks_day == "needed" and day is None:
        form.kind.data = kind
        form.day.errors = [_("This list does not say its day. Write it here.")]
        return ""
    whole, ours = bool(form.whole.data), "ours" in form and bool(form.ours.data)
    run = runs.start(database(), kind, name, content, staff().email, now(), day, whole, ours)
    started = database().get_one(ImportRun, run)
    started.options = {**started.options, "is_guess": not form.kind.data}
    database().commit()
    runs.read(process().database.engine, run, now().date())
    return run


def _why(refused: UnreadableFile) -> list[str]:
    problem = refused.problem
    words = [problem_words(problem.code)]
    if problem.code == "unknown_kind" and problem.value:
        words.append(_("Its first row is: %(headings)s", headings=problem.value))
    if problem.code == "unknown_kind":
        words.append(_("We read our spreadsheet, HSDS, and the lists named below."))
    return words


def _confirmed(key: str, accept_swing: bool) -> ResponseReturnValue:
    _run(key)
    try:
        engine = process().database.engine
        runs.confirm(engine, key, staff().email, now(), accept_swing)
    except ValueError:
        abort(409)
    return redirect(url_for("imports.show", key=key), 303)


def _how_far(done: int, of: int) -> str:
    if not of:
        return _("The file is being read.")
    return _("%(done)s of %(of)s rows", done=f"{done:,}", of=f"{of:,}")


def _run(key: str) -> ImportRun:
    run = database().get(ImportRun, key)
    if run is None:
        abort(404)
    return run
