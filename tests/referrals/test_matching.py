"""The ranking of organizations keeps its promises for any directory."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.matching import Candidate, Match, Recognition, cut_page, rank_anywhere, rank_near

TODAY = datetime.date(2026, 11, 22)
HOUSTON = (29.76, -95.37)
DAY = datetime.timedelta(days=1)


def candidate(**values: object) -> Candidate:
    """Return an office a few miles from the middle of Houston, with the given differences."""
    sound: dict[str, object] = {
        "organization_id": "o",
        "organization": "Casa",
        "e164": "+17132737300",
        "extension": None,
        "lat": 29.70,
        "lon": -95.54,
        "recognition": None,
        "source": "a roster",
        "source_date": TODAY,
        "assured_date": None,
        "city": "Houston",
        "state": "TX",
        "languages": (),
        "intake": None,
        "services": None,
        "pro_bono": False,
        "detained_only": False,
        "service_id": "s",
    }
    return Candidate(**(sound | values))  # type: ignore[arg-type]


candidates = st.lists(
    st.builds(
        candidate,
        organization_id=st.sampled_from("abcdefgh"),
        organization=st.sampled_from(["Casa", "Refugio", "Legal Aid"]),
        e164=st.none() | st.integers(2_000_000, 2_000_009).map(lambda n: f"+1713{n}"),
        lat=st.none() | st.floats(28, 31),
        lon=st.none() | st.floats(-97, -94),
        recognition=st.none()
        | st.builds(Recognition, st.none() | st.just(TODAY - DAY), st.booleans()),
        assured_date=st.none() | st.just(TODAY),
        pro_bono=st.booleans(),
        service_id=st.integers(0, 999).map(str),
    ),
    max_size=25,
    unique_by=lambda row: row.service_id,
)


def _near(rows: list[Candidate]) -> list[Match]:
    return rank_near(rows, *HOUSTON, 60, TODAY)


@given(rows=candidates)
def test_no_phone_number_is_named_twice(rows: list[Candidate]) -> None:
    phones = [match.phone for match in _near(rows) if match.phone]
    assert len(phones) == len(set(phones))


@given(rows=candidates)
def test_no_organization_is_named_twice(rows: list[Candidate]) -> None:
    owners = {row.service_id: row.organization_id for row in rows}
    named = [owners[match.service_id] for match in _near(rows)]
    assert len(named) == len(set(named))


@given(rows=candidates)
def test_those_with_a_phone_come_first_and_among_them_the_nearest(rows: list[Candidate]) -> None:
    ranks = [(match.phone is None, match.miles) for match in _near(rows)]
    assert ranks == sorted(ranks)


@given(rows=candidates)
def test_nobody_beyond_the_radius_is_named(rows: list[Candidate]) -> None:
    assert all(match.miles is not None and match.miles <= 60 for match in _near(rows))


@given(rows=candidates, seed=st.randoms())
def test_the_order_of_the_directory_does_not_matter(rows: list[Candidate], seed: object) -> None:
    shuffled = list(rows)
    seed.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _near(shuffled) == _near(rows)
    assert rank_anywhere(shuffled, TODAY) == rank_anywhere(rows, TODAY)


@given(rows=candidates, limit=st.integers(1, 5))
def test_pages_put_together_are_the_whole_ranking(rows: list[Candidate], limit: int) -> None:
    gathered: list[Match] = []
    ranking, offset, more = _near(rows), 0, True
    while more:
        page = cut_page(ranking, "near", limit, offset)
        gathered += page.matches
        offset, more = offset + limit, page.has_more
    assert gathered == ranking


@given(rows=candidates)
def test_only_a_recognition_in_force_is_called_recognition(rows: list[Candidate]) -> None:
    marks = {row.service_id: row.recognition for row in rows}
    for match in _near(rows):
        mark = marks[match.service_id]
        in_force = mark is not None and (mark.expires is None or mark.renewal_pending)
        assert match.doj_recognized == in_force


@pytest.mark.parametrize(
    ("expires", "pending", "holds"),
    [
        (TODAY, False, True),
        (TODAY - DAY, False, False),
        (TODAY - DAY, True, True),
        (None, False, True),
    ],
)
def test_recognition_ends_the_day_after_its_expiry_unless_renewal_is_pending(
    expires: datetime.date | None, pending: bool, holds: bool
) -> None:
    assert Recognition(expires, pending).holds_on(TODAY) is holds


def test_the_nearest_office_of_an_organization_is_named() -> None:
    far = candidate(lat=29.2, service_id="far", e164="+17135550001")
    near = candidate(lat=29.75, service_id="near", e164="+17135550002")
    assert [match.service_id for match in _near([far, near])] == ["near"]


def test_an_office_with_a_phone_is_named_before_a_nearer_one_without() -> None:
    mute = candidate(organization_id="m", service_id="mute", e164=None, lat=29.76, lon=-95.37)
    assert [match.service_id for match in _near([mute, candidate()])] == ["s", "mute"]


def test_at_equal_distance_the_verified_then_the_free_come_first() -> None:
    rows = [
        candidate(organization_id="a", organization="A", service_id="plain", e164="+17135550001"),
        candidate(organization_id="b", service_id="free", e164="+17135550002", pro_bono=True),
        candidate(organization_id="c", service_id="known", e164="+17135550003", assured_date=TODAY),
    ]
    assert [match.service_id for match in _near(rows)] == ["known", "free", "plain"]


def test_a_match_shows_the_phone_as_people_write_it() -> None:
    match = _near([candidate(e164="+17135550100", extension=12)])[0]
    assert (match.phone, match.phone_shown) == ("+17135550100", "713-555-0100 x12")


def test_matches_of_a_state_have_no_miles_but_the_nearest_is_first() -> None:
    near = candidate(organization_id="n", service_id="near", e164="+17135550001", lat=29.0)
    far = candidate(organization_id="f", organization="A", service_id="far", lat=33.0)
    ranked = rank_anywhere([far, near], TODAY, HOUSTON)
    assert [(match.service_id, match.miles) for match in ranked] == [("near", None), ("far", None)]


def test_there_is_no_more_after_a_page_that_ends_with_the_last() -> None:
    ranking = _near([candidate()])
    assert not cut_page(ranking, "near", 1, 0).has_more
    assert cut_page(ranking, "near", 0, 0).has_more


def test_a_negative_page_is_refused() -> None:
    with pytest.raises(ValueError, match="counts"):
        cut_page([], "near", -1, 0)
