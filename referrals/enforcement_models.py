"""The look-up tables of what ICE publishes; seeding rewrites them whole, nothing points at them."""

from datetime import date

from sqlalchemy import Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from referrals.model_parts import Table


class Agreement(Table):
    """One 287(g) agreement of ICE's list: an agency, one of the three models, the day of signing.

    `counties` holds FIPS codes, "fips fips", empty where neither the list nor the agency's name
    tells; `agency_type` and `support_type` are the list's own words.
    """

    __tablename__ = "agreement"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    state: Mapped[str] = mapped_column(String(2), index=True)
    agency: Mapped[str] = mapped_column(String(200))
    agency_type: Mapped[str] = mapped_column(String(30))
    support_type: Mapped[str] = mapped_column(String(40))
    counties: Mapped[str] = mapped_column(String(60))
    signed: Mapped[date] = mapped_column(Date)
    list_date: Mapped[date] = mapped_column(Date)


class FieldOffice(Table):
    """An ICE field office; `phone` is ten digits, empty where ICE prints none."""

    __tablename__ = "field_office"
    office: Mapped[str] = mapped_column(String(60), primary_key=True)
    city: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(2))
    phone: Mapped[str] = mapped_column(String(10))
    list_date: Mapped[date] = mapped_column(Date)


class OfficeArea(Table):
    """Which field office a county belongs to; an empty county stands for the whole state."""

    __tablename__ = "office_area"
    state: Mapped[str] = mapped_column(String(2), primary_key=True)
    county: Mapped[str] = mapped_column(String(5), primary_key=True)
    office: Mapped[str] = mapped_column(String(60), primary_key=True)


class DetentionFacility(Table):
    """A place where ICE holds people; `normalized` is the part of its name that is its own."""

    __tablename__ = "detention_facility"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    normalized: Mapped[str] = mapped_column(String(120), index=True)
    city: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(2))
    zip: Mapped[str] = mapped_column(String(5))
    office: Mapped[str] = mapped_column(String(60))
    list_date: Mapped[date] = mapped_column(Date)
