"""The pages in English and Spanish: every text is translated; who chose keeps their language."""

import re

import pytest
from babel.messages.pofile import read_po

from admin.translations import LANGUAGES
from tests.architecture.lints import ROOT, modules, prose
from tools.admin_texts import template

NO_TEXT = {
    "admin/door.py": ("<!doctype html>",),  # in both languages, when no page can be made
    "admin/hsds_api.py": ("There is no such", "See /hsds/"),  # to programs of partners
    "admin/security_headers.py": ("camera=()",),
    # To who runs it, on standard error:
    "admin/settings.py": ("OIDC_ISSUER: needs", "SMTP_URL: needs"),
}
CATALOGUE = ROOT / "locales/es/LC_MESSAGES/admin.po"


def spanish():
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="es")


def texts(message):
    return message.id if isinstance(message.id, tuple) else (message.id,)


def test_the_catalogues_hold_the_texts_of_today():
    of_today = {message.id for message in template(ROOT) if message.id}
    assert len(of_today) > 100
    with (ROOT / "locales/admin.pot").open("rb") as file:
        assert {message.id for message in read_po(file) if message.id} == of_today
    assert {message.id for message in spanish() if message.id} == of_today


def test_every_text_is_in_spanish():
    missing = []
    for message in spanish():
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.id and (message.fuzzy or not all(forms)):
            missing.append(message.id)
    assert missing == []


def test_translations_keep_the_places_of_values():
    wrong = []
    for message in spanish():
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        english = set(re.findall(r"%\(\w+\)s", texts(message)[-1])) if message.id else set()
        wrong += [form for form in forms if set(re.findall(r"%\(\w+\)s", form or "")) != english]
    assert [form for form in wrong if not form.startswith("Project-Id")] == []


def test_every_sentence_in_code_is_a_text_to_translate():
    known = {text for message in template(ROOT) if message.id for text in texts(message)}
    found = [(m.path, text) for m in modules("admin") for text in prose(m)]
    excused = [t for p, t in found if t.startswith(NO_TEXT.get(p, ()) or "\0")]
    assert [text for _, text in found if text not in known and text not in excused] == []
    assert len(excused) == sum(len(marks) for marks in NO_TEXT.values())


def test_no_sentence_stands_in_a_template_untranslated():
    left = []
    for path in sorted((ROOT / "admin/templates").glob("**/*.html")):
        text = re.sub(r"{%-?\s*trans.*?endtrans\s*-?%}", "", path.read_text("utf-8"), flags=re.S)
        text = re.sub(r"{[{%#].*?[}%#]}", "", text, flags=re.S)
        words = re.findall(r">([^<>]*[A-Za-z]{3,}[^<>]*)<", text)
        left += [(path.name, word.strip()) for word in words]
    assert [entry for entry in left if entry[1] not in ("Amparo", "· Amparo")] == []


def test_the_language_is_chosen_before_signing_in(place):
    browser = place.browser()
    assert '<html lang="en">' in browser.get("/sign-in/").text
    sent = browser.post("/language/", language="es", next="/sign-in/?next=/account/")
    assert sent.headers["Location"] == "/sign-in/?next=/account/"
    page = browser.get("/sign-in/").text
    assert '<html lang="es">' in page
    assert "Contraseña" in page


def test_the_account_keeps_its_language_on_every_device(place, viewer):
    viewer.post("/language/", language="es", next="/account/")
    assert place.staff("viewer@example.org").language == "es"
    other = place.browser().enter("viewer@example.org")
    assert "Resumen" in other.get("/").text
    other.post("/sign-in/out")
    assert '<html lang="es">' in other.get("/sign-in/").text


def test_messages_of_the_forms_library_are_in_spanish_too(place):
    browser = place.browser()
    browser.post("/language/", language="es")
    page = browser.post("/sign-in/", email="", password="").text
    assert "This field is required" not in page
    assert "Este campo es obligatorio" in page


def test_numbers_of_things_take_their_form(place, manager):
    manager.post("/language/", language="es")
    assert "1 registro<" in manager.get("/staff/").text
    place.account("two@example.org")
    assert "2 registros<" in manager.get("/staff/").text


def test_errors_are_in_the_language_too(viewer):
    viewer.post("/language/", language="es")
    assert "Esa página no existe" in viewer.get("/nowhere").text


@pytest.mark.parametrize("chosen", ["", "xx", "../es"])
def test_a_language_that_is_none_of_ours_changes_nothing(place, viewer, chosen):
    assert viewer.post("/language/", language=chosen).status_code == 400
    assert place.staff("viewer@example.org").language == "en"


def test_each_language_is_called_by_its_own_name_on_every_page(viewer):
    for path in ("/", "/account/", "/nowhere"):
        page = viewer.get(path).text
        for tag, name in LANGUAGES.items():
            assert re.search(rf'lang="{tag}"[^>]*>{name}</button>', page)
