"""Columns that several tables share; it refuses to define any table itself."""

from datetime import date
from typing import Annotated

from sqlalchemy import JSON, Boolean, Date, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

Words = Annotated[str, mapped_column(Text)]
"""Text of any length: HSDS sets no limit, and PostgreSQL would refuse what is longer."""

Code = Annotated[str, mapped_column(String(40))]
"""One word out of a known list."""


class Table(DeclarativeBase):
    """The declarative root of every table of the directory."""

    metadata = MetaData(naming_convention=NAMING)


class Identified:
    """A record with a UUID as text, as HSDS asks."""

    id: Mapped[str] = mapped_column(String(36), primary_key=True)


class Sourced:
    """Where a record comes from, of what day its content is, and what staff keep of it.

    `kept_fields` names the columns that staff set: a refresh of public data leaves them alone.
    """

    source: Mapped[str] = mapped_column(String(200), default="staff")
    source_date: Mapped[date | None] = mapped_column(Date)
    kept_fields: Mapped[list[str]] = mapped_column(JSON, default=list)


class Spoken:
    """Text of a record in other languages: {"es": {"description": "..."}}, keys of BCP 47."""

    texts: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON, default=dict)


class Noted:
    """What staff tell each other; no person who texts ever sees it."""

    staff_notes: Mapped[Words | None]


class Withheld:
    """Whether staff took a record out of what people get, without deleting it."""

    is_withheld: Mapped[bool] = mapped_column(Boolean, default=False)
