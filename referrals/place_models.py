"""The look-up tables of places; seeding rewrites them whole, so nothing may point at their rows."""

from decimal import Decimal

from sqlalchemy import Float, Index, Integer, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from referrals.model_parts import Table


class PlaceZip(Table):
    """A ZIP code in use; without a point where nobody publishes one (military, some PO boxes)."""

    __tablename__ = "place_zip"
    zip: Mapped[str] = mapped_column(String(5), primary_key=True)
    lat: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    lon: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    city: Mapped[str] = mapped_column(String(100))
    state: Mapped[str] = mapped_column(String(2))


class PlaceZipCounty(Table):
    """The share (0 to 1) of a ZIP's addresses in one county; a ZIP can lie in several."""

    __tablename__ = "place_zip_county"
    zip: Mapped[str] = mapped_column(String(5), primary_key=True)
    county: Mapped[str] = mapped_column(String(5), primary_key=True)
    ratio: Mapped[float] = mapped_column(Float)


class PlaceCounty(Table):
    """The name of a county by its five-digit FIPS code."""

    __tablename__ = "place_county"
    fips: Mapped[str] = mapped_column(String(5), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    state: Mapped[str] = mapped_column(String(2))


class PlaceName(Table):
    """A name that people write for a place; `counties` is "fips fips".

    `weight` is its size in tens of thousands of people.
    """

    __tablename__ = "place_name"
    __table_args__ = (
        Index("ix_place_name_weight", "weight", "normalized", "kind"),
        Index("ix_place_name_state", "state", "normalized", "kind", "weight"),
    )
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    normalized: Mapped[str] = mapped_column(String(100), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    display: Mapped[str] = mapped_column(String(100))
    state: Mapped[str] = mapped_column(String(2))
    lat: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    lon: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    weight: Mapped[float] = mapped_column(Float)
    counties: Mapped[str] = mapped_column(String(60), default="")
