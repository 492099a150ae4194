"""One's own account: password, second factor, devices; nobody else's is shown."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from admin import accounts, audit, sessions, signing_in
from admin.invitation_pages import PasswordForm, choose_password
from admin.passwords import MOST
from admin.process import database, now, process, staff, staff_session
from admin.roles import Access, page
from admin.section import Section
from admin.translations import N_, _
from referrals.staff_models import StaffSession


class ChangeForm(PasswordForm):
    """The password of today, and the new one twice."""

    current = PasswordField(
        N_("Current password"),
        [InputRequired(), Length(max=MOST)],
        render_kw={"autocomplete": "current-password"},
    )


class AccountPages(Section):
    """`/account`."""

    address = "/account"
    name_of_routes = "account"

    @page("/", access=Access.VIEWER)
    def index(self) -> ResponseReturnValue:
        """Show one's own account."""
        mine = select(func.count()).where(StaffSession.staff_id == staff().id)
        return self.render("account.html", staff=staff(), devices=database().scalar(mine) or 0)

    @page("/password", access=Access.VIEWER, methods=("GET", "POST"))
    def password(self) -> ResponseReturnValue:
        """Change the password; other devices are signed out."""
        form = ChangeForm(request.form)
        if request.method == "POST":
            signing_in.count_try(request.remote_addr)
            if self._changed(form):
                flash(_("The new password is kept. Your other devices are signed out."))
                return redirect(url_for("account.index"), 303)
        return self.render("password.html", form=form), 422 if form.errors else 200

    def _changed(self, form: ChangeForm) -> bool:
        if not form.accepts(staff().email):
            return False
        if accounts.is_paused(staff(), now()) or not process().passwords.matches(
            staff().password_hash, form.current.data or ""
        ):
            accounts.count_failure(database(), staff(), now())
            audit.note(database(), "password.wrong", staff().email, now())
            database().commit()
            form.current.errors = [_("This is not your current password.")]
            return False
        choose_password(staff(), form.password.data or "", "password.changed")
        sessions.end_all(database(), staff().id, but=staff_session())
        database().commit()
        return True
