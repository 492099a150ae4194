"""Why each came where it did: what is told agrees with the ranking, in words."""

import datetime
from typing import Any

import pytest

from referrals.explanation import Explained, explain
from referrals.matching import Wish
from referrals.offers import Offer, Recognition, make_offers
from referrals.place_answers import Found

TODAY = datetime.date(2026, 11, 22)
HOUSTON = Found("zip", "Houston, TX 77036", "TX", 29.70, -95.54, "77036", ())


def offer(service_id: str, **values: Any) -> Offer:
    """Return an office in Houston of its own organization and phone, with the given differences."""
    sound: dict[str, Any] = {
        "organization_id": f"o{service_id}",
        "organization": f"Casa {service_id}",
        "phone": f"+1713555{service_id}",
        "lat": 29.70,
        "lon": -95.54,
        "state": "TX",
    }
    return Offer(service_id, **(sound | values))


def explained(*rows: Offer, wish: Wish = Wish()) -> dict[str, Explained]:  # noqa: B008
    """Return what is told, by the id of the service, in the order in which it is told."""
    columns = make_offers(rows)
    return {
        columns.service_ids[each.row]: each for each in explain(columns, HOUSTON, wish, 60, TODAY)
    }


@pytest.mark.parametrize(
    ("values", "wish", "why"),
    [
        ({"needs": frozenset({"family"})}, Wish(("asylum",)), "need: others after all"),
        (
            {"languages": frozenset({"es"})},
            Wish(("asylum",), "vi"),
            "language: others after spoken",
        ),
        ({"detained": "no"}, Wish((), None, True), "turn: takes none after may help"),
        ({"cost": "low"}, Wish(), "cost: low after free"),
        ({"due_date": TODAY - datetime.timedelta(1)}, Wish(), "verified: overdue after yes"),
        ({"lat": 30.0}, Wish(), "miles: 21 after 0"),
        ({"taking_cases": False}, Wish(), "turn: takes none after may help"),
        ({"areas": frozenset({"country:US"}), "lat": 45.0}, Wish(), "scope: national after near"),
        ({}, Wish(), "alike: by name"),
    ],
)
def test_the_first_criterion_that_differs_is_named(
    values: dict[str, Any], wish: Wish, why: str
) -> None:
    best: dict[str, Any] = {"cost": "free", "assured_date": TODAY, "needs": frozenset({"asylum"})}
    best["languages"] = frozenset({"vi"})
    told = explained(offer("0001", **best), offer("0002", **(best | values)), wish=wish)
    assert list(told) == ["0001", "0002"]
    assert (told["0001"].why, told["0002"].why) == ("the best of all", why)
    assert [each.position for each in told.values()] == [1, 2]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"organization_id": "o0001"}, "left out: same organization as 1"),
        ({"phone": "+17135550001"}, "left out: same phone as 1"),
        ({"detained": "only"}, "left out: only for detained people, and there is other help"),
        (
            {"recognition": Recognition(TODAY - datetime.timedelta(1), False)},
            "left out: its recognition has ended, no renewal is pending, nobody checked it",
        ),
        (
            {
                "recognition": Recognition(TODAY - datetime.timedelta(1), False),
                "assured_date": datetime.date(2026, 1, 5),
                "due_date": datetime.date(2026, 7, 5),
            },
            "left out: its recognition has ended, no renewal is pending, "
            "checked on 2026-01-05, overdue since 2026-07-05",
        ),
    ],
)
def test_who_serves_the_place_and_is_not_named_is_told_with_the_reason(
    values: dict[str, Any], why: str
) -> None:
    told = explained(offer("0001"), offer("0002", **({"lat": 29.8} | values)))
    assert (told["0002"].position, told["0002"].why) == (None, why)


def test_what_nobody_asked_for_has_no_value() -> None:
    values = explained(offer("0001"), wish=Wish((), "en"))["0001"].values
    assert [values[name] for name in ("need", "language", "detained")] == ["-", "-", "-"]
    assert (values["scope"], values["miles"], values["cost"]) == ("near", "0", "unknown")
