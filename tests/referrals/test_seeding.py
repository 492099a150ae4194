"""Bringing the data files in: again and again, without harm to what staff verified."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from referrals.changes import Difference, differences
from referrals.enforcement_models import Agreement
from referrals.history import Author, carry_out
from referrals.importing.office_rows import BadRow
from referrals.model_parts import Table
from referrals.model_terms import NEEDS, TaxonomyTerm
from referrals.models import Language, Organization, OrganizationIdentifier, Phone, Service
from referrals.ownership import mark_kept
from referrals.phones import REFUSED_NUMBERS, RefusedPhone
from referrals.place_models import PlaceZip
from referrals.records import read_records
from referrals.refreshing import removable
from referrals.seed import main
from referrals.seed_records import organization_id
from referrals.seeding import SeedReport, fingerprint_of

TODAY = datetime.date(2026, 11, 22)
ENFORCEMENT = {
    "agreements_287g.csv": "state,agency,agency_type,county,support_type,signed\n",
    "ice_field_offices.csv": "office,city,state,phone\n",
    "ice_areas.csv": "state,county,office\n",
    "ice_detention_facilities.csv": "name,city,state,zip,office\n",
}
AT_AN_OFFICE = Service.at_locations.any()
type Write = Callable[..., None]
type Run = Callable[[], SeedReport]


def _numbers(engine: Engine) -> set[str]:
    with Session(engine) as session:
        return set(session.scalars(select(Phone.number)))


def _count(engine: Engine, table: type[Table]) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def _verify(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        values = {"assured_date": TODAY, "assurer_email": "staff@casa.example"}
        session.execute(update(Service).where(AT_AN_OFFICE).values(values))


def test_a_second_run_with_the_same_files_changes_nothing(
    write_offices: Write, seed_small: Run
) -> None:
    write_offices({})
    assert seed_small().changed
    assert seed_small() == SeedReport(False, {}, ())


def test_a_change_in_any_file_is_noticed(small_folder: Path, write_offices: Write) -> None:
    write_offices({})
    prints = {fingerprint_of(small_folder)}
    for path in sorted(small_folder.rglob("*.*")):
        path.write_bytes(path.read_bytes() + b" ")
        prints.add(fingerprint_of(small_folder))
    assert len(prints) == 9


def test_ids_stay_the_same_from_edition_to_edition(
    write_offices: Write, seed_small: Run, small_engine: Engine
) -> None:
    ids = []
    for intake in ("", "By appointment"):
        write_offices({"intake": intake})
        seed_small()
        with Session(small_engine) as session:
            ids.append(set(session.scalars(select(Service.id))))
    assert ids[0] == ids[1]


def test_a_changed_number_leaves_no_old_twin(
    write_offices: Write, seed_small: Run, small_engine: Engine
) -> None:
    write_offices({})
    seed_small()
    write_offices({"phone": "+17132716100"})
    seed_small()
    assert _numbers(small_engine) == {"+17132716100", "+18556416081"}
    assert _count(small_engine, Organization) == 2


def test_an_organization_that_left_the_list_leaves_the_directory(
    write_offices: Write, seed_small: Run, small_engine: Engine
) -> None:
    write_offices({}, {"organization": "Refugio", "phone": "+17132716100"})
    seed_small()
    write_offices({})
    seed_small()
    with Session(small_engine) as session:
        assert set(session.scalars(select(Organization.name))) == {"Casa Segura", "Detention Line"}


def test_a_row_that_staff_verified_is_not_touched(
    write_offices: Write, seed_small: Run, small_engine: Engine
) -> None:
    write_offices({"intake": "Walk in", "languages": "English"})
    seed_small()
    _verify(small_engine)
    write_offices({"intake": "Closed", "languages": "Spanish"})
    seed_small()
    with Session(small_engine) as session:
        service = session.scalars(select(Service).where(AT_AN_OFFICE)).one()
        assert (service.application_process, service.assured_date) == ("Walk in", TODAY)
        assert set(session.scalars(select(Language.name))) == {"English"}
    assert "+17132737300" in _numbers(small_engine)


def test_a_verified_row_survives_its_removal_from_the_list(
    write_offices: Write, seed_small: Run, small_engine: Engine
) -> None:
    write_offices({})
    seed_small()
    _verify(small_engine)
    write_offices({"organization": "Refugio", "phone": "+17132716100"})
    seed_small()
    assert _numbers(small_engine) == {"+17132737300", "+17132716100", "+18556416081"}


def test_a_new_office_of_a_verified_organization_is_added(
    write_offices: Write, seed_small: Run, small_engine: Engine
) -> None:
    write_offices({})
    seed_small()
    _verify(small_engine)
    write_offices({}, {"city": "Katy", "phone": "+17132716100"})
    seed_small()
    assert _numbers(small_engine) == {"+17132737300", "+17132716100", "+18556416081"}


@pytest.mark.parametrize("number", sorted(REFUSED_NUMBERS))
def test_a_number_that_must_never_be_sent_stops_the_seeding(
    write_offices: Write, seed_small: Run, small_engine: Engine, number: str
) -> None:
    written = f"1-{number[2:5]}-{number[5:8]}-{number[8:]}"
    write_offices({}, {"organization": "Trap", "phone": written})
    with pytest.raises(RefusedPhone, match=r"organizations\.csv line 3: .*must never be listed"):
        seed_small()
    assert _count(small_engine, PlaceZip) == 0


def test_the_refused_numbers_are_the_three_known_ones() -> None:
    assert set(REFUSED_NUMBERS) == {"+18663472423", "+18554886423", "+18004563849"}


def test_a_refused_number_among_the_national_lines_stops_the_command(
    small_folder: Path, write_offices: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_offices({})
    lines = small_folder / "national_lines.toml"
    lines.write_text(lines.read_text().replace("+18556416081", "866 347 2423"))
    url = f"sqlite:///{tmp_path / 'refused.db'}"
    assert main(["--database", url, "--folder", str(small_folder)]) == 2
    assert "national_lines.toml, line 1: +18663472423" in capsys.readouterr().err


def test_the_command_makes_the_schema_and_says_what_it_does(
    small_folder: Path, write_offices: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_offices({"phone": "12"})
    arguments = [f"--database=sqlite:///{tmp_path / 'new.db'}", f"--folder={small_folder}"]
    assert main(arguments) == 0
    assert "seed.bad_row file=organizations.csv line=2" in capsys.readouterr().out
    assert main(arguments) == 0
    assert capsys.readouterr().out == "seed.unchanged\n"


@pytest.mark.parametrize(
    ("fault", "reason", "services"),
    [
        ({"phone": "12"}, "phone left out: not a valid United States number", 2),
        ({"phone": "call us"}, "phone left out: not a phone number", 2),
        ({"city": ""}, "no city", 1),
        ({"state": "Texas"}, "row left out: the state is not a two-letter code", 1),
        ({"lat": "129.7"}, "row left out: a coordinate is off the globe", 1),
        ({"source_date": ""}, "row left out: no source date", 1),
    ],
)
def test_a_bad_row_is_reported_with_its_line_and_reason(
    write_offices: Write,
    seed_small: Run,
    small_engine: Engine,
    fault: dict[str, str],
    reason: str,
    services: int,
) -> None:
    write_offices(fault)
    report = seed_small()
    assert report.bad_rows == (BadRow("organizations.csv", 2, reason),)
    assert _count(small_engine, Service) == services


def test_two_lists_of_one_office_become_one_with_the_newest_word(
    write_offices: Write, seed_small: Run, small_engine: Engine
) -> None:
    write_offices(
        {"fee": "pro bono", "intake": "Call first", "source": "B", "source_date": "2026-07"},
        {"doj_recognized": "true", "recognition_expires": "2029-01-01", "source": "A"},
    )
    seed_small()
    with Session(small_engine) as session:
        service = session.scalars(select(Service).where(AT_AN_OFFICE)).one()
        mark = session.scalars(select(OrganizationIdentifier)).one()
    assert (service.fees_description, service.application_process) == ("pro bono", "Call first")
    assert (service.source, service.source_date) == ("A", datetime.date(2026, 9, 19))
    assert (mark.identifier_type, mark.expires) == ("DOJ R&A", datetime.date(2029, 1, 1))


def test_the_legal_problems_become_terms_that_services_can_have(
    small_folder: Path, write_offices: Write, seed_small: Run, small_engine: Engine
) -> None:
    write_offices({})
    need = 'name = { en = "Asylum" }\ndescription = { en = "Refuge" }\nwords = ["asylum"]\n'
    (small_folder / "needs.toml").write_text(f"[asylum]\n{need}", encoding="utf-8")
    seed_small()
    with Session(small_engine) as session:
        term = session.scalars(select(TaxonomyTerm)).one()
    assert (term.code, term.name, term.taxonomy) == ("asylum", "Asylum", NEEDS)


def test_a_newer_list_of_agreements_is_not_replaced_by_the_one_that_comes_along(
    small_folder: Path, write_offices: Write, seed_small: Run, small_engine: Engine
) -> None:
    write_offices({})
    lists = small_folder / "enforcement"
    lists.mkdir()
    shipped = "agreements = 2026-05-18\nfield_offices = 2026-04-10\nfacilities = 2026-04-09\n"
    (lists / "lists.toml").write_text(shipped)
    for name, heads in ENFORCEMENT.items():
        (lists / name).write_text(heads)
    sheet = lists / "agreements_287g.csv"
    sheet.write_text(sheet.read_text() + "TX,Shipped Sheriff,County,,Task Force Model,2025-09-22\n")
    seed_small()
    assert _agencies(small_engine) == {"Shipped Sheriff"}
    newer = {"agency": "Newer Sheriff", "list_date": datetime.date(2026, 10, 9)}
    with Session(small_engine) as session, session.begin():
        session.execute(update(Agreement).values(**newer))
    write_offices({"intake": "changed"})
    seed_small()
    assert _agencies(small_engine) == {"Newer Sheriff"}


def _agencies(engine: Engine) -> set[str]:
    with Session(engine) as session:
        return set(session.scalars(select(Agreement.agency)))


def test_what_staff_removed_or_set_stays_so_when_the_files_change(
    write_offices: Write, seed_small: Run, small_engine: Engine
) -> None:
    write_offices({}, {"organization": "Refugio", "phone": "+17132716100"})
    seed_small()
    with Session(small_engine) as session, session.begin():
        current = read_records(session)
        mine = {
            str(row["organization_id"]): key
            for key, row in current["service"].items()
            if row["cost"] is None
        }
        own, gone = (mine[organization_id(name)] for name in ("Casa Segura", "Refugio"))
        row = current["service"][own]
        edited = Difference("service", own, row, {**row, "application_process": "Walk in"})
        parts = removable(current, {}, {("service", gone)}, set())
        found = mark_kept(current, [edited, *differences(current, {}, sorted(parts))])
        author = Author("ana@casa.example", "edit", "an edit", datetime.datetime.now(datetime.UTC))
        carry_out(session, found, author)
    write_offices({"intake": "Closed"}, {"organization": "Refugio", "phone": "+17132716100"})
    seed_small()
    with Session(small_engine) as session:
        assert session.get(Service, gone) is None
        assert session.get_one(Service, own).application_process == "Walk in"


def test_an_extension_is_kept_apart_from_the_number(
    write_offices: Write, seed_small: Run, small_engine: Engine
) -> None:
    write_offices({"phone": "(713) 273-7300 ext. 3280"})
    seed_small()
    with Session(small_engine) as session:
        phone = session.scalars(select(Phone).where(Phone.location_id.is_not(None))).one()
    assert (phone.number, phone.extension) == ("+17132737300", 3280)
