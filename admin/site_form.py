"""The form of a website that carries the chat; it keeps nothing and decides nothing.

Whether a website can be as it is said here the gateway says: its codes become words at the fields.
"""

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from wtforms import ColorField, HiddenField, TextAreaField
from wtforms.validators import InputRequired, Regexp

from admin import fields
from admin.forms import PageForm
from admin.site_words import FIELDS, NOT_TAKEN, WRONG, starters, value_words
from admin.sites import Site
from admin.translations import N_, _

_SHOWN_AT = {"key": "name", "is_on": "name", "colors": "accent", "starters": "starter_1"}


def _color(label: str) -> ColorField:
    like = Regexp(r"^#[0-9A-Fa-f]{6}$", message=WRONG["color_form"])
    return ColorField(label, [InputRequired(), like])


class SiteForm(PageForm):
    """What is said of a website; `site_form` adds the questions to begin with."""

    name = fields.text(FIELDS["name"], N_("Only staff see it."), is_needed=True)
    origins = TextAreaField(
        FIELDS["origins"],
        [InputRequired(WRONG["origin_missing"])],
        description=N_(
            "One on a line, like https://www.example.org. With and without “www.” are two. The chat"
            " works on these alone."
        ),
        render_kw={"rows": 3, "spellcheck": "false", "autocapitalize": "none"},
    )
    title = fields.text(
        FIELDS["title"], N_("Left empty, it is the usual one, in the language of the visitor.")
    )
    accent = _color(N_("Colour of the button"))
    on_accent = _color(N_("Colour of the words on the button"))
    leave_to = fields.text(
        FIELDS["leave_to"],
        N_("A page that anybody may be seen to look at, like the weather."),
        is_needed=True,
    )
    remember = fields.ticked(
        FIELDS["remember"],
        N_(
            "The visitor's tab then holds it until the tab is closed, and whoever sits down at it"
            " can read it. Without this it is gone with each page that is left."
        ),
    )
    seen = HiddenField()

    starter_names: ClassVar[tuple[str, ...]] = ()

    def site(self, before: Site) -> Site:
        """Return the website as the form says, over what it was before."""
        chosen = dict.fromkeys(self[name].data for name in self.starter_names)
        written = fields.lines(self.origins.data, r"\s,;")
        return replace(
            before,
            name=self.name.data or "",
            origins=tuple(dict.fromkeys(origin.rstrip("/") for origin in written)),
            accent=(self.accent.data or "").lower(),
            on_accent=(self.on_accent.data or "").lower(),
            title=self.title.data or "",
            starters=tuple(starter for starter in chosen if starter),
            leave_to=self.leave_to.data or "",
            remember=bool(self.remember.data),
        )

    def refuse(self, wrong: Mapping[str, str]) -> None:
        """Say at the fields what the gateway finds wrong with them."""
        for name, code in wrong.items():
            self._say_at(name, WRONG.get(code, NOT_TAKEN))

    def is_overtaken(self, now: Site) -> bool:
        """Say at the fields what others wrote there while the form was open; whether they did.

        Sent once more, the form puts its own in the place of theirs.
        """
        opened, self.seen.data = _opened(self.seen.data), _sealed(now)
        told = now.told()
        changed = [
            name for name in self.site(now).differs(now) if opened.get(name) != _mark(told[name])
        ]
        for name in changed:
            said = _(
                "Somebody changed this while the form was open, to: %(value)s. Yours stands here;"
                " keep again to put it in its place.",
                value=value_words(name, told[name]),
            )
            self._say_at(name, said)
        return bool(changed)

    def _say_at(self, name: str, words: str) -> None:
        at = _SHOWN_AT.get(name, name)
        field = self[at if at in self else "name"]
        field.errors = [*field.errors, words]


def site_form(site: Site, sent: Any = None) -> SiteForm:
    """Return the form on a website, as it is opened or as it was sent."""
    known = starters()
    names = tuple(f"starter_{number}" for number in range(1, len(known) + 1))
    choices = {"": N_("No question"), **known}
    members: dict[str, Any] = {"starter_names": names}
    for number, name in enumerate(names, start=1):
        members[name] = fields.one_of(_("Question %(number)s", number=number), choices)
    made = types.new_class("Site", (SiteForm,), exec_body=lambda space: space.update(members))
    form: SiteForm = made(sent, data=_shown(site) | dict(zip(names, site.starters, strict=False)))
    if sent is None:
        form.seen.data = _sealed(site)
    return form


def _shown(site: Site) -> dict[str, Any]:
    told = site.told()
    return {**told, **told["colors"], "origins": "\n".join(site.origins)}


def _mark(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def _sealed(site: Site) -> str:
    return json.dumps({name: _mark(value) for name, value in site.told().items()})


def _opened(text: str | None) -> Mapping[str, Any]:
    try:
        found = json.loads(text or "")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
