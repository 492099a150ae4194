"""Finds services by words, numbers and what is known of them; it shows and changes none."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from referrals.model_details import Address, Language, Phone, ServiceArea
from referrals.model_terms import Attribute, TaxonomyTerm
from referrals.models import Organization, Service, ServiceAtLocation
from referrals.place_models import PlaceCounty, PlaceZip
from referrals.spoken import LANGUAGES
from referrals.verification import DUE_DAYS

type Condition = ColumnElement[bool]

_NUMBER = re.compile(r"[\d\s().+-]+")
_FEWEST_DIGITS = 4


def conditions(asked: Mapping[str, str], today: date) -> Iterator[Condition]:
    """Yield what the parts of a query ask for; unknown values ask for nothing.

    `q` words or a number, `state` "TX", `language` a key, `need` a code, `kind` a code, `taking`
    "yes", "no" or "unknown", `due` "due" or "checked", `listed` "listed", "withheld" or "inactive".
    """
    yield from _words(asked.get("q", ""))
    for name, condition in _BY_VALUE.items():
        if value := asked.get(name):
            yield condition(value)
    due = or_(
        Service.assured_date.is_(None),
        and_(Service.due_date.is_not(None), Service.due_date <= today),
        and_(Service.due_date.is_(None), Service.assured_date <= today - timedelta(DUE_DAYS)),
    )
    if asked.get("due") == "due":
        yield due
    elif asked.get("due") == "checked":
        yield ~due


def _words(text: str) -> Iterator[Condition]:
    digits = re.sub(r"\D", "", text)
    if _NUMBER.fullmatch(text.strip() or "x") and len(digits) >= _FEWEST_DIGITS:
        number = _with_phone(digits.removeprefix("1") if len(digits) == 11 else digits)
        yield or_(number, Service.id.in_(_at(Address.postal_code == digits)))
        return
    for word in text.split():
        yield or_(
            Service.name.icontains(word, autoescape=True),
            Service.organization_id.in_(
                select(Organization.id).where(
                    or_(
                        Organization.name.icontains(word, autoescape=True),
                        Organization.alternate_name.icontains(word, autoescape=True),
                    )
                )
            ),
            Service.id.in_(_at(Address.city.icontains(word, autoescape=True))),
            Service.id.in_(_at(Address.postal_code == word)),
        )


def _with_phone(digits: str) -> Condition:
    mine = Phone.number.contains(digits, autoescape=True)
    places = select(Phone.location_id).where(mine, Phone.location_id.is_not(None))
    at = select(ServiceAtLocation.service_id).where(ServiceAtLocation.location_id.in_(places))
    whole = select(Phone.organization_id).where(mine, Phone.organization_id.is_not(None))
    own = select(Phone.service_id).where(mine, Phone.service_id.is_not(None))
    return or_(Service.id.in_(own), Service.id.in_(at), Service.organization_id.in_(whole))


def _in_state(state: str) -> Condition:
    kind, extent = ServiceArea.extent_type, ServiceArea.extent
    counties = select(PlaceCounty.fips).where(PlaceCounty.state == state)
    zips = select(PlaceZip.zip).where(PlaceZip.state == state)
    serving = select(ServiceArea.service_id).where(
        ServiceArea.service_id.is_not(None),
        or_(
            and_(kind == "state", extent == state),
            and_(kind == "county", extent.in_(counties)),
            and_(kind == "zip", extent.in_(zips)),
        ),
    )
    return or_(Service.id.in_(_at(Address.state_province == state)), Service.id.in_(serving))


def _speaking(key: str) -> Condition:
    name = LANGUAGES.get(key, key)
    spoken = select(Language.service_id).where(
        Language.service_id.is_not(None),
        or_(
            Language.code == key,
            Language.code.startswith(f"{key}-", autoescape=True),
            func.lower(Language.name) == name.lower(),
        ),
    )
    return Service.id.in_(spoken)


def _for_need(code: str) -> Condition:
    terms = select(TaxonomyTerm.id).where(TaxonomyTerm.code == code)
    mine = Attribute.link_entity == "service", Attribute.taxonomy_term_id.in_(terms)
    return Service.id.in_(select(Attribute.link_id).where(*mine))


def _taking(value: str) -> Condition:
    known = {"yes": Service.taking_cases.is_(True), "no": Service.taking_cases.is_(False)}
    return known.get(value, Service.taking_cases.is_(None))


def _listed(value: str) -> Condition:
    if value == "withheld":
        return Service.is_withheld.is_(True)
    if value == "inactive":
        return Service.status != "active"
    return and_(Service.is_withheld.is_(False), Service.status == "active")


def _at(condition: Condition) -> Select[str]:
    place = Address.location_id == ServiceAtLocation.location_id
    return select(ServiceAtLocation.service_id).join(Address, place).where(condition)


_BY_VALUE: Mapping[str, Callable[[str], Condition]] = {
    "state": _in_state,
    "language": _speaking,
    "need": _for_need,
    "kind": lambda code: Service.kind == code,
    "taking": _taking,
    "listed": _listed,
}


def organization_conditions(text: str) -> Iterator[Condition]:
    """Yield what words or a number ask for of organizations; each word is in a name or a city."""
    mine = select(Service.organization_id).where(*_words(text))
    if not text.strip():
        return
    own = [
        or_(
            Organization.name.icontains(word, autoescape=True),
            Organization.alternate_name.icontains(word, autoescape=True),
        )
        for word in text.split()
    ]
    yield or_(Organization.id.in_(mine), and_(*own))
