"""The directory as files: what is shared holds nothing that only staff see."""

import datetime
import io
import zipfile

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.models import Service
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
    shared = viewer.get("/downloads/shared/hsds.json").text
    assert "Casa Segura" in shared
    assert "back door" not in shared
    with zipfile.ZipFile(io.BytesIO(viewer.get("/downloads/shared/hsds-json.zip").data)) as pack:
        assert "Casa Oculta" not in pack.read("services.json").decode()
    assert "back door" in editor.get("/downloads/staff/spreadsheet.csv").text
    assert viewer.get("/downloads/staff/spreadsheet.csv").status_code == 403
    assert "For staff alone" not in viewer.get("/downloads/").text
    assert "For staff alone" in editor.get("/downloads/").text


def test_a_download_has_a_name_with_its_day(viewer):
    sent = viewer.get("/downloads/shared/hsds.json")
    assert sent.headers["Content-Disposition"] == "attachment; filename=amparo-2026-03-05-hsds.json"
    assert viewer.get("/downloads/shared/everything.sql").status_code == 404
    assert viewer.get("/downloads/shared/spreadsheet.csv").status_code == 404
