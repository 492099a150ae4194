"""The ranking keeps its promises for any directory, and agrees with a plain reading of them."""

import datetime
import random
from dataclasses import replace
from itertools import islice
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from referrals.geometry import miles_between
from referrals.matching import Ranked, Wish, rank
from referrals.offers import Offer, Offers, Recognition, make_offers
from referrals.place_answers import County, Found

TODAY = datetime.date(2026, 11, 22)
DAY = datetime.timedelta(days=1)
HARRIS = County("48201", "Harris County", "TX")
HOUSTON = Found("zip", "Houston, TX 77036", "TX", 29.70, -95.54, "77036", (HARRIS,))
CITY = replace(HOUSTON, kind="city", zip=None)
TEXAS = Found("state", "Texas", "TX", None, None, None, ())
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


AREAS = ["country:US", "state:TX", "state:LA", "county:48201", "county:48113", "zip:77036"]
days = st.none() | st.sampled_from([TODAY - 400 * DAY, TODAY - DAY, TODAY, TODAY + DAY])
some = st.frozensets
offers = st.builds(
    offer,
    service_id=st.integers(0, 9999).map(lambda n: f"{n:04d}"),
    organization_id=st.sampled_from("abcdefghijkl"),
    organization=st.sampled_from(["Casa", "Refugio", "Legal Aid"]),
    phone=st.none() | st.integers(0, 9).map(lambda n: f"+1713555010{n}"),
    lat=st.none() | st.floats(28.5, 31),
    lon=st.floats(-97, -94),
    state=st.sampled_from(["TX", "LA", None]),
    areas=some(st.sampled_from(AREAS), max_size=2) | st.just(frozenset[str]()),
    needs=some(st.sampled_from(["asylum", "family", "general"]), max_size=2),
    languages=some(st.sampled_from(["es", "vi", "en"]), max_size=2),
    has_interpreter=st.booleans(),
    taking_cases=st.sampled_from([True, False, None]),
    detained=st.sampled_from(["only", "also", "no", None]),
    cost=st.sampled_from(["free", "low", "full", None]),
    assured_date=days,
    due_date=days,
    recognition=st.none() | st.builds(Recognition, days, st.booleans()),
)
directories = st.lists(offers, max_size=25, unique_by=lambda each: each.service_id)
wishes = st.builds(
    Wish,
    st.sampled_from([(), ("asylum",), ("asylum", "family"), ("daca",)]),
    st.sampled_from([None, "en", "es", "vi", "zh-Hans"]),
    st.booleans(),
)
places = st.sampled_from([HOUSTON, CITY, TEXAS])


def ranked(rows: list[Offer], place: Found = HOUSTON, wish: Wish = Wish()) -> list[str]:  # noqa: B008
    """Return the ids of a ranking."""
    columns = make_offers(rows)
    return [columns.service_ids[each.row] for each in _rank(columns, place, wish)]


def _rank(columns: Offers, place: Found, wish: Wish) -> list[Ranked]:
    return list(rank(columns, place, wish, 60, TODAY))


def _plain(rows: list[Offer], place: Found, wish: Wish) -> list[str]:
    """Rank as the promise reads, slowly and without columns: the ids in order."""
    graded = []
    for row in rows:
        scope, miles = _scope(row, place)
        if scope is None or _is_over(row):
            continue
        turn = _turn(row, wish)
        distance = round(miles) if miles is not None else 20_000
        graded.append(
            ((turn, scope, row.phone is None, *_grades(row, wish), distance, *_ties(row)), row)
        )
    named: list[Offer] = []
    for key, row in sorted(graded, key=lambda pair: pair[0]):
        if key[0] == 2 and any(_turn(other, wish) < 2 for other in named):
            break
        organizations = {other.organization_id for other in named}
        phones = {other.phone for other in named if other.phone}
        if row.organization_id not in organizations and row.phone not in phones:
            named.append(row)
    return [row.service_id for row in named]


def _scope(row: Offer, place: Found) -> tuple[int | None, float | None]:
    miles = None
    if place.lat is not None and place.lon is not None and row.lat is not None:
        miles = miles_between(place.lat, place.lon, row.lat, row.lon or 0.0)
    is_close = miles is not None and miles <= 60
    in_state = f"state:{place.state}" in row.areas
    local = {f"county:{county.fips}" for county in place.counties} | {f"zip:{place.zip}"}
    if row.areas & local:
        return 0, miles
    if is_close and (not row.areas or in_state or row.areas & COUNTRY):
        return 0, miles
    if in_state or (row.state == place.state and (not row.areas or place.kind == "state")):
        return 1, miles
    return (2, miles) if row.areas & COUNTRY else (None, miles)


