"""Reads the forms of a page as a browser does, so that tests send back what was shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from werkzeug.test import TestResponse

from tests.admin.browsing import Browser

type Fields = dict[str, list[str]]


@dataclass
class Form:
    """A form: where it is sent, and the values of its fields."""

    action: str
    fields: Fields = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select: str | None = None
        self._area: str | None = None
        self._first: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._form = Form(given.get("action", ""))
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "input" and name:
            if given.get("type") in ("checkbox", "radio") and "checked" not in given:
                return
            self._put(name, given.get("value", "y"))
        elif tag == "textarea":
            self._area, self._text = name, ""
        elif tag == "select":
            self._select, self._first = name, None
        elif tag == "option" and self._select:
            if "selected" in given:
                self._put(self._select, given["value"])
                self._select = None
            elif self._first is None:
                self._first = given["value"]

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area is not None:
            text = self._text.removeprefix("\r\n").removeprefix("\n")
            self._put(self._area, text.replace("\n", "\r\n"))
            self._area = None
        elif tag == "select" and self._select is not None:
            self._put(self._select, self._first or "")
            self._select = None
        elif tag == "form":
            self._form = None

    def _put(self, name: str, value: str) -> None:
        assert self._form
        self._form.fields.setdefault(name, []).append(value)


def form_in(page: str, having: str = "seen") -> Form:
    """Return the form of a page that has a field."""
    reader = _Reader()
    reader.feed(page)
    return next(form for form in reader.forms if having in form.fields)


def opened(browser: Browser, path: str) -> Fields:
    """Open a page and return the fields of its form."""
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    return form_in(answer.text).fields


def sent(
    browser: Browser, path: str, fields: Fields, **changed: str | list[str] | bool
) -> TestResponse:
    """Send fields with some changed: False leaves one out, as an unticked box."""
    data: Mapping[str, object] = {**fields, **changed}
    return browser.client.post(path, data={k: v for k, v in data.items() if v is not False})


def filled(browser: Browser, path: str, **changed: str | list[str] | bool) -> TestResponse:
    """Open a form, change fields and send it."""
    return sent(browser, path, opened(browser, path), **changed)
