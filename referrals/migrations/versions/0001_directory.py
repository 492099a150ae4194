"""The first tables of the directory; it creates them and puts no data in."""

from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "organization",
    "organization_identifier",
    "location",
    "address",
    "service",
    "phone",
    "language",
    "service_area",
    "place_zip",
    "place_zip_county",
    "place_county",
    "place_name",
    "seed_run",
)


def upgrade() -> None:
    """Create every table, the ones that others point at first."""
    _create_organizations()
    _create_locations()
    _create_services()
    _create_phones()
    _create_service_details()
    _create_zips()
    _create_place_names()
    op.create_table("seed_run", _text("name", 50, key=True), _text("fingerprint", 64))


def downgrade() -> None:
    """Drop every table with its data, the ones that point at others first."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_organizations() -> None:
    op.create_table(
        "organization",
        _text("id", 36, key=True),
        _text("name", 300),
        sa.Column("description", sa.Text, nullable=False),
        _text("email", 200, null=True),
        _text("website", 300, null=True),
        *_source(),
        *_assurance(),
    )
    op.create_table(
        "organization_identifier",
        _text("id", 36, key=True),
        _reference("organization"),
        _text("identifier_type", 50),
        _text("identifier", 300),
        sa.Column("expires", sa.Date),
        sa.Column("renewal_pending", sa.Boolean, nullable=False),
        *_source(),
    )


def _create_locations() -> None:
    op.create_table(
        "location",
        _text("id", 36, key=True),
        _reference("organization"),
        _text("location_type", 20),
        _text("name", 300, null=True),
        sa.Column("latitude", sa.Numeric(9, 6)),
        sa.Column("longitude", sa.Numeric(9, 6)),
        _text("geo_precision", 10, null=True),
        *_source(),
        *_assurance(),
    )
    op.create_index("ix_location_point", "location", ["latitude", "longitude"])
    op.create_table(
        "address",
        _text("id", 36, key=True),
        _reference("location"),
        _text("address_1", 300),
        _text("city", 100),
        _text("state_province", 2, index=True),
        _text("postal_code", 10),
        _text("country", 2),
        _text("address_type", 20),
    )


def _create_services() -> None:
    op.create_table(
        "service",
        _text("id", 36, key=True),
        _reference("organization"),
        _reference("location", null=True),
        _text("name", 200),
        sa.Column("description", sa.Text, nullable=False),
        _text("status", 20),
        sa.Column("application_process", sa.Text),
        _text("fees_description", 200, null=True),
        _text("eligibility", 30, null=True),
        *_source(),
        *_assurance(),
    )


def _create_phones() -> None:
    op.create_table(
        "phone",
        _text("id", 36, key=True),
        _reference("location", null=True),
        _reference("service", null=True),
        _text("number", 20),
        sa.Column("extension", sa.Integer),
        _text("description", 200, null=True),
        *_source(),
    )


def _create_service_details() -> None:
    op.create_table(
        "language",
        _text("id", 36, key=True),
        _reference("service"),
        _text("name", 100),
        _text("code", 20, null=True),
    )
    op.create_table(
        "service_area",
        _text("id", 36, key=True),
        _reference("service"),
        _text("extent", 50, index=True),
        _text("extent_type", 20),
    )


def _create_zips() -> None:
    op.create_table(
        "place_zip",
        _text("zip", 5, key=True),
        *_point(),
        _text("city", 100),
        _text("state", 2),
    )
    op.create_table(
        "place_zip_county",
        _text("zip", 5, key=True),
        _text("county", 5, key=True),
        sa.Column("ratio", sa.Float, nullable=False),
    )


def _create_place_names() -> None:
    op.create_table(
        "place_county",
        _text("fips", 5, key=True),
        _text("name", 100),
        _text("state", 2),
    )
    op.create_table(
        "place_name",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("normalized", 100, index=True),
        _text("kind", 20),
        _text("display", 100),
        _text("state", 2),
        *_point(),
        sa.Column("weight", sa.Float, nullable=False),
        _text("counties", 60),
    )


def _text(
    name: str, size: int, *, key: bool = False, null: bool = False, index: bool = False
) -> sa.Column[str]:
    return sa.Column(name, sa.String(size), primary_key=key, nullable=null, index=index)


def _reference(table: str, *, null: bool = False) -> sa.Column[str]:
    target = sa.ForeignKey(f"{table}.id")
    return sa.Column(f"{table}_id", sa.String(36), target, nullable=null, index=True)


def _source() -> tuple[sa.Column[str], sa.Column[date]]:
    return _text("source", 200), sa.Column("source_date", sa.Date)


def _assurance() -> tuple[sa.Column[date], sa.Column[str]]:
    return sa.Column("assured_date", sa.Date), _text("assurer", 200, null=True)


def _point() -> tuple[sa.Column[Decimal], sa.Column[Decimal]]:
    return sa.Column("lat", sa.Numeric(9, 6)), sa.Column("lon", sa.Numeric(9, 6))
