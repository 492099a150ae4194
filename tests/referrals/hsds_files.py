"""Exports of a directory, looked into and brought in again by tests."""

import csv
import io
import json
import zipfile

from sqlalchemy.orm import Session

from referrals.hsds import formats, writing
from referrals.hsds.gathering import read_history
from referrals.hsds.outgoing import choose
from referrals.importing import runs
from referrals.importing.formats import Context
from referrals.records import read_records
from tests.referrals.hsds_records import NOW, TODAY, remarks, stops

FORMS = {
    "hsds-json": (writing.write_json, formats.read_json),
    "hsds-tabular": (writing.write_tabular, formats.read_tabular),
}


def export(engine, kind, with_notes=True):
    with Session(engine) as session:
        outgoing = choose(read_records(session), read_history(session), with_notes)
    return FORMS[kind][0](outgoing)


def bring(engine, name, kind, content, ours=True):
    with Session(engine) as session, session.begin():
        run = runs.start(session, kind, name, content, "staff@example.org", NOW, ours=ours)
    runs.read(engine, run, TODAY).join()
    runs.confirm(engine, run, "staff@example.org", NOW).join()
    with Session(engine) as session:
        assert runs.progress_of(session, run)[0] == "done"


def everything(engine):
    with Session(engine) as session:
        return read_records(session)


def json_files(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def csv_files(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = {n: archive.read(n).decode() for n in archive.namelist() if n.endswith(".csv")}
    return {name: list(csv.DictReader(io.StringIO(text))) for name, text in texts.items()}


def read_public(engine, kind):
    reading = FORMS[kind][1]("x.zip", export(engine, kind, with_notes=False), Context({}, TODAY))
    assert stops(reading) == []
    assert not any("names a record that is neither" in remark for remark in remarks(reading))
    return reading


def text_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())
