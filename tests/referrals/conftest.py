"""Seeded directories for the tests: the shipped one, read once, and a small one to change."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from referrals.database import migrate, open_engine
from referrals.seeding import SeedReport, seed
from tests.databases import KINDS, empty_database
from tests.referrals.hsds_records import one_of_each, put

SHIPPED = Path(__file__).parents[2] / "data" / "directory"
with (SHIPPED / "organizations.csv").open(encoding="utf-8") as _file:
    OFFICE_COLUMNS = next(csv.reader(_file))
NATIONAL = """
[[line]]
organization = "Detention Line"
phone = "+18556416081"
eligibility = "detained"
source = "Pro Bono List"
source_date = 2026-07-01
"""
_SMALL = {
    "national_lines.toml": NATIONAL,
    "counties.csv": "fips,name,state\n48201,Harris County,TX\n",
    "states.csv": "code,name,also\nTX,Texas,Tejas\n",
    "nicknames.csv": "name,place,state\nH-Town,Houston,TX\n",
    "zips/7.csv": "zip,lat,lon,city,state\n77036,29.6984,-95.5405,Houston,TX\n",
    "zip_counties/7.csv": "zip,county,ratio\n77036,48201,1.0\n",
    "names/cities_h.csv": "name,kind,state,lat,lon,weight,counties\n"
    "Houston,city,TX,29.7979,-95.4198,104.5,48201\n",
}


def office_line(**values: str) -> str:
    """Return one line of organizations.csv; what is not given is a sound office in Houston."""
    sound = {
        "organization": "Casa Segura",
        "city": "Houston",
        "state": "TX",
        "phone": "+17132737300",
        "source": "a roster",
        "source_date": "2026-09-19",
        "lat": "29.70",
        "lon": "-95.54",
        "geo_precision": "zip",
    }
    row = sound | values
    return ",".join(f'"{row.get(column, "")}"' for column in OFFICE_COLUMNS)


type WriteOffices = Callable[..., None]


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """A data folder with one town and one national line."""
    folder = tmp_path / "data"
    for name, text in _SMALL.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def write_offices(small_folder: Path) -> WriteOffices:
    """Replace organizations.csv of the small folder."""

    def write(*rows: dict[str, str]) -> None:
        lines = [",".join(OFFICE_COLUMNS), *(office_line(**row) for row in rows)]
        (small_folder / "organizations.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    return write


@pytest.fixture
def small_engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty directory with the newest schema."""
    url = f"sqlite:///{tmp_path / 'small.db'}"
    migrate(url)
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def empty_engine(tmp_path: Path) -> Iterator[Engine]:
    """Another empty directory."""
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    migrate(url)
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def full_engine(small_engine: Engine) -> Engine:
    """A directory with one record in every table, every column filled."""
    put(small_engine, one_of_each())
    return small_engine


@pytest.fixture(params=KINDS)
def either_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty directory with the newest schema, on each kind of database."""
    with empty_database(request.param, tmp_path) as url:
        migrate(url)
        engine = open_engine(url)
        yield engine
        engine.dispose()


@pytest.fixture
def seed_small(small_engine: Engine, small_folder: Path) -> Callable[[], SeedReport]:
    """Seed the small directory from the small folder."""
    return lambda: seed(small_engine, small_folder, lambda _line: None)


@pytest.fixture(scope="session")
def shipped_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The shipped directory, seeded once for the whole run and opened read-only."""
    url = f"sqlite:///{tmp_path_factory.mktemp('shipped') / 'directory.db'}"
    migrate(url)
    writer = open_engine(url)
    seed(writer, SHIPPED, lambda _line: None)
    writer.dispose()
    engine = open_engine(url, read_only=True)
    yield engine
    engine.dispose()


@pytest.fixture
def shipped(shipped_engine: Engine) -> Iterator[Session]:
    """A read-only session on the shipped directory."""
    with Session(shipped_engine) as session:
        yield session
