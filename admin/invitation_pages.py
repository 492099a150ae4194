"""The page behind a one-time link: choosing a password; it signs nobody in."""

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from wtforms import PasswordField
from wtforms.validators import InputRequired

from admin import accounts, audit, invitations, sessions, signing_in
from admin.forms import PageForm
from admin.passwords import problem_of
from admin.process import database, now, process
from admin.roles import Access, page
from admin.section import Section
from admin.translations import N_, _
from referrals.staff_models import Staff


class PasswordForm(PageForm):
    """A new password, twice."""

    password = PasswordField(
        N_("New password"),
        [InputRequired()],
        description=N_("At least 12 characters. A few words in a row are easy to remember."),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        N_("The same password again"),
        [InputRequired()],
        render_kw={"autocomplete": "new-password"},
    )

    def accepts(self, email: str) -> bool:
        """Return whether the password may be used; else errors stand beside the fields."""
        if not self.validate():
            return False
        problem = problem_of(self.password.data or "", email)
        if problem:
            self.password.errors = [_(problem)]
        elif self.password.data != self.again.data:
            self.again.errors = [_("The two passwords are not the same.")]
        return not self.errors


class InvitationPages(Section):
    """`/invitation/<token>`."""

    address = "/invitation"
    name_of_routes = "invitation"

    @page("/", access=Access.ANYONE)
    def index(self) -> ResponseReturnValue:
        """Say that a link is needed."""
        return render_template("invitation_ended.html"), 404

    @page("/<token>", access=Access.ANYONE, methods=("GET", "POST"))
    def accept(self, token: str) -> ResponseReturnValue:
        """Let the holder of the link choose a password."""
        if request.method == "POST":
            signing_in.count_try(request.remote_addr)
        found = invitations.find(database(), token, now())
        if found is None:
            return self.render("invitation_ended.html"), 404
        invitation, invited = found
        form = PasswordForm(request.form)
        if request.method == "POST" and form.accepts(invited.email):
            invitation.used_at = now()
            choose_password(invited, form.password.data or "", "password.chosen")
            sessions.end_all(database(), invited.id)
            database().commit()
            session.clear()
            session["language"] = invited.language
            flash(_("Your password is kept. Sign in with it now."))
            return redirect(url_for("sign_in.index"), 303)
        return self.render(
            "invitation.html", form=form, email=invited.email
        ), 422 if form.errors else 200


def choose_password(mine: Staff, password: str, event: str) -> None:
    """Give an account a password and forget wrong tries; the caller commits."""
    mine.password_hash = process().passwords.hash(password)
    accounts.forgive(mine)
    audit.note(database(), event, mine.email, now())
