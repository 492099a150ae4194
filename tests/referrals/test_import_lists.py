"""Lists of the DOJ and of ICE come in by their own columns, and staff's word stays."""

import datetime

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from referrals.enforcement_models import Agreement
from referrals.history import UndoRefused
from referrals.importing import doj_roster, formats
from referrals.models import Organization, Service
from referrals.place_models import PlaceName, PlaceZip
from referrals.records import complete
from tests.referrals.bringing import bring, carry_out, look, names, take_back
from tests.referrals.small_records import DAY, all_of, office, put, together

ROSTER = "organization,street,city,state,zip,phone,recognition_expires,doj_status,roster_date\n"
SHEET = "STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE,SIGNED,MOA,ADDENDUM\n"
TEXAN = "TEXAS,{agency} ,County ,Harris County,Task Force Model ,2025-09-22,link,\n"


def test_the_rosters_rows_come_in_and_leave_staffs_word_alone(small_engine: Engine) -> None:
    with Session(small_engine) as session, session.begin():
        session.execute(
            insert(PlaceZip),
            {"zip": "77036", "city": "Houston", "state": "TX", "lat": "29.7", "lon": "-95.5"},
        )
    first = ROSTER + (
        "Refugio,1 Main St,Houston,TX,77036,713-555-0100,2027-01-01,Active,2026-09-19\n"
        "Amparo Legal,,Houston,TX,,713-555-0101,,Active,2026-09-19\n"
        "Closed Door,,Houston,TX,,713-555-0102,,Inactive,2026-09-19\n"
    )
    carry_out(small_engine, bring(small_engine, first.encode(), "doj_roster"))
    assert names(small_engine) == {"Refugio", "Amparo Legal"}
    with Session(small_engine) as session, session.begin():
        service = session.scalars(
            select(Service).join(Organization).where(Organization.name == "Amparo Legal")
        ).one()
        service.assured_date = DAY
    second = ROSTER + "Refugio,2 Main St,Houston,TX,77036,713-555-0100,2028-01-01,,2026-10-19\n"
    done = carry_out(small_engine, bring(small_engine, second.encode(), "doj_roster"))
    assert done.state == "done"
    rows = all_of(small_engine)
    assert names(small_engine) == {"Refugio", "Amparo Legal"}
    assert {row["address_1"] for row in rows["address"].values()} == {"2 Main St", ""}
    assert datetime.date(2028, 1, 1) in {
        row["expires"] for row in rows["organization_identifier"].values()
    }
    assert {str(row["geo_precision"]) for row in rows["location"].values()} == {"zip", "None"}


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (",,Houston,TX,,,,,2026-09-19", "organization", "missing"),
        ("A,,Houston,Texas,,,,,2026-09-19", "state", "state_code"),
        ("A,,Houston,TX,7703,,,,2026-09-19", "zip", "zip_digits"),
        ("A,,Houston,TX,,855-488-6423,,,2026-09-19", "phone", "refused_number"),
        ("A,,Houston,TX,,,soon,,2026-09-19", "expires", "day"),
        ("A,,Houston,TX,,,,,", "roster date", "missing"),
    ],
)
def test_a_bad_row_of_the_roster_is_told(row: str, column: str, code: str) -> None:
    found = doj_roster.read_roster("r.csv", (ROSTER + row).encode(), formats.Context({}, DAY))
    assert [(p.line, p.column, p.code) for p in found.problems] == [(2, column, code)]
    assert not any(found.records.values())


def test_a_bad_number_costs_the_number_and_not_the_office() -> None:
    row = "A,,Houston,TX,,12,,,2026-09-19"
    found = doj_roster.read_roster("r.csv", (ROSTER + row).encode(), formats.Context({}, DAY))
    assert [(p.code, p.row_is_left_out) for p in found.problems] == [("phone_number", False)]
    assert len(found.records["service"]) == 1


