"""Reads anew what is said of ranked offers; it ranks nothing.

A ranking may rest on rows some seconds old: an offer that was taken back meanwhile is passed over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from referrals.matching import Ranked
from referrals.model_details import Address, Language, OrganizationIdentifier, Phone
from referrals.models import Organization, Service
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


_MARK = OrganizationIdentifier
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
    )
    .join(Organization, Service.organization_id == Organization.id)
    .outerjoin(Phone, Phone.id == bindparam("phone"))
    .outerjoin(Address, Address.location_id == bindparam("location"))
    .outerjoin(_MARK, and_(_MARK.organization_id == Organization.id, _MARK.identifier_type == DOJ))
    .where(
        Service.id == bindparam("service"),
        Service.status == "active",
        Service.is_withheld.is_(False),
    )
    .order_by(Address.id, _MARK.expires.desc())
    .limit(1)
)
_SPOKEN = select(Language.service_id, Language.code).where(
    Language.service_id.in_(bindparam("services", expanding=True)), Language.code.is_not(None)
)


def read_matches(
    session: Session, offers: Offers, ranked: Sequence[Ranked], day: date
) -> Iterator[Match]:
    """Yield what the directory says now of ranked offers, without those that it took back."""
    services = [offers.service_ids[each.row] for each in ranked]
    spoken: dict[str | None, set[str | None]] = {}
    for service, code in session.execute(_SPOKEN, {"services": services}):
        spoken.setdefault(service, set()).add(code)
    for each, service in zip(ranked, services, strict=True):
        chosen = {
            "service": service,
            "location": offers.location_ids[each.row],
            "phone": offers.phone_ids[each.row],
        }
        if row := session.execute(_DETAILS, chosen).first():
            yield _match(row, each, tuple(sorted(filter(None, spoken.get(service, ())))), day)


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
