"""The websites that carry the chat: which, where, on or off; they are kept by the gateway alone."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from admin import site_changes
from admin.process import database, now, process, staff
from admin.roles import Access, page
from admin.section import Section
from admin.site_form import SiteForm, site_form
from admin.site_keys import new_key
from admin.site_words import FIELDS, REASONS, done_words, value_words
from admin.sites import NoSites, Site, SiteDesk, SiteRefused, Sites
from admin.translations import N_, _


class SitePages(Section):
    """`/sites`."""

    title = N_("Websites")
    address = "/sites"
    name_of_routes = "sites"

    @page("/", access=Access.VIEWER)
    def index(self) -> ResponseReturnValue:
        """Show the list."""
        try:
            found = _desk().sites().by_key.values()
        except NoSites as error:
            return self._none(error)
        by_name = sorted(found, key=lambda site: (site.name.casefold(), site.key))
        return self.render("sites/list.html", sites=by_name)

    @page("/<key>", access=Access.VIEWER)
    def show(self, key: str) -> ResponseReturnValue:
        """Show a website with the line for its pages and what was changed."""
        try:
            sites = _desk().sites()
        except NoSites as error:
            return self._none(error)
        return self.render(
            "sites/site.html",
            site=_site(sites, key),
            base_url=sites.base_url,
            labels=FIELDS,
            value_words=value_words,
            changes=site_changes.latest(database(), key),
            done_words=done_words,
        )

    @page("/add", access=Access.MANAGER, methods=("GET", "POST"))
    def add(self) -> ResponseReturnValue:
        """Make a website, which is on at once."""
        form = site_form(Site(""), _sent())
        if request.method == "POST" and form.validate():
            site = form.site(Site(new_key(form.name.data or "")))
            if _is_kept(form, site, ["made"]):
                flash(_("The website is kept. Now put the line below into its pages."))
                return redirect(url_for("sites.show", key=site.key), 303)
        return self._form(form, _("Add a website"), url_for("sites.index"))

    @page("/<key>/edit", access=Access.MANAGER, methods=("GET", "POST"))
    def edit(self, key: str) -> ResponseReturnValue:
        """Change a website."""
        try:
            before = _site(_desk().sites(), key)
        except NoSites as error:
            return self._none(error)
        form, back = site_form(before, _sent()), url_for("sites.show", key=key)
        if request.method == "POST" and form.validate() and not form.is_overtaken(before):
            after = form.site(before)
            if _is_kept(form, after, after.differs(before)):
                flash(_("It is kept. After a minute or two the chat looks and works like this."))
                return redirect(back, 303)
        return self._form(form, _("Edit: %(name)s", name=before.name), back)

    @page("/<key>/on", access=Access.MANAGER, methods=("POST",))
    def turn_on(self, key: str) -> ResponseReturnValue:
        """Let the chat answer on a website."""
        return _turned(key, True, _("Turned on. Within seconds the chat answers there."))

    @page("/<key>/off", access=Access.MANAGER, methods=("POST",))
    def turn_off(self, key: str) -> ResponseReturnValue:
        """Let the chat take no more messages on a website."""
        return _turned(key, False, _("Turned off. Within seconds the chat takes nothing there."))

    def _form(self, form: SiteForm, title: str, back: str) -> ResponseReturnValue:
        """Show the form; it was not kept where it was sent."""
        status = 503 if form.form_errors else 422 if form.errors else 200
        return self.render("sites/form.html", form=form, title=title, back=back), status

    def _none(self, error: NoSites) -> ResponseReturnValue:
        return self.render("sites/none.html", why=REASONS[error.why])


def _desk() -> SiteDesk:
    own = process().own
    return SiteDesk(own.gateway_url, own.internal_key)


def _sent() -> Any:
    return request.form if request.method == "POST" else None


def _site(sites: Sites, key: str) -> Site:
    site = sites.by_key.get(key)
    if site is None:
        abort(404)
    return site


def _is_kept(form: SiteForm, site: Site, what: Sequence[str]) -> bool:
    """Keep a website; where the gateway does not, the form says why."""
    try:
        _keep(site, what)
    except SiteRefused as error:
        form.refuse(error.wrong)
    except NoSites as error:
        form.form_errors.append(REASONS[error.why])
    return not form.errors


def _keep(site: Site, what: Sequence[str]) -> None:
    """Hand a website in with a note of who did it, both or neither; but nothing unchanged."""
    if not what:
        return
    site_changes.note(database(), site.key, what, staff().email, now())
    try:
        _desk().keep(site)
    except (NoSites, SiteRefused):
        database().rollback()
        raise
    database().commit()


def _turned(key: str, is_on: bool, words: str) -> ResponseReturnValue:
    try:
        site = _site(_desk().sites(), key)
        if site.is_on is not is_on:
            _keep(replace(site, is_on=is_on), ["on" if is_on else "off"])
    except NoSites as error:
        flash(_(REASONS[error.why]), "error")
    except SiteRefused:
        flash(_("The gateway does not accept this website as it is. Edit it first."), "error")
    else:
        flash(words)
    return redirect(url_for("sites.show", key=key), 303)