def test_the_list_of_pro_bono_providers_leaves_national_lines_alone(small_engine: Engine) -> None:
    line = office("Detention Line", source=doj_roster.PRO_BONO)
    service = "s Detention Line Houston"
    area = {"id": "x", "service_id": service, "extent": "US", "extent_type": "country"}
    line["phone"]["p Detention Line Houston"] |= {"location_id": None, "service_id": service}
    put(small_engine, together(line, {"service_area": {"x": complete("service_area", area)}}))
    head = "organization,city,state,phone,languages,list_date\n"
    rows = head + (
        "Refugio,Houston,TX,713-555-0101,Spanish; English,2026-12\n"
        "The Line,Houston,TX,713-555-0100,,2026-12\n"
    )
    content = rows.encode()
    carry_out(small_engine, bring(small_engine, content, "doj_pro_bono"))
    assert names(small_engine) == {"Detention Line", "Refugio"}


def agreements(engine: Engine) -> list[tuple[str, str, datetime.date]]:
    with Session(engine) as session:
        rows = session.scalars(select(Agreement).order_by(Agreement.id))
        return [(row.agency, row.counties, row.list_date) for row in rows]


def test_ices_sheet_replaces_the_list_and_can_be_taken_back(either_engine: Engine) -> None:
    county = {"id": 1, "normalized": "harris county", "kind": "county", "display": "Harris County"}
    place = county | {"state": "TX", "weight": 1.0, "counties": "48201"}
    with Session(either_engine) as session, session.begin():
        session.execute(insert(PlaceName), place)
    old, new = DAY - datetime.timedelta(days=9), DAY
    first = (SHEET + TEXAN.format(agency="Old Sheriff")).encode()
    carry_out(either_engine, bring(either_engine, first, "ice_287g", old))
    second = (SHEET + TEXAN.format(agency="New Sheriff")).encode()
    run = bring(either_engine, second, "ice_287g", new)
    shown = look(either_engine, run).preview
    assert shown["counts"] == {
        "agreement": {"added": 1, "changed": 0, "removed": 1, "untouched": 0, "kept": 0}
    }
    carry_out(either_engine, run)
    assert agreements(either_engine) == [("New Sheriff", "48201", new)]
    take_back(either_engine, run)
    assert agreements(either_engine) == [("Old Sheriff", "48201", old)]


def test_a_list_is_not_taken_back_over_a_later_one(small_engine: Engine) -> None:
    ids = []
    for agency in ("One", "Two"):
        content = (SHEET + TEXAN.format(agency=agency)).encode()
        ids.append(bring(small_engine, content, "ice_287g", DAY))
        carry_out(small_engine, ids[-1])
    with pytest.raises(UndoRefused):
        take_back(small_engine, ids[0])
    assert [row[0] for row in agreements(small_engine)] == ["Two"]


def test_a_list_with_far_fewer_agreements_waits_until_that_is_accepted(
    small_engine: Engine,
) -> None:
    many = SHEET + "".join(TEXAN.format(agency=f"Sheriff {n}") for n in range(40))
    carry_out(small_engine, bring(small_engine, many.encode(), "ice_287g", DAY))
    few = SHEET + TEXAN.format(agency="Sheriff 1")
    run = bring(small_engine, few.encode(), "ice_287g", DAY)
    assert carry_out(small_engine, run).state == "ready"
    assert len(agreements(small_engine)) == 40
    assert carry_out(small_engine, run, accept_swing=True).state == "done"


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("TEKSAS,A,County,,Task Force Model,2025-01-01", "state", "state_code"),
        ("TEXAS,,County,,Task Force Model,2025-01-01", "law enforcement agency", "missing"),
        ("TEXAS,A,County,,Task Force Model,soon", "signed", "day"),
        ("TEXAS,A,County,,Task Force Model,2030-01-01", "signed", "day_in_future"),
        ("TEXAS,A,County,," + "x" * 50 + ",2025-01-01", "support type", "not_of_list"),
    ],
)
def test_a_bad_row_of_ices_sheet_is_told(
    small_engine: Engine, row: str, column: str, code: str
) -> None:
    run = look(small_engine, bring(small_engine, (SHEET + row).encode(), "ice_287g", DAY))
    found = run.preview["problems"]
    assert [(p["line"], p["column"], p["code"]) for p in found] == [(2, column, code)]  # type: ignore[attr-defined]
    assert run.state == "refused"
