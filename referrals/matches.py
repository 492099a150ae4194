"""Reads anew what is said of ranked offers; it ranks nothing.

A ranking may rest on rows some seconds old: an offer that was taken back meanwhile is passed over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session

from referrals.matching import Ranked
from referrals.model_details import Address, Language, OrganizationIdentifier, Phone
from referrals.models import Organization, Service, ServiceAtLocation
from referrals.offers import Offers, Recognition
from referrals.phones import show_phone
from referrals.seed_records import DOJ


@dataclass(frozen=True)
class Match:
    """One organization to name to a person, with what has to be said about it.

    `miles` is known near by alone. `assured_date` is when staff last checked the phone; None:
    never. `taking_cases` and `cost` are None where they are not known.
    """

    organization: str
    phone: str | None
    phone_shown: str | None
    miles: int | None
    doj_recognized: bool
    recognition_expires: date | None
    renewal_pending: bool
    source: str
    source_date: date | None
    assured_date: date | None
    city: str | None
    state: str | None
    languages: tuple[str, ...]
    intake: str | None
    services: str | None
    pro_bono: bool
    detained_only: bool
    service_id: str
    taking_cases: bool | None = None
    cost: str | None = None


_MARK, _SITE, _SPOKEN = OrganizationIdentifier, ServiceAtLocation, Language
_DETAILS = (
    select(
        Service.id,
        Organization.name,
        Service.source,
        Service.source_date,
        Service.assured_date,
        Service.application_process,
        Service.description,
        Service.cost,
        Service.detained,
        Service.taking_cases,
        Phone.number,
        Phone.extension,
        Address.city,
        Address.state_province,
        _MARK.id.label("mark"),
        _MARK.expires,
        _MARK.renewal_pending,
        _SPOKEN.code,
    )
    .join(Organization, Service.organization_id == Organization.id)
    .outerjoin(
        _SITE,
        and_(
            _SITE.service_id == Service.id,
            _SITE.location_id.in_(bindparam("locations", expanding=True)),
        ),
    )
    .outerjoin(Address, Address.location_id == _SITE.location_id)
    .outerjoin(
        Phone,
        and_(
            Phone.id.in_(bindparam("phones", expanding=True)),
            or_(
                Phone.service_id == Service.id,
                Phone.service_at_location_id == _SITE.id,
                Phone.location_id == _SITE.location_id,
                Phone.organization_id == Organization.id,
            ),
        ),
    )
    .outerjoin(_MARK, and_(_MARK.organization_id == Organization.id, _MARK.identifier_type == DOJ))
    .outerjoin(_SPOKEN, _SPOKEN.service_id == Service.id)
    .where(
        Service.id.in_(bindparam("services", expanding=True)),
        Service.status == "active",
        Service.is_withheld.is_(False),
    )
    .order_by(Address.id, _MARK.expires.desc())
)
"""One question for a whole page: each round trip to a database costs more than the ranking."""


def read_matches(
    session: Session, offers: Offers, ranked: Sequence[Ranked], day: date
) -> Iterator[Match]:
    """Yield what the directory says now of ranked offers, without those that it took back.

    No organization and no phone number may be among them twice.
    """
    rows = [each.row for each in ranked]
    services = [offers.service_ids[row] for row in rows]
    chosen = {
        "services": services,
        "locations": [key for row in rows if (key := offers.location_ids[row])],
        "phones": [key for row in rows if (key := offers.phone_ids[row])],
    }
    found: dict[str, list[Any]] = {}
    for line in session.connection().execute(_DETAILS, chosen):
        found.setdefault(line.id, []).append(line)
    for each, service in zip(ranked, services, strict=True):
        if lines := found.get(service):
            languages = {line.code for line in lines if line.code}
            yield _match(lines[0], each, tuple(sorted(languages)), day)


def _match(row: Any, ranked: Ranked, languages: tuple[str, ...], day: date) -> Match:
    mark = Recognition(row.expires, row.renewal_pending) if row.mark else None
    is_near = ranked.scope == "near" and ranked.miles is not None
    return Match(
        organization=row.name,
        phone=row.number,
        phone_shown=show_phone(row.number, row.extension) if row.number else None,
        miles=round(ranked.miles) if is_near and ranked.miles is not None else None,
        doj_recognized=mark is not None and mark.holds_on(day),
        recognition_expires=mark.expires if mark else None,
        renewal_pending=bool(mark and mark.renewal_pending),
        source=row.source,
        source_date=row.source_date,
        assured_date=row.assured_date,
        city=row.city,
        state=row.state_province,
        languages=languages,
        intake=row.application_process,
        services=row.description or None,
        pro_bono=row.cost == "free",
        detained_only=row.detained == "only",
        service_id=row.id,
        taking_cases=row.taking_cases,
        cost=row.cost,
    )
