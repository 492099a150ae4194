"""The pages for signing in and out; which password is right is decided elsewhere."""

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired, Length

from admin import signing_in
from admin.forms import PageForm
from admin.guard import is_complete, next_step, own_page
from admin.passwords import MOST
from admin.process import process, staff, staff_session
from admin.roles import Access, page
from admin.section import Section
from admin.translations import N_, _


class SignInForm(PageForm):
    """E-mail address and password."""

    email = EmailField(
        N_("E-mail address"),
        [InputRequired(), Length(max=254)],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        N_("Password"),
        [InputRequired(), Length(max=MOST)],
        render_kw={"autocomplete": "current-password"},
    )


class SignInPages(Section):
    """`/sign-in` and what ends it."""

    address = "/sign-in"
    name_of_routes = "sign_in"

    @page("/", access=Access.ANYONE, methods=("GET", "POST"))
    def index(self) -> ResponseReturnValue:
        """Ask for e-mail address and password."""
        if g.staff is not None:
            return redirect(after_password())
        wanted = own_page(request.args.get("next"))
        form = SignInForm(request.form)
        if request.method == "POST":
            signing_in.count_try(request.remote_addr)
            found = None
            if form.validate():
                found = signing_in.checked_password(form.email.data or "", form.password.data or "")
            if found is not None:
                row = signing_in.begin(found, "password.right")
                g.staff, g.staff_session = found, row
                session["next"] = wanted
                return redirect(after_password(), 303)
            if not form.errors:
                form.form_errors.append(
                    _(
                        "The e-mail address or the password is wrong, or the account pauses after "
                        "wrong tries. Check both, or wait a few minutes."
                    )
                )
        return self.render(
            "sign_in.html", form=form, oidc=process().own.has_oidc
        ), 422 if form.errors else 200

    @page("/out", access=Access.BEGUN, methods=("POST",))
    def out(self) -> ResponseReturnValue:
        """Sign out, with `everywhere` on every device."""
        signing_in.sign_out(staff(), staff_session(), bool(request.form.get("everywhere")))
        return redirect(url_for("sign_in.index"), 303)


def after_password() -> str:
    """Return where who is signed in goes on: to the second factor or to the page they wanted."""
    if not is_complete(staff(), staff_session()):
        return url_for(next_step(staff()))
    return own_page(session.pop("next", None)) or url_for("overview.index")
