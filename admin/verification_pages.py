"""The queue of services to check, and the page of one check; it corrects no record itself."""

from datetime import timedelta

from flask import abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import DateField, SelectField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from admin.forms import PageForm
from admin.guard import own_page
from admin.process import database, now, staff
from admin.record_words import HOWS
from admin.roles import Access, page
from admin.section import Section
from admin.translations import N_, _
from phrasebook.pages import write_day
from referrals import verification

PAGE_SIZE = 25
MOST_DAYS = 730
_EDIT_PAGES = ("services.edit", "service.edit", "directory.edit_service")


class CheckForm(PageForm):
    """What was found out; what is left as it is means a call, no note, and the usual next day."""

    how = SelectField(N_("How was it checked?"), choices=HOWS, default="call")
    note = TextAreaField(
        N_("Note"),
        [Length(max=2000)],
        description=N_("Only staff see it. Write nothing about people who asked for help."),
    )
    due_date = DateField(
        N_("Check again on"),
        [Optional()],
        description=N_("Left empty, it is due again in 90 days."),
    )

    def validate_due_date(self, field: DateField) -> None:
        """Refuse a day that is not to come, or too far away to mean anything."""
        today = now().date()
        if field.data and not today < field.data <= today + timedelta(days=MOST_DAYS):
            raise ValidationError(N_("Choose a day to come, at most two years away."))


class VerificationPages(Section):
    """`/verification`."""

    title = N_("Verification")
    address = "/verification"
    name_of_routes = "verification"

    @page("/", access=Access.VIEWER)
    def index(self) -> ResponseReturnValue:
        """Show what is due, the most urgent first."""
        today = now().date()
        count = verification.count_due(database(), today)
        pages = max(1, -(-count // PAGE_SIZE))
        number = min(max(request.args.get("page", 1, type=int), 1), pages)
        waiting = verification.due(database(), today, PAGE_SIZE, (number - 1) * PAGE_SIZE)
        return self.render(
            "verification/queue.html",
            waiting=waiting,
            count=count,
            page=number,
            pages=pages,
            dialled=dialled,
            edit_page=edit_page,
        )

    @page("/<key>", access=Access.VIEWER)
    def show(self, key: str) -> ResponseReturnValue:
        """Show one service with its checks and reports."""
        return self._shown(key, CheckForm())

    @page("/<key>/right", access=Access.EDITOR, methods=("POST",))
    def right(self, key: str) -> ResponseReturnValue:
        """Record that the service is right as it stands."""
        form = CheckForm(request.form if "how" in request.form else None)
        if "how" in request.form and not form.validate():
            return self._shown(key, form), 422
        how, note, due = form.how.data, form.note.data or "", form.due_date.data
        try:
            verification.verify(database(), key, staff().email, how, note.strip(), now(), due)
        except KeyError:
            abort(404)
        database().commit()
        seen = verification.look_at(database(), key, now().date())
        day = write_day(seen.due_date, staff().language) if seen.due_date else ""
        flash(_("%(name)s: checked today, due again on %(day)s.", name=seen.organization, day=day))
        return redirect(_back(), 303)

    @page("/<key>/settle", access=Access.EDITOR, methods=("POST",))
    def settle(self, key: str) -> ResponseReturnValue:
        """Say that the reports of a number were looked into, without a check of the rest."""
        seen = _seen(key)
        verification.settle_reports(database(), key)
        database().commit()
        flash(_("%(name)s: the reports are settled.", name=seen.organization))
        return redirect(_back(), 303)

    def _shown(self, key: str, form: CheckForm) -> str:
        return self.render(
            "verification/service.html",
            seen=_seen(key),
            form=form,
            checks=verification.checks_of(database(), key),
            reports=verification.reports_of(database(), key),
            how_words=how_words,
            dialled=dialled,
            edit_page=edit_page,
        )


def how_words(how: str) -> str:
    """Return a way to check in words, in the language of the request."""
    return _(HOWS.get(how, how))


def dialled(shown: str) -> str:
    """Return the tel: link of a number as it is shown, its extension after a pause."""
    number, _sign, extension = shown.partition(" x")
    digits = "".join(letter for letter in number if letter.isdigit())
    sign = "+" if number.startswith("+") else "+1" if len(digits) == 10 else ""
    return f"tel:{sign}{digits}" + (f",{extension}" if extension else "")


def edit_page(service_id: str) -> str:
    """Return the address where a service is corrected, "" while there is no such page."""
    for name in _EDIT_PAGES:
        if name in current_app.view_functions:
            return url_for(name, key=service_id)
    return ""


def _seen(key: str) -> verification.Due:
    try:
        return verification.look_at(database(), key, now().date())
    except KeyError:
        abort(404)


def _back() -> str:
    return own_page(request.form.get("next")) or url_for("verification.index")