def _turn(row: Offer, wish: Wish) -> int:
    if wish.detained:
        return int(row.taking_cases is False or row.detained == "no")
    return 2 if row.detained == "only" else int(row.taking_cases is False)


def _grades(row: Offer, wish: Wish) -> tuple[int, ...]:
    matched = len(row.needs & set(wish.needs))
    is_general = not row.needs or "general" in row.needs
    need = 0 if matched == len(wish.needs) else 1 if matched else 2 if is_general else 3
    language = 0
    if wish.language not in (None, "en"):
        wanted = str(wish.language).partition("-")[0]
        silent = 3 if row.languages else 2
        language = 0 if wanted in row.languages else 1 if row.has_interpreter else silent
    held = {"only": 0, "also": 0, None: 1, "no": 2}[row.detained] if wish.detained else 0
    return need, language, held, ["free", "low", None, "full"].index(row.cost), _verified(row)


def _verified(row: Offer) -> int:
    if row.due_date and row.due_date < TODAY:
        return 2
    return 0 if row.assured_date else 1


def _is_over(row: Offer) -> bool:
    mark = row.recognition
    return mark is not None and not mark.holds_on(TODAY) and _verified(row) > 0


def _ties(row: Offer) -> tuple[object, ...]:
    holds = row.recognition is not None and row.recognition.holds_on(TODAY)
    return not holds, row.organization.casefold(), row.service_id


@given(rows=directories, place=places, wish=wishes)
def test_the_ranking_is_the_one_that_a_plain_reading_of_the_promise_gives(
    rows: list[Offer], place: Found, wish: Wish
) -> None:
    assert ranked(rows, place, wish) == _plain(rows, place, wish)


@given(rows=directories, place=places, wish=wishes, chance=st.randoms())
def test_the_order_of_the_directory_does_not_matter(
    rows: list[Offer], place: Found, wish: Wish, chance: random.Random
) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert ranked(shuffled, place, wish) == ranked(rows, place, wish)


@given(rows=directories, place=places, wish=wishes)
def test_no_organization_and_no_phone_number_is_named_twice(
    rows: list[Offer], place: Found, wish: Wish
) -> None:
    of = {row.service_id: row for row in rows}
    named = [of[key] for key in ranked(rows, place, wish)]
    phones = [row.phone for row in named if row.phone]
    organizations = [row.organization_id for row in named]
    assert len(set(phones)) == len(phones)
    assert len(set(organizations)) == len(organizations)


@given(rows=directories, place=places, wish=wishes, at=st.integers(0, 24), data=st.data())
def test_an_offer_that_gets_better_never_comes_later(
    rows: list[Offer], place: Found, wish: Wish, at: int, data: st.DataObject
) -> None:
    if not rows:
        return
    row = rows[at % len(rows)]
    better = data.draw(st.sampled_from(_improvements(row, wish)))
    before = ranked(rows, place, wish)
    after = ranked([better if each is row else each for each in rows], place, wish)
    if row.service_id in before:
        assert row.service_id in after
        assert after.index(row.service_id) <= before.index(row.service_id)


def _improvements(row: Offer, wish: Wish) -> list[Offer]:
    wanted = str(wish.language or "en").partition("-")[0]
    return [
        replace(row, taking_cases=True),
        replace(row, needs=row.needs | set(wish.needs)),
        replace(row, languages=row.languages | {wanted}),
        replace(row, detained="also"),
        replace(row, cost="free"),
        replace(row, assured_date=TODAY, due_date=TODAY + DAY),
        replace(row, areas=row.areas | {"zip:77036", "state:TX"}),
        replace(row, recognition=Recognition(None, False)),
    ]


@given(rows=directories, place=places, wish=wishes, limit=st.integers(1, 5))
def test_pages_put_together_are_the_whole_ranking(
    rows: list[Offer], place: Found, wish: Wish, limit: int
) -> None:
    columns = make_offers(rows)
    whole = _rank(columns, place, wish)
    pages = [
        list(islice(rank(columns, place, wish, 60, TODAY), start, start + limit))
        for start in range(0, len(whole) + limit, limit)
    ]
    assert [each for page in pages for each in page] == whole


@given(rows=directories, place=places, wish=wishes)
def test_whoever_serves_the_place_and_has_not_lapsed_leaves_no_empty_hand(
    rows: list[Offer], place: Found, wish: Wish
) -> None:
    serving = [row for row in rows if _scope(row, place)[0] is not None and not _is_over(row)]
    assert bool(ranked(rows, place, wish)) == bool(serving)
