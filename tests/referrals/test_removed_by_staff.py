"""What staff took out stays out when public lists come again, until staff bring it back."""

from collections.abc import Callable

from sqlalchemy import Engine

from referrals.importing.template import export_csv
from referrals.seeding import SeedReport
from tests.referrals.bringing import bring, carry_out, look, names
from tests.referrals.small_records import all_of

type Write = Callable[..., None]
type Run = Callable[[], SeedReport]
CASA = {"city": "Houston", "state": "TX", "phone": "+17132737300", "source": "EOIR R&A roster"}
REFUGIO = CASA | {"organization": "Refugio", "phone": "+17132716100"}
SHEET = (
    "organization,city,state,phone,roster date\n"
    "Casa Segura,Houston,TX,713-273-7300,2026-10-01\n"
    "Refugio,Houston,TX,713-271-6100,2026-10-01\n"
)


def _without(engine: Engine, name: str) -> bytes:
    """Return the directory as staff's spreadsheet, less what they took out of it."""
    lines = export_csv(all_of(engine)).decode("utf-8-sig").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(name)).encode()


def test_what_staff_left_out_of_their_whole_list_stays_removed_until_they_bring_it_back(
    write_offices: Write, seed_small: Run, small_engine: Engine
) -> None:
    write_offices(CASA, REFUGIO)
    seed_small()
    everything = export_csv(all_of(small_engine))
    carry_out(small_engine, bring(small_engine, _without(small_engine, "Refugio"), whole=True))
    left = {"Casa Segura", "Detention Line"}
    assert names(small_engine) == left

    preview = look(small_engine, bring(small_engine, SHEET.encode(), "doj_roster")).preview
    assert preview["services"]["added"] == 0
    write_offices(CASA | {"intake": "Closed"}, REFUGIO)
    assert seed_small().changed
    assert names(small_engine) == left

    carry_out(small_engine, bring(small_engine, everything))
    write_offices(CASA | {"intake": "Open"}, REFUGIO)
    seed_small()
    assert names(small_engine) == left | {"Refugio"}


def test_what_a_newer_roster_no_longer_had_comes_back_with_one_that_has_it_again(
    write_offices: Write, seed_small: Run, small_engine: Engine
) -> None:
    write_offices(CASA, REFUGIO)
    seed_small()
    shorter, again = SHEET.splitlines(keepends=True)[:2], SHEET.replace("10-01", "11-01")
    carry_out(small_engine, bring(small_engine, "".join(shorter).encode(), "doj_roster"))
    assert "Refugio" not in names(small_engine)
    carry_out(small_engine, bring(small_engine, again.encode(), "doj_roster"))
    assert "Refugio" in names(small_engine)
