"""The language of a page: of the account, or chosen before signing in; it holds no texts."""

from datetime import date, datetime

from flask import Flask, g, session

from admin.settings import ROOT
from phrasebook.pages import PageTexts, write_day, write_moment

LANGUAGES = {"en": "English", "es": "Español"}
"""The languages of the pages, each by its own name."""

_TEXTS = PageTexts(ROOT / "locales", tuple(LANGUAGES))


def language() -> str:
    """Return the language of this request, "en" where nobody chose."""
    staff = g.get("staff")
    chosen = staff.language if staff else session.get("language")
    return chosen if chosen in LANGUAGES else "en"


def _(text: str, **values: object) -> str:
    """Return a text in the language of this request; `%(name)s` is replaced by values."""
    found = _TEXTS.text(text, language())
    return found % values if values else found


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Return the form for a number; `%(num)s` is the number itself."""
    return _TEXTS.counted(one, many, number, language()) % ({"num": number} | values)


def text_in(text: str, tag: str) -> str:
    """Return a text in a language, where no request says which."""
    return _TEXTS.text(text, tag if tag in LANGUAGES else "en")


def counted_in(one: str, many: str, number: int, tag: str) -> str:
    """Return the form for a number in a language; `%(num)s` is the number itself."""
    return _TEXTS.counted(one, many, number, tag if tag in LANGUAGES else "en") % {"num": number}


def N_(text: str) -> str:  # noqa: N802 - gettext's own name, by which texts are found
    """Mark a text for the translators that is put into words later."""
    return text


def install(app: Flask) -> None:
    """Give templates `_`, `gettext`, `ngettext`, `language()`, the filters `day`, `moment`, and
    `phrase(text)` for texts that are not written in the template, which may hold a %."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: _TEXTS.text(text, language()),
        lambda one, many, number: _TEXTS.counted(one, many, number, language()),
        newstyle=True,
    )
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.globals.update(language=language, LANGUAGES=LANGUAGES, phrase=_)
    app.jinja_env.filters["day"] = _day
    app.jinja_env.filters["moment"] = _moment


def _day(value: date | None) -> str:
    return write_day(value, language()) if value else ""


def _moment(value: datetime | None) -> str:
    return write_moment(value, language()) if value else ""
