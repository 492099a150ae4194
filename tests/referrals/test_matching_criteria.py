"""What decides between two offers, each criterion by itself, and what leaves a list."""

import datetime
from typing import Any

import pytest

from referrals.matching import Wish, rank
from referrals.offers import Offer, Recognition, make_offers
from referrals.place_answers import County, Found

TODAY = datetime.date(2026, 11, 22)
DAY = datetime.timedelta(days=1)
HARRIS = County("48201", "Harris County", "TX")
HOUSTON = Found("zip", "Houston, TX 77036", "TX", 29.70, -95.54, "77036", (HARRIS,))
CITY = Found("city", "Houston, TX", "TX", 29.70, -95.54, None, (HARRIS,))
COUNTRY = frozenset({"country:US"})


def offer(service_id: str = "s", **values: Any) -> Offer:
    """Return an office in Houston of its own organization and phone, with the given differences."""
    sound: dict[str, Any] = {
        "organization_id": f"o{service_id}",
        "organization": f"Casa {service_id}",
        "location_id": f"l{service_id}",
        "phone_id": f"p{service_id}",
        "phone": f"+1713555{service_id}",
        "lat": 29.70,
        "lon": -95.54,
        "state": "TX",
    }
    return Offer(service_id, **(sound | values))


def ranked(rows: list[Offer], place: Found = HOUSTON, wish: Wish = Wish()) -> list[str]:  # noqa: B008
    """Return the ids of a ranking."""
    columns = make_offers(rows)
    return [columns.service_ids[each.row] for each in rank(columns, place, wish, 60, TODAY)]


@pytest.mark.parametrize(
    ("better", "worse", "wish"),
    [
        ({"taking_cases": None}, {"taking_cases": False}, Wish()),
        ({}, {"phone": None}, Wish()),
        ({"needs": {"asylum"}}, {"needs": set()}, Wish(("asylum",))),
        ({"needs": {"general"}}, {"needs": {"family"}}, Wish(("asylum",))),
        ({"needs": {"asylum", "family"}}, {"needs": {"asylum"}}, Wish(("asylum", "family"))),
        ({"languages": {"vi"}}, {"has_interpreter": True}, Wish((), "vi")),
        ({"has_interpreter": True}, {}, Wish((), "vi")),
        ({}, {"languages": {"es"}}, Wish((), "vi")),
        ({"detained": "also"}, {}, Wish((), None, True)),
        ({}, {"detained": "no"}, Wish((), None, True)),
        ({"cost": "free"}, {"cost": "low"}, Wish()),
        ({"cost": "low"}, {}, Wish()),
        ({}, {"cost": "full"}, Wish()),
        ({"assured_date": TODAY}, {}, Wish()),
        ({}, {"assured_date": TODAY - 99 * DAY, "due_date": TODAY - DAY}, Wish()),
        ({}, {"lat": 29.9}, Wish()),
        ({"recognition": Recognition(None, False)}, {}, Wish()),
    ],
)
def test_each_criterion_decides_between_offers_that_are_else_alike(
    better: dict[str, Any], worse: dict[str, Any], wish: Wish
) -> None:
    rows = [offer("0002", **_frozen(better)), offer("0001", **_frozen(worse))]
    assert ranked(rows, wish=wish) == ["0002", "0001"]


def _frozen(values: dict[str, Any]) -> dict[str, Any]:
    return {k: frozenset(v) if isinstance(v, set) else v for k, v in values.items()}


def test_who_takes_no_cases_comes_after_help_for_the_whole_country() -> None:
    rows = [offer("0001", taking_cases=False), offer("0002", areas=COUNTRY, lat=None)]
    assert ranked(rows) == ["0002", "0001"]


def test_an_area_that_does_not_hold_the_place_is_not_made_good_by_nearness() -> None:
    assert ranked([offer(areas=frozenset({"county:48113"}))]) == []


def test_help_for_one_zip_code_is_named_to_its_city_but_not_to_its_neighbour() -> None:
    row = offer(areas=frozenset({"zip:77449"}), parts=frozenset({"county:48201", "state:TX"}))
    assert (ranked([row], CITY), ranked([row], HOUSTON)) == (["s"], [])


def test_what_is_only_for_detained_people_is_named_to_others_where_nothing_else_is() -> None:
    line = offer("0001", detained="only", areas=COUNTRY, lat=None)
    assert ranked([line]) == ["0001"]
    assert ranked([line, offer("0003", detained="only")]) == ["0003", "0001"]
    assert ranked([line, offer("0002")]) == ["0002"]
    assert ranked([line, offer("0002")], wish=Wish((), None, True)) == ["0002", "0001"]


@pytest.mark.parametrize(
    ("values", "stays"),
    [
        ({}, False),
        ({"assured_date": TODAY, "due_date": TODAY + DAY}, True),
        ({"assured_date": TODAY - DAY, "due_date": TODAY - DAY}, False),
        ({"recognition": Recognition(TODAY - DAY, True)}, True),
        ({"recognition": Recognition(TODAY, False)}, True),
    ],
)
def test_a_lapsed_recognition_leaves_unless_it_is_being_renewed_or_staff_checked(
    values: dict[str, Any], stays: bool
) -> None:
    row = offer(**({"recognition": Recognition(TODAY - DAY, False)} | values))
    assert bool(ranked([row])) == stays


def test_the_nearest_office_of_an_organization_is_named() -> None:
    far, near = (
        offer("0001", organization_id="o", lat=29.3),
        offer("0002", organization_id="o", lat=29.69),
    )
    assert ranked([far, near]) == ["0002"]


def test_an_office_across_the_date_line_is_near() -> None:
    place = Found("zip", "Attu", "AK", 52.9, 179.9, "99999", ())
    row = offer(lat=52.9, lon=-179.9, state="AK")
    assert ranked([row], place) == ["s"]


def test_a_directory_without_offers_ranks_nothing() -> None:
    assert ranked([]) == []
