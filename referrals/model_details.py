"""What belongs to an organization, service or location, in HSDS 3.1 names; it holds no queries."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Boolean, Date, DateTime, ForeignKey, Integer, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from referrals.model_parts import Code, Identified, Sourced, Table, Words


def _of(table: str) -> Mapped[str | None]:
    return mapped_column(ForeignKey(f"{table}.id"), index=True)


class OrganizationIdentifier(Identified, Sourced, Table):
    """A third party's mark on an organization; ours are the expiry of DOJ recognition and whether
    its renewal is pending."""

    __tablename__ = "organization_identifier"
    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id"), index=True)
    identifier_scheme: Mapped[Words | None]
    identifier_type: Mapped[Words]
    identifier: Mapped[Words]
    expires: Mapped[date | None] = mapped_column(Date)
    renewal_pending: Mapped[bool] = mapped_column(Boolean, default=False)


class Url(Identified, Table):
    """A further web address of an organization or a service."""

    __tablename__ = "url"
    label: Mapped[Words | None]
    url: Mapped[Words]
    organization_id: Mapped[str | None] = _of("organization")
    service_id: Mapped[str | None] = _of("service")


class Funding(Identified, Table):
    """Who pays for an organization or a service."""

    __tablename__ = "funding"
    organization_id: Mapped[str | None] = _of("organization")
    service_id: Mapped[str | None] = _of("service")
    source: Mapped[Words | None]


class Contact(Identified, Table):
    """An office or role to speak to. Names of persons are refused by our imports."""

    __tablename__ = "contact"
    organization_id: Mapped[str | None] = _of("organization")
    service_id: Mapped[str | None] = _of("service")
    service_at_location_id: Mapped[str | None] = _of("service_at_location")
    location_id: Mapped[str | None] = _of("location")
    name: Mapped[Words | None]
    title: Mapped[Words | None]
    department: Mapped[Words | None]
    email: Mapped[Words | None]


class Phone(Identified, Sourced, Table):
    """A telephone number, in E.164 form where it is one of a public network.

    `type` is "voice", "text", "fax" ...; of the numbers of one owner that with the lowest
    `position` (ours) is given to people.
    """

    __tablename__ = "phone"
    location_id: Mapped[str | None] = _of("location")
    service_id: Mapped[str | None] = _of("service")
    organization_id: Mapped[str | None] = _of("organization")
    contact_id: Mapped[str | None] = _of("contact")
    service_at_location_id: Mapped[str | None] = _of("service_at_location")
    number: Mapped[Words]
    extension: Mapped[int | None] = mapped_column(Integer)
    type: Mapped[Code | None]
    description: Mapped[Words | None]
    position: Mapped[int] = mapped_column(Integer, default=0)


class Language(Identified, Table):
    """A language spoken at a service, location or phone; `code` is BCP 47 or ISO 639."""

    __tablename__ = "language"
    service_id: Mapped[str | None] = _of("service")
    location_id: Mapped[str | None] = _of("location")
    phone_id: Mapped[str | None] = _of("phone")
    name: Mapped[Words | None]
    code: Mapped[str | None] = mapped_column(String(20))
    note: Mapped[Words | None]


class Address(Identified, Table):
    """A postal address; `address_1` is empty where the source names only the city."""

    __tablename__ = "address"
    location_id: Mapped[str | None] = _of("location")
    attention: Mapped[Words | None]
    address_1: Mapped[Words] = mapped_column(default="")
    address_2: Mapped[Words | None]
    city: Mapped[Words]
    region: Mapped[Words | None]
    state_province: Mapped[str] = mapped_column(String(100), index=True)
    postal_code: Mapped[str] = mapped_column(String(20), default="")
    country: Mapped[str] = mapped_column(String(60), default="US")
    address_type: Mapped[Code] = mapped_column(default="physical")


class Accessibility(Identified, Table):
    """How people with disabilities can use a location."""

    __tablename__ = "accessibility"
    location_id: Mapped[str | None] = _of("location")
    description: Mapped[Words | None]
    details: Mapped[Words | None]
    url: Mapped[Words | None]


class Schedule(Identified, Table):
    """When a service or location is open: RFC 5545 rules, local times as "09:00"."""

    __tablename__ = "schedule"
    service_id: Mapped[str | None] = _of("service")
    location_id: Mapped[str | None] = _of("location")
    service_at_location_id: Mapped[str | None] = _of("service_at_location")
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    dtstart: Mapped[date | None] = mapped_column(Date)
    timezone: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))
    until: Mapped[date | None] = mapped_column(Date)
    count: Mapped[int | None] = mapped_column(Integer)
    wkst: Mapped[str | None] = mapped_column(String(2))
    freq: Mapped[str | None] = mapped_column(String(10))
    interval: Mapped[int | None] = mapped_column(Integer)
    byday: Mapped[Words | None]
    byweekno: Mapped[Words | None]
    bymonthday: Mapped[Words | None]
    byyearday: Mapped[Words | None]
    description: Mapped[Words | None]
    opens_at: Mapped[str | None] = mapped_column(String(20))
    closes_at: Mapped[str | None] = mapped_column(String(20))
    schedule_link: Mapped[Words | None]
    attending_type: Mapped[Words | None]
    notes: Mapped[Words | None]


class ServiceArea(Identified, Table):
    """Where a service is for.

    Types that we understand: "country" ("US"), "state" ("TX"), "county" (five digits of FIPS),
    "zip" ("77036"); any other is kept and says nothing to the ranking.
    """

    __tablename__ = "service_area"
    service_id: Mapped[str | None] = _of("service")
    service_at_location_id: Mapped[str | None] = _of("service_at_location")
    name: Mapped[Words | None]
    description: Mapped[Words | None]
    extent: Mapped[Words | None]
    extent_type: Mapped[Code | None]
    uri: Mapped[Words | None]


class CostOption(Identified, Table):
    """What a service costs; `amount` in units of `currency` (ISO 4217)."""

    __tablename__ = "cost_option"
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id"), index=True)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    option: Mapped[Words | None]
    currency: Mapped[str | None] = mapped_column(String(10))
    amount: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    amount_description: Mapped[Words | None]


class RequiredDocument(Identified, Table):
    """A document that people have to bring."""

    __tablename__ = "required_document"
    service_id: Mapped[str | None] = _of("service")
    document: Mapped[Words | None]
    uri: Mapped[Words | None]


class Unit(Identified, Table):
    """What a capacity is counted in."""

    __tablename__ = "unit"
    name: Mapped[Words]
    scheme: Mapped[Words | None]
    identifier: Mapped[Words | None]
    uri: Mapped[Words | None]


class ServiceCapacity(Identified, Table):
    """How much of a service is free on the day `updated`."""

    __tablename__ = "service_capacity"
    service_id: Mapped[str] = mapped_column(ForeignKey("service.id"), index=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    available: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    maximum: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    description: Mapped[Words | None]
    updated: Mapped[datetime] = mapped_column(DateTime(timezone=True))
