"""The pages of the second factor: asked for, set up, recovered, but not while the account pauses.

Secrets are shown once.
"""

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from admin import audit, sessions, signing_in
from admin.forms import PageForm
from admin.guard import is_complete
from admin.process import database, now, process, staff, staff_session
from admin.roles import Access, page
from admin.second_factor import matching_step, new_secret, picture_of
from admin.section import Section
from admin.sign_in_pages import after_password
from admin.translations import N_, _

PENDING = "pending_second_factor"


class CodeForm(PageForm):
    """Six digits of the app."""

    code = StringField(
        N_("Code from your app"),
        [InputRequired(), Length(max=20)],
        description=N_("Six digits. A new code comes every 30 seconds."),
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


class RecoveryForm(PageForm):
    """One of the codes on paper."""

    code = StringField(
        N_("Recovery code"),
        [InputRequired(), Length(max=40)],
        description=N_("One of those that you wrote down, such as abcde-fghjk. Each works once."),
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


class SecondFactorPages(Section):
    """`/second-factor`."""

    address = "/second-factor"
    name_of_routes = "second_factor"

    @page("/", access=Access.BEGUN, methods=("GET", "POST"))
    def index(self) -> ResponseReturnValue:
        """Ask for a code of the app."""
        return self._asked(CodeForm(request.form), "second_factor.html")

    @page("/recovery", access=Access.BEGUN, methods=("GET", "POST"))
    def recovery(self) -> ResponseReturnValue:
        """Ask for a recovery code."""
        return self._asked(RecoveryForm(request.form), "recovery.html")

    @page("/set-up", access=Access.BEGUN, methods=("GET", "POST"))
    def set_up(self) -> ResponseReturnValue:
        """Show a new secret until a code of it comes back; then show the recovery codes, once."""
        is_begun = not is_complete(staff(), staff_session())
        if staff().totp_secret and is_begun:
            return redirect(url_for("second_factor.index"), 303)
        is_tried = request.method == "POST" and is_begun
        if is_tried and signing_in.refuse_paused(staff(), staff_session()):
            return self._turned_away()
        secret, form = self._pending_secret(), CodeForm(request.form)
        if request.method == "POST" and form.validate():
            step = matching_step(secret, form.code.data or "", now())
            if step is not None:
                return self._added(secret, step)
            form.code.errors = [_("This code is not right. Wait for the next one and type it.")]
        picture = picture_of(secret, staff().email)
        shown = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
        return self.render(
            "second_factor_set_up.html", form=form, picture=picture, secret=shown
        ), 422 if form.errors else 200

    def _asked(self, form: CodeForm | RecoveryForm, template: str) -> ResponseReturnValue:
        if not staff().totp_secret or is_complete(staff(), staff_session()):
            return redirect(after_password(), 303)
        if request.method == "POST":
            signing_in.count_try(request.remote_addr)
            if signing_in.refuse_paused(staff(), staff_session()):
                return self._turned_away()
            if form.validate():
                event = self._right(form)
                if event:
                    signing_in.complete(staff(), staff_session(), event)
                    return redirect(after_password(), 303)
                if signing_in.fail_code(staff(), staff_session()):
                    return self._turned_away()
                form.code.errors = [_("This code is not right, or it was used before.")]
        return self.render(template, form=form), 422 if form.errors else 200

    def _turned_away(self) -> ResponseReturnValue:
        g.staff = g.staff_session = None
        return redirect(url_for("sign_in.index"), 303)

    def _right(self, form: CodeForm | RecoveryForm) -> str | None:
        factors, given = process().second_factors, (database(), staff(), form.code.data or "")
        if isinstance(form, CodeForm):
            return "code.right" if factors.accepts(*given, now()) else None
        return "recovery.used" if factors.takes_recovery_code(*given, now()) else None

    def _pending_secret(self) -> str:
        """Return the secret that is being set up; the browser holds it encrypted meanwhile."""
        factors = process().second_factors
        pending = session.get(PENDING)
        secret = factors.decrypted(pending) if pending else None
        if secret is None:
            secret = new_secret()
            session[PENDING] = factors.encrypted(secret).decode()
        return secret

    def _added(self, secret: str, step: int) -> ResponseReturnValue:
        factors, mine, row = process().second_factors, staff(), staff_session()
        mine.totp_secret, mine.totp_last_step = factors.encrypted(secret), step
        codes = factors.new_recovery_codes(mine)
        sessions.end_all(database(), mine.id, but=row)
        audit.note(database(), "second_factor.added", mine.email, now())
        wanted = session.pop("next", None)
        session.pop(PENDING, None)
        signing_in.complete(mine, row, "code.right")
        return self.render("recovery_codes.html", codes=codes, next=wanted)
