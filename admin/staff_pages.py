"""Accounts, for managers: invite, role, new link, end; no password is ever shown here."""

from collections.abc import Callable

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from wtforms import EmailField, SelectField
from wtforms.validators import InputRequired, Length, Regexp

from admin import accounts, audit, invitations
from admin.forms import PageForm
from admin.listing import Listing
from admin.process import database, now, process
from admin.roles import Access, page
from admin.translations import LANGUAGES, N_, _
from referrals.staff_models import SignIn, Staff

SHOWN_SIGN_INS = 20
ROLE_LABELS = {"viewer": N_("Viewer"), "editor": N_("Editor"), "manager": N_("Manager")}


class RoleForm(PageForm):
    """Which role an account has."""

    role = SelectField(
        N_("Role"),
        description=N_(
            "Viewers look. Editors also change the directory. Managers also invite others."
        ),
        choices=ROLE_LABELS,
    )


class InviteForm(PageForm):
    """Whom to invite."""

    email = EmailField(
        N_("E-mail address"),
        [
            InputRequired(),
            Length(max=254),
            Regexp(
                r"^\s*[^@\s]+@[^@\s]+\.[^@\s]+\s*$", message=N_("Write it like name@example.org.")
            ),
        ],
        render_kw={"autocomplete": "off"},
    )
    role = SelectField(
        N_("Role"),
        description=N_(
            "Viewers look. Editors also change the directory. Managers also invite others."
        ),
        choices=ROLE_LABELS,
    )
    language = SelectField(N_("Language of the pages"), choices=LANGUAGES)


class StaffPages(Listing):
    """`/staff`: the list, and a page for each account."""

    title = N_("Staff")
    address = "/staff"
    name_of_routes = "staff"
    access = Access.MANAGER
    model = Staff
    template = "staff_list.html"
    column_list = ("email", "role", "is_active", "made_at")
    column_labels = {
        "email": N_("E-mail address"),
        "role": N_("Role"),
        "is_active": N_("State"),
        "made_at": N_("Since"),
    }
    column_searchable_list = ("email",)
    column_sortable_list = ("email", "role", "is_active", "made_at")
    column_default_sort = "email"
    new_page = "staff.invite"
    new_label = N_("Invite somebody")

    @page("/invite", access=Access.MANAGER, methods=("GET", "POST"))
    def invite(self) -> ResponseReturnValue:
        """Make an account and show its link, once."""
        form = InviteForm(request.form, role="viewer")
        if request.method == "POST" and form.validate():
            role, language = form.role.data or "", form.language.data or "en"
            try:
                made = accounts.make(database(), form.email.data or "", role, language, now())
            except accounts.AlreadyThere:
                form.email.errors = [_("There is an account with this address.")]
            else:
                return self._linked(made)
        return self.render("staff_invite.html", form=form), 422 if form.errors else 200

    @page("/<key>", access=Access.MANAGER)
    def show(self, key: str) -> ResponseReturnValue:
        """Show an account and what happened at the door."""
        account = _account(key)
        happened = database().scalars(
            select(SignIn)
            .where(SignIn.email == account.email)
            .order_by(SignIn.at.desc())
            .limit(SHOWN_SIGN_INS)
        )
        return self.render(
            "staff_account.html",
            account=account,
            form=RoleForm(role=account.role),
            happened=happened.all(),
            is_paused=accounts.is_paused(account, now()),
        )

    @page("/<key>/role", access=Access.MANAGER, methods=("POST",))
    def role(self, key: str) -> ResponseReturnValue:
        """Give an account another role."""
        form = RoleForm(request.form)
        if not form.validate():
            abort(400)
        role = form.role.data or ""
        return _changed(
            key, "account.role", lambda account: accounts.change_role(database(), account, role)
        )

    @page("/<key>/link", access=Access.MANAGER, methods=("POST",))
    def link(self, key: str) -> ResponseReturnValue:
        """Show a new one-time link, after a lost password."""
        account = _account(key)
        if not account.is_active:
            abort(409)
        return self._linked(account)

    @page("/<key>/second-factor", access=Access.MANAGER, methods=("POST",))
    def second_factor(self, key: str) -> ResponseReturnValue:
        """Take a lost second factor away."""
        return _changed(
            key,
            "second_factor.forgotten",
            lambda account: accounts.forget_second_factor(database(), account),
        )

    @page("/<key>/deactivate", access=Access.MANAGER, methods=("POST",))
    def deactivate(self, key: str) -> ResponseReturnValue:
        """End an account."""
        return _changed(
            key, "account.ended", lambda account: accounts.deactivate(database(), account)
        )

    @page("/<key>/activate", access=Access.MANAGER, methods=("POST",))
    def activate(self, key: str) -> ResponseReturnValue:
        """Open an ended account again."""
        return _changed(key, "account.renewed", accounts.activate)

    def _linked(self, account: Staff) -> ResponseReturnValue:
        token = invitations.invite(database(), account, now())
        audit.note(database(), "account.invited", account.email, now())
        database().commit()
        address = process().own.base_url + url_for("invitation.accept", token=token)
        return self.render("staff_link.html", account=account, link=address)


def _changed(key: str, event: str, change: Callable[[Staff], None]) -> ResponseReturnValue:
    """Change an account, note it, and come back to its page."""
    account = _account(key)
    try:
        change(account)
    except accounts.NobodyLeft:
        database().rollback()
        flash(_("This is the last manager. Make somebody else a manager first."), "error")
    else:
        audit.note(database(), event, account.email, now())
        database().commit()
        flash(_("The account was changed."))
    return redirect(url_for("staff.show", key=key), 303)


def _account(key: str) -> Staff:
    account = database().get(Staff, key)
    if account is None:
        abort(404)
    return account
