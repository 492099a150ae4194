"""The directory as files: what is shared holds nothing that only staff see."""

import datetime
import io
import zipfile

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.changes import differences
from referrals.history import Author, carry_out
from referrals.models import Service
from referrals.records import read_records
from tests.admin.bringing import GOOD, brought, ended
from tests.referrals.small_records import office, put, together


def test_an_export_is_known_again_as_what_it_is(place, editor):
    ended(editor, editor.post(ended(editor, brought(editor, GOOD)) + "/carry-out"))
    known = {
        "staff/spreadsheet.csv": "Our spreadsheet",
        "staff/spreadsheet.xlsx": "Our spreadsheet",
        "staff/hsds-json.zip": "HSDS 3.1, JSON",
        "staff/hsds-tabular.zip": "HSDS 3.1, tables",
        "shared/hsds.json": "HSDS 3.1, JSON",
    }
    for name, words in known.items():
        content = editor.get(f"/downloads/{name}").data
        page = editor.get(ended(editor, brought(editor, content, name.rpartition("/")[2]))).text
        assert f"{words}" in page, name
        assert "<dt>New</dt><dd>0</dd>" in page, name
        assert "<dt>Changed</dt><dd>0</dd>" in page, name


def test_what_is_shared_holds_no_notes_and_what_is_kept_from_people(place, viewer, editor):
    engine = place.app.database.engine
    put(engine, together(office(), office("Casa Oculta", "Katy", "+17135550101")))
    with Session(engine) as session, session.begin():
        for each in session.scalars(select(Service)):
            each.staff_notes = "ask for the back door"
            each.is_withheld = each.id.startswith("s Casa Oculta")
            each.assured_date = datetime.date(2026, 1, 1)
    for name in ("hsds.json", "hsds-json.zip", "hsds-tabular.zip"):
        shared = text_of(viewer.get(f"/downloads/shared/{name}").data)
        assert "Casa Segura" in shared
        for private in ("back door", "Oculta", "Katy", "+17135550101"):
            assert private not in shared, (name, private)
    assert "back door" in editor.get("/downloads/staff/spreadsheet.csv").text
    assert viewer.get("/downloads/staff/spreadsheet.csv").status_code == 403
    assert "For staff alone" not in viewer.get("/downloads/").text
    assert "For staff alone" in editor.get("/downloads/").text


def test_what_is_shared_holds_no_street_that_staff_took_out(place, viewer, editor):
    engine = place.app.database.engine
    put(engine, office())
    for street in ("10 Refugio Secreto Way", ""):
        with Session(engine) as session, session.begin():
            current = read_records(session)
            address = {**current["address"]["a Casa Segura Houston"], "address_1": street}
            made = differences(current, {"address": {str(address["id"]): address}})
            carry_out(session, made, Author("ana@casa.example", "edit", "", place.clock()))
    for name in ("hsds.json", "hsds-json.zip", "hsds-tabular.zip"):
        assert "Refugio" not in text_of(viewer.get(f"/downloads/shared/{name}").data), name
    assert "Refugio" in text_of(editor.get("/downloads/staff/hsds-json.zip").data)


def text_of(content):
    """Return all that a file holds, or the files of an archive."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        return "".join(pack.read(name).decode() for name in pack.namelist())


def test_a_download_has_a_name_with_its_day(viewer):
    sent = viewer.get("/downloads/shared/hsds.json")
    assert sent.headers["Content-Disposition"] == "attachment; filename=amparo-2026-03-05-hsds.json"
    assert viewer.get("/downloads/shared/everything.sql").status_code == 404
    assert viewer.get("/downloads/shared/spreadsheet.csv").status_code == 404
