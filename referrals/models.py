"""The tables of organizations in HSDS 3.1 names; it holds no queries and no rules."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Boolean, Date, ForeignKey, Index, Integer, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from referrals.model_parts import Assured, Identified, Sourced, Table


class Organization(Identified, Sourced, Assured, Table):
    """A body that helps people; HSDS `organization`."""

    __tablename__ = "organization"
    name: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str | None] = mapped_column(String(200))
    website: Mapped[str | None] = mapped_column(String(300))
    identifiers: Mapped[list["OrganizationIdentifier"]] = relationship(cascade="all, delete-orphan")


class OrganizationIdentifier(Identified, Sourced, Table):
    """A third party's mark on an organization, for example DOJ recognition."""

    __tablename__ = "organization_identifier"
    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id"), index=True)
    identifier_type: Mapped[str] = mapped_column(String(50))
    identifier: Mapped[str] = mapped_column(String(300))
    expires: Mapped[date | None] = mapped_column(Date)
    renewal_pending: Mapped[bool] = mapped_column(Boolean, default=False)


class Location(Identified, Sourced, Assured, Table):
    """A place where an organization can be reached; `geo_precision` is "zip" or "city"."""

    __tablename__ = "location"
    __table_args__ = (Index("ix_location_point", "latitude", "longitude"),)
    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id"), index=True)
    location_type: Mapped[str] = mapped_column(String(20), default="physical")
    name: Mapped[str | None] = mapped_column(String(300))
    latitude: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    longitude: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    geo_precision: Mapped[str | None] = mapped_column(String(10))
    addresses: Mapped[list["Address"]] = relationship(cascade="all, delete-orphan")
    phones: Mapped[list["Phone"]] = relationship(cascade="all, delete-orphan")


class Address(Identified, Table):
    """A postal address; `address_1` is empty where the source names only the city."""

    __tablename__ = "address"
    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"), index=True)
    address_1: Mapped[str] = mapped_column(String(300), default="")
    city: Mapped[str] = mapped_column(String(100))
    state_province: Mapped[str] = mapped_column(String(2), index=True)
    postal_code: Mapped[str] = mapped_column(String(10), default="")
    country: Mapped[str] = mapped_column(String(2), default="US")
    address_type: Mapped[str] = mapped_column(String(20), default="physical")


class Service(Identified, Sourced, Assured, Table):
    """Help that an organization gives, at one location or nationwide."""

    __tablename__ = "service"
    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id"), index=True)
    location_id: Mapped[str | None] = mapped_column(ForeignKey("location.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(String(20), default="active")
    application_process: Mapped[str | None] = mapped_column(Text)
    fees_description: Mapped[str | None] = mapped_column(String(200))
    eligibility: Mapped[str | None] = mapped_column(String(30))
    languages: Mapped[list["Language"]] = relationship(cascade="all, delete-orphan")
    areas: Mapped[list["ServiceArea"]] = relationship(cascade="all, delete-orphan")
    phones: Mapped[list["Phone"]] = relationship(cascade="all, delete-orphan")
    organization: Mapped[Organization] = relationship()
    location: Mapped[Location | None] = relationship()


class Phone(Identified, Sourced, Table):
    """A telephone number in E.164 form, of a location or of a nationwide service."""

    __tablename__ = "phone"
    location_id: Mapped[str | None] = mapped_column(ForeignKey("location.id"), index=True)
    service_id: Mapped[str | None] = mapped_column(ForeignKey("service.id"), index=True)
    number: Mapped[str] = mapped_column(String(20))
    extension: Mapped[int | None] = mapped_column(Integer)
    description: Mapped[str | None] = mapped_column(String(200))


class Language(Identified, Table):
    """A language of a service; `code` is BCP 47, NULL where the source has only a remark."""

    __tablename__ = "language"
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    code: Mapped[str | None] = mapped_column(String(20))


class ServiceArea(Identified, Table):
    """Where a service is for; `extent` "US" with type "country" means nationwide."""

    __tablename__ = "service_area"
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id"), index=True)
    extent: Mapped[str] = mapped_column(String(50), index=True)
    extent_type: Mapped[str] = mapped_column(String(20))


class SeedRun(Table):
    """The fingerprint of the data files that were last brought in."""

    __tablename__ = "seed_run"
    name: Mapped[str] = mapped_column(String(50), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
