"""A spreadsheet without ids is about the services that are there, and doubles none of them."""

import csv
import io

import pytest
from sqlalchemy import Engine

from referrals.importing.plan import plan_import
from referrals.importing.template import export_csv
from referrals.importing.template_columns import IDS
from referrals.records import Records
from tests.referrals.bringing import bring, carry_out, look, names, template
from tests.referrals.small_records import office, put, together
from tests.referrals.template_files import as_csv, full, read

CASA = "s Casa Segura Houston"
HERE = {"organization": "Casa Segura", "city": "Houston", "state": "TX"}
STREET = {"street": "1 Main Street"}
PHONE = {"phone": "713-555-0100"}


def without_ids(current: Records, **changed: str) -> str:
    """Return an export without its columns of ids, each row changed alike."""
    rows = csv.DictReader(io.StringIO(export_csv(current).decode("utf-8-sig")))
    return as_csv(*({k: v for k, v in (row | changed).items() if k not in IDS} for row in rows))


def test_an_export_without_its_ids_changes_nothing() -> None:
    current = together(full(), office("Refugio", number="+17135550109"))
    plan = plan_import(current, read(without_ids(current), current), whole=True)
    assert (plan.problems, plan.differences) == ((), ())
    assert plan.services.untouched == 3


@pytest.mark.parametrize(
    "row",
    [
        HERE | STREET | PHONE,
        HERE | PHONE,
        HERE,
        HERE | STREET | {"phone": "713-555-0177"},
        HERE | {"street": "1 MAIN ST."} | PHONE,
        HERE | STREET | PHONE | {"organization": "The Casa Segura, Inc."},
        HERE | STREET | PHONE | {"service": "immigration legal HELP"},
        HERE | STREET | PHONE | {"service": ""},
        {"organization": "Casa Segura", "service": "", "phone": "(713) 555-0100"},
    ],
)
def test_a_row_is_known_by_its_words_however_they_are_written(row: dict[str, str]) -> None:
    current = together(office(), office(city="Katy", number="+17135550101"))
    reading = read(as_csv(row | {"cost": "free"}), current)
    assert reading.problems == ()
    assert list(reading.records["service"]) == [CASA]
    assert reading.records["service"][CASA]["cost"] == "free"
    assert plan_import(current, reading).services.added == 0


@pytest.mark.parametrize(
    "row",
    [
        HERE | STREET | {"organization": "Refugio"},
        HERE | STREET | {"service": "Asylum clinic"},
        HERE | PHONE | {"street": "9 Oak Street"},
        HERE | {"phone": "713-555-0177"},
        HERE | PHONE | {"city": "Katy"},
    ],
)
def test_a_row_of_another_name_place_or_number_is_a_new_one(row: dict[str, str]) -> None:
    current = office()
    assert plan_import(current, read(as_csv(row), current)).services.added == 1


@pytest.mark.parametrize("row", [HERE | STREET | PHONE, HERE | PHONE, HERE])
def test_a_row_that_could_be_several_is_a_mistake_that_names_them(row: dict[str, str]) -> None:
    current = together(office(), office(mark=" again"))
    reading = read(as_csv(row, HERE | {"organization": "Refugio"}), current)
    told = [(p.line, p.column, p.code, p.right) for p in reading.problems]
    both = f"{CASA}; {CASA} again"
    assert told == [(2, "service id", "several_known", both)]
    assert CASA not in reading.records["service"]


def test_the_number_tells_two_services_at_one_address_apart() -> None:
    current = together(office(), office(mark="!", number="+17135550101"))
    row = HERE | STREET | {"phone": "713-555-0101"}
    assert list(read(as_csv(row), current).records["service"]) == [f"{CASA}!"]


def test_an_id_decides_against_the_words() -> None:
    current = together(office(), office(mark="!"))
    row = HERE | STREET | PHONE | {"service id": f"{CASA}!"}
    reading = read(as_csv(row), current)
    assert (reading.problems, list(reading.records["service"])) == ((), [f"{CASA}!"])


@pytest.mark.parametrize(("added", "swings"), [(20, False), (21, True)])
def test_more_than_half_of_the_directory_anew_has_to_be_confirmed(
    small_engine: Engine, added: int, swings: bool
) -> None:
    put(small_engine, together(*(office(f"Casa {n}") for n in range(40))))
    run = bring(small_engine, template(*(f"Refugio {n}" for n in range(added))))
    after = {"before": 40, "after": 40 + added, "removed": 0}
    assert look(small_engine, run).preview["swing"] == (after if swings else None)
    assert carry_out(small_engine, run).state == ("ready" if swings else "done")
    assert len(names(small_engine)) == (40 if swings else 40 + added)
