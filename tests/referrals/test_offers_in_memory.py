"""What is read into memory from the directory, when it is renewed, and what is read anew."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, event, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from referrals import model_details, model_terms, models, offer_index
from referrals.directory import nearest
from referrals.history import bump_version
from referrals.model_parts import Table
from referrals.offer_index import offers_of, wait_until_new
from referrals.offer_rows import read_offers
from referrals.offers import Offer, Recognition
from referrals.place_answers import County, Found
from referrals.place_models import PlaceCounty, PlaceZip, PlaceZipCounty

TODAY = datetime.date(2026, 11, 22)
HARRIS = County("48201", "Harris County", "TX")
HOUSTON = Found("zip", "Houston, TX 77036", "TX", 29.70, -95.54, "77036", (HARRIS,))

type Write = Callable[..., None]


@pytest.fixture
def write(small_engine: Engine) -> Write:
    """Put rows into the small directory as a change that everybody hears of."""

    def put(*rows: Table) -> None:
        with Session(small_engine) as session, session.begin():
            for row in rows:
                session.add(row)
                session.flush()
            bump_version(session)

    return put


def service(key: str = "s", **values: Any) -> list[Table]:
    """Return a service of an organization of its own, in Houston."""
    return [
        models.Organization(id=f"o{key}", name=f"Casa {key}"),
        models.Location(id=f"l{key}", latitude="29.70", longitude="-95.54"),
        model_details.Address(id=f"a{key}", location_id=f"l{key}", city="H", state_province="TX"),
        models.Service(id=key, **({"organization_id": f"o{key}", "name": "Help"} | values)),
        models.ServiceAtLocation(id=f"x{key}", service_id=key, location_id=f"l{key}"),
        phone(f"p{key}", f"+1713555010{len(key)}", service_id=key),
    ]


def phone(key: str, number: str, **values: Any) -> Table:
    """Return a phone number."""
    return model_details.Phone(id=key, number=number, **values)


def _offers(engine: Engine) -> dict[str, Offer]:
    with Session(engine) as session:
        return {each.service_id: each for each in read_offers(session)}


def _names(engine: Engine, **wish: Any) -> list[str]:
    with Session(engine) as session:
        page = nearest(session, HOUSTON, today=TODAY, **wish)
    return [match.service_id for match in page.matches]


def test_a_service_is_read_with_where_it_is(small_engine: Engine, write: Write) -> None:
    write(*service(cost="free", detained="also", taking_cases=True))
    read = _offers(small_engine)["s"]
    assert (read.lat, read.lon, read.state) == (29.70, -95.54, "TX")
    assert (read.phone, read.cost, read.detained) == ("+17135550101", "free", "also")
    assert (read.taking_cases, read.kind, read.organization) == (True, "legal_help", "Casa s")


@pytest.mark.parametrize("values", [{"is_withheld": True}, {"status": "inactive"}])
def test_what_is_withheld_or_inactive_is_never_read(
    small_engine: Engine, write: Write, values: dict[str, Any]
) -> None:
    write(*service(**values))
    assert _offers(small_engine) == {}


def test_the_number_for_people_is_the_services_own_and_never_a_fax(
    small_engine: Engine, write: Write
) -> None:
    write(
        *service(),
        phone("b", "+17135550110", location_id="ls"),
        phone("c", "+17135550111", service_id="s", type="fax", position=-2),
        phone("d", "+17135550112", service_id="s", type="voice", position=-1),
    )
    assert _offers(small_engine)["s"].phone == "+17135550112"


def test_an_organizations_number_stands_in_where_there_is_no_other(
    small_engine: Engine, write: Write
) -> None:
    write(*service()[:-1], phone("b", "+17135550110", organization_id="os"))
    assert _offers(small_engine)["s"].phone == "+17135550110"


def test_areas_are_read_with_what_they_lie_in(small_engine: Engine, write: Write) -> None:
    area = model_details.ServiceArea
    write(
        PlaceCounty(fips="48201", name="Harris County", state="TX"),
        PlaceZip(zip="77449", city="Katy", state="TX"),
        PlaceZipCounty(zip="77449", county="48201", ratio=1.0),
        *service(),
        area(id="1", service_id="s", extent_type="county", extent="48201"),
        area(id="2", service_at_location_id="xs", extent_type="zip", extent=" 77449 "),
        area(id="3", service_id="s", extent_type="parish", extent="elsewhere"),
    )
    read = _offers(small_engine)["s"]
    assert read.areas == {"county:48201", "zip:77449"}
    assert read.parts == {"county:48201", "state:TX"}


def test_languages_of_service_place_and_phone_are_read_by_code_or_name(
    small_engine: Engine, write: Write
) -> None:
    language = model_details.Language
    write(
        *service(),
        language(id="1", service_id="s", code="zho"),
        language(id="2", location_id="ls", name="Haitian Creole"),
        language(id="3", phone_id="ps", code="pt-BR"),
        language(id="4", service_id="s", name="interpreter line"),
    )
    read = _offers(small_engine)["s"]
    assert (read.languages, read.has_interpreter) == ({"zh", "ht", "pt"}, True)


def test_needs_are_the_terms_of_our_taxonomy_alone(small_engine: Engine, write: Write) -> None:
    term, link = model_terms.TaxonomyTerm, model_terms.Attribute
    link_to = {"link_id": "s", "link_entity": "service"}
    write(
        model_terms.Taxonomy(id="t", name=model_terms.NEEDS),
        term(id="1", code="asylum", name="Asylum", taxonomy=model_terms.NEEDS),
        term(id="2", code="daca", name="DACA", taxonomy_id="t"),
        term(id="3", code="food", name="Food", taxonomy="another"),
        *service(),
        *(link(id=key, taxonomy_term_id=key, **link_to) for key in "123"),
    )
    assert _offers(small_engine)["s"].needs == {"asylum", "daca"}


def test_recognition_and_verification_are_read(small_engine: Engine, write: Write) -> None:
    mark = {"identifier_type": "DOJ R&A", "identifier": "Casa", "expires": TODAY}
    write(
        *service(assured_date=TODAY),
        model_details.OrganizationIdentifier(id="1", organization_id="os", **mark),
    )
    read = _offers(small_engine)["s"]
    assert read.recognition == Recognition(TODAY, False)
    assert read.due_date == TODAY + datetime.timedelta(days=90)


def test_rapid_response_lines_are_asked_for_separately(small_engine: Engine, write: Write) -> None:
    write(*service("s"), *service("line", kind="rapid_response"))
    assert _names(small_engine) == ["s"]
    assert _names(small_engine, kind="rapid_response") == ["line"]


def test_need_and_language_reach_the_ranking(small_engine: Engine, write: Write) -> None:
    language = model_details.Language
    write(*service("a"), *service("bb"), language(id="1", service_id="bb", code="vi"))
    assert _names(small_engine, language="vi") == ["bb", "a"]
    assert _names(small_engine, language="en") == ["a", "bb"]


def test_a_change_is_known_once_the_renewal_beside_has_ended(
    small_engine: Engine, write: Write
) -> None:
    write(*service("a"))
    assert _names(small_engine) == ["a"]
    write(*service("bb", cost="free"))
    assert _names(small_engine) == ["a"]  # nobody waits: the renewal begins here
    wait_until_new(small_engine)
    assert _names(small_engine) == ["bb", "a"]


def test_what_staff_withheld_is_not_said_even_before_the_renewal(
    small_engine: Engine, write: Write
) -> None:
    write(*service("a"), *service("bb"))
    assert _names(small_engine) == ["a", "bb"]
    with Session(small_engine) as session, session.begin():
        session.execute(update(models.Service).where(models.Service.id == "a"), {"is_withheld": 1})
    assert _names(small_engine, limit=1) == ["bb"]


def test_what_is_said_of_an_offer_is_read_anew(small_engine: Engine, write: Write) -> None:
    write(*service("a"))
    _names(small_engine)
    with Session(small_engine) as session, session.begin():
        session.execute(update(models.Service).values(assured_date=TODAY))
    with Session(small_engine) as session:
        assert nearest(session, HOUSTON, today=TODAY).matches[0].assured_date == TODAY


def test_offers_are_read_once_and_then_the_version_alone(
    small_engine: Engine, write: Write
) -> None:
    write(*service("a"))
    statements: list[str] = []
    event.listen(
        small_engine, "before_cursor_execute", lambda c, u, text, p, x, m: statements.append(text)
    )
    for _ in range(2):
        statements.clear()
        with Session(small_engine) as session:
            offers_of(session)
    assert [text for text in statements if "directory_version" not in text] == []


def test_a_renewal_that_fails_leaves_what_was_known_and_is_tried_again(
    small_engine: Engine, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(*service("a"))
    _names(small_engine)

    def fail(*_: object) -> None:
        raise OperationalError("select", {}, Exception("gone"))

    with monkeypatch.context() as broken:
        broken.setattr(offer_index, "read_offers", fail)
        write(*service("bb", cost="free"))
        _names(small_engine)
        wait_until_new(small_engine)
        assert _names(small_engine) == ["a"]
        wait_until_new(small_engine)
    _names(small_engine)
    wait_until_new(small_engine)
    assert _names(small_engine) == ["bb", "a"]


def test_a_page_ends_where_the_search_goes_further(small_engine: Engine, write: Write) -> None:
    area = model_details.ServiceArea
    write(
        *service("a"),
        *service("bb"),
        area(id="1", service_id="bb", extent_type="county", extent="48113"),
        area(id="2", service_id="bb", extent_type="country", extent="US"),
        *service("ccc"),
        area(id="3", service_id="ccc", extent_type="state", extent="TX"),
    )
    with Session(small_engine) as session, session.begin():
        session.execute(update(models.Location).where(models.Location.id != "la"), {"latitude": 45})
    with Session(small_engine) as session:
        pages = [nearest(session, HOUSTON, offset=n, today=TODAY) for n in range(4)]
    told = [([match.service_id for match in p.matches], p.scope, p.has_more) for p in pages]
    assert told[:3] == [
        (["a"], "near", True),
        (["ccc"], "state", True),
        (["bb"], "national", False),
    ]
    assert not pages[3].matches


def test_limit_and_offset_are_counts(shipped: Session) -> None:
    for limit, offset in ((-1, 0), (1, -1)):
        with pytest.raises(ValueError, match="counts"):
            nearest(shipped, HOUSTON, limit, offset)
