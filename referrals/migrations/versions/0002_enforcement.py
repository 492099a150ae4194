"""The tables of ICE's own lists; they are read anew from their files, so nothing is carried over."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = ("agreement", "field_office", "office_area", "detention_facility")


def upgrade() -> None:
    """Create the four tables."""
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("state", sa.String(2), nullable=False, index=True),
        _text("agency", 200),
        _text("agency_type", 30),
        _text("support_type", 40),
        _text("counties", 60),
        sa.Column("signed", sa.Date, nullable=False),
        _list_date(),
    )
    op.create_table(
        "field_office",
        _text("office", 60, key=True),
        _text("city", 60),
        _text("state", 2),
        _text("phone", 10),
        _list_date(),
    )
    op.create_table(
        "office_area",
        _text("state", 2, key=True),
        _text("county", 5, key=True),
        _text("office", 60, key=True),
    )
    op.create_table(
        "detention_facility",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("name", 120),
        sa.Column("normalized", sa.String(120), nullable=False, index=True),
        _text("city", 60),
        _text("state", 2),
        _text("zip", 5),
        _text("office", 60),
        _list_date(),
    )


def downgrade() -> None:
    """Drop the four tables."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _text(name: str, size: int, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(size), primary_key=key, nullable=False)


def _list_date() -> sa.Column[object]:
    return sa.Column("list_date", sa.Date, nullable=False)
