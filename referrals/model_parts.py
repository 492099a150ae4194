"""Columns that several tables share; it refuses to define any table itself."""

from datetime import date

from sqlalchemy import Date, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(DeclarativeBase):
    """The declarative root of every table of the directory."""

    metadata = MetaData(naming_convention=NAMING)


class Identified:
    """A record with a UUID as text, as HSDS asks."""

    id: Mapped[str] = mapped_column(String(36), primary_key=True)


class Sourced:
    """Where a record comes from, and of what day its content is."""

    source: Mapped[str] = mapped_column(String(200))
    source_date: Mapped[date | None] = mapped_column(Date)


class Assured:
    """When staff last verified a record and who did; NULL means that no staff member has."""

    assured_date: Mapped[date | None] = mapped_column(Date)
    assurer: Mapped[str | None] = mapped_column(String(200))
