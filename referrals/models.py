"""Organizations, services and locations in HSDS 3.1 names; it holds no queries and no rules.

Columns without a remark are those of HSDS 3.1; ours are said to be so.
"""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Boolean, Date, DateTime, ForeignKey, Index, Integer, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from referrals.model_details import (
    Address,
    CostOption,
    Language,
    OrganizationIdentifier,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceArea,
)
from referrals.model_parts import Code, Identified, Noted, Sourced, Spoken, Table, Withheld, Words


class Organization(Identified, Sourced, Spoken, Noted, Table):
    """A body that helps people."""

    __tablename__ = "organization"
    name: Mapped[Words]
    alternate_name: Mapped[Words | None]
    description: Mapped[Words] = mapped_column(default="")
    email: Mapped[Words | None]
    website: Mapped[Words | None]
    tax_status: Mapped[Words | None]
    tax_id: Mapped[Words | None]
    year_incorporated: Mapped[int | None] = mapped_column(Integer)
    legal_status: Mapped[Words | None]
    logo: Mapped[Words | None]
    uri: Mapped[Words | None]
    parent_organization_id: Mapped[str | None] = mapped_column(
        ForeignKey("organization.id"), index=True
    )
    identifiers: Mapped[list[OrganizationIdentifier]] = relationship(cascade="all, delete-orphan")
    phones: Mapped[list[Phone]] = relationship(cascade="all, delete-orphan")
    services: Mapped[list["Service"]] = relationship(back_populates="organization")
    locations: Mapped[list["Location"]] = relationship()


class Program(Identified, Table):
    """A named part of an organization's work."""

    __tablename__ = "program"
    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[Words]
    alternate_name: Mapped[Words | None]
    description: Mapped[Words] = mapped_column(default="")


class Location(Identified, Sourced, Spoken, Noted, Table):
    """A place where an organization can be reached.

    Ours is `geo_precision`: what the point is the middle of, "address", "zip" or "city".
    """

    __tablename__ = "location"
    __table_args__ = (Index("ix_location_point", "latitude", "longitude"),)
    organization_id: Mapped[str | None] = mapped_column(ForeignKey("organization.id"), index=True)
    location_type: Mapped[Code] = mapped_column(default="physical")
    url: Mapped[Words | None]
    name: Mapped[Words | None]
    alternate_name: Mapped[Words | None]
    description: Mapped[Words | None]
    transportation: Mapped[Words | None]
    latitude: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    longitude: Mapped[Decimal | None] = mapped_column(Numeric(9, 6))
    external_identifier: Mapped[Words | None]
    external_identifier_type: Mapped[Words | None]
    geo_precision: Mapped[str | None] = mapped_column(String(10))
    addresses: Mapped[list[Address]] = relationship(cascade="all, delete-orphan")
    phones: Mapped[list[Phone]] = relationship(cascade="all, delete-orphan")
    schedules: Mapped[list[Schedule]] = relationship(cascade="all, delete-orphan")


class Service(Identified, Sourced, Spoken, Noted, Withheld, Table):
    """Help that an organization gives, at its locations or wherever its areas say.

    Ours: `kind` ("legal_help", or "rapid_response" for the lines that answer to raids),
    `taking_cases` (None: not known), `detained` ("only", "also", "no"; None: not known), `cost`
    ("free", "low", "full"; None: not known), `by_appointment`, and what the last verification
    says: `verified_how` ("call", "visit", "email", "website", "written"), `due_date` of the next
    one. `assured_date` is NULL where no staff member has verified.
    """

    __tablename__ = "service"
    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id"), index=True)
    program_id: Mapped[str | None] = mapped_column(ForeignKey("program.id"), index=True)
    name: Mapped[Words]
    alternate_name: Mapped[Words | None]
    description: Mapped[Words | None]
    url: Mapped[Words | None]
    email: Mapped[Words | None]
    status: Mapped[Code] = mapped_column(default="active")
    interpretation_services: Mapped[Words | None]
    application_process: Mapped[Words | None]
    fees_description: Mapped[Words | None]
    wait_time: Mapped[Words | None]
    fees: Mapped[Words | None]
    accreditations: Mapped[Words | None]
    eligibility_description: Mapped[Words | None]
    minimum_age: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    maximum_age: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    assured_date: Mapped[date | None] = mapped_column(Date)
    assurer_email: Mapped[Words | None]
    licenses: Mapped[Words | None]
    alert: Mapped[Words | None]
    last_modified: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    kind: Mapped[Code] = mapped_column(default="legal_help")
    taking_cases: Mapped[bool | None] = mapped_column(Boolean)
    detained: Mapped[Code | None]
    cost: Mapped[Code | None]
    by_appointment: Mapped[bool | None] = mapped_column(Boolean)
    verified_how: Mapped[Code | None]
    due_date: Mapped[date | None] = mapped_column(Date, index=True)
    organization: Mapped[Organization] = relationship(back_populates="services")
    languages: Mapped[list[Language]] = relationship(cascade="all, delete-orphan")
    areas: Mapped[list[ServiceArea]] = relationship(cascade="all, delete-orphan")
    phones: Mapped[list[Phone]] = relationship(cascade="all, delete-orphan")
    schedules: Mapped[list[Schedule]] = relationship(cascade="all, delete-orphan")
    cost_options: Mapped[list[CostOption]] = relationship(cascade="all, delete-orphan")
    documents: Mapped[list[RequiredDocument]] = relationship(cascade="all, delete-orphan")
    at_locations: Mapped[list["ServiceAtLocation"]] = relationship(cascade="all, delete-orphan")


class ServiceAtLocation(Identified, Table):
    """That a service is given at a location."""

    __tablename__ = "service_at_location"
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id"), index=True)
    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"), index=True)
    description: Mapped[Words | None]
    location: Mapped[Location] = relationship()
