"""Organizations that may be one are found and explained; a merge mixes nothing that differs."""

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from referrals.changes import differences
from referrals.duplicates import find_pairs
from referrals.history import Author, carry_out, removed_by_staff, undo
from referrals.merging import merge
from referrals.records import Records, complete
from referrals.refreshing import refresh
from tests.referrals.small_records import BY, DAY, NOON, all_of, office, put, together

AUTHOR = Author(BY, "merge", "one and the same", NOON)
OTHER = "+17135550109"


def pairs(*several: Records) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return the pairs of organizations with what is alike."""
    found = find_pairs(together(*several))
    return [(p.one, p.other, tuple(code for code, _ in p.reasons)) for p in found]


def at(records: Records, street: str) -> Records:
    """Return records with another street."""
    for row in records["address"].values():
        row["address_1"] = street
    return records


def test_a_name_with_and_without_its_legal_form_is_one_within_a_city() -> None:
    other = at(office("The Casa Segura, Inc.", number=OTHER), "9 Oak St")
    assert pairs(office(), other) == [("o Casa Segura", "o The Casa Segura, Inc.", ("name",))]


def test_equal_names_in_two_cities_are_two_organizations() -> None:
    katy = office("Catholic Charities.", "Katy", OTHER)
    assert pairs(office("Catholic Charities"), at(katy, "9 Oak St")) == []


def test_one_number_and_one_address_tell_more_than_names_that_differ() -> None:
    other = at(office("Refugio Legal"), "1 Main St.")
    assert pairs(office(), other) == [
        ("o Casa Segura", "o Refugio Legal", ("phone", "address")),
    ]


@pytest.mark.parametrize(
    "other",
    [
        at(office("Refugio Legal"), "9 Oak St"),
        office("Refugio Legal", number=OTHER),
        at(office("Refugio Legal", number=OTHER), "9 Oak St"),
    ],
)
def test_one_thing_alone_makes_no_pair(other: Records) -> None:
    assert pairs(office(), other) == []


def test_the_surest_pair_comes_first_and_none_comes_twice() -> None:
    sure, likely = office("Casa Segura Inc"), at(office("Casa Segura Legal"), "9 Oak St")
    found = find_pairs(together(office(), sure, likely))
    assert {found[0].one, found[0].other} == {"o Casa Segura", "o Casa Segura Inc"}
    assert len({frozenset((p.one, p.other)) for p in found}) == len(found)
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)


def joined(engine: Engine, **choices: str) -> str:
    with Session(engine) as session, session.begin():
        return merge(session, "o Casa Segura", "o Casa Segura Inc", choices, AUTHOR)


def twins() -> Records:
    """Return one organization twice: a common office, and one more office of the second."""
    one = office()
    same = office("Casa Segura Inc", mark="!")
    more = office("Casa Segura Inc", city="Katy", number=OTHER)
    found = together(one, same, more)
    found["organization"]["o Casa Segura Inc"]["website"] = "www.casa.example"
    service = "s Casa Segura Inc Houston!"
    found["service"][service] |= {"cost": "free", "assured_date": DAY, "verified_how": "visit"}
    found["language"]["ht"] = complete(
        "language", {"id": "ht", "service_id": service, "code": "ht"}
    )
    return found


def test_a_merge_moves_everything_and_doubles_nothing(either_engine: Engine) -> None:
    put(either_engine, twins())
    joined(either_engine)
    found = all_of(either_engine)
    assert list(found["organization"]) == ["o Casa Segura"]
    assert found["organization"]["o Casa Segura"]["website"] == "www.casa.example"
    assert set(found["service"]) == {"s Casa Segura Houston", "s Casa Segura Inc Katy"}
    assert {row["organization_id"] for row in found["service"].values()} == {"o Casa Segura"}
    kept = found["service"]["s Casa Segura Houston"]
    assert (kept["cost"], kept["assured_date"], kept["verified_how"]) == ("free", DAY, "visit")
    assert sorted(str(row["number"]) for row in found["phone"].values()) == ["+17135550100", OTHER]
    spoken = [r["code"] for r in found["language"].values() if r["service_id"] == kept["id"]]
    assert sorted(map(str, spoken)) == ["es", "ht"]
    assert len(found["location"]) == len(found["address"]) == len(found["service_at_location"]) == 2


def test_a_merge_is_taken_back_whole(either_engine: Engine) -> None:
    put(either_engine, twins())
    before = all_of(either_engine)
    made = joined(either_engine)
    with Session(either_engine) as session, session.begin():
        undo(session, made, Author(BY, "undo", "undo", NOON, made))
    assert all_of(either_engine) == before


LINES = ("s Casa Segura Houston", "s Casa Segura Inc Houston!")


def lines(one: Records, other: Records, has_place: bool = False) -> Records:
    """Return two organizations with a service of one name each; `one` and `other` say more."""
    found = together(office(), office("Casa Segura Inc", mark="!"))
    for key, more in zip(LINES, (one, other), strict=True):
        found["service"][key] |= more.get("service", {}).get("", {})
        for table, rows in more.items():
            for part, row in rows.items() if table != "service" else ():
                name = f"{table} {part} {key}"[-36:]
                mine = complete(table, {"id": name, "service_id": key, **row})
                found.setdefault(table, {})[name] = mine
    return found if has_place else found | {"service_at_location": {}}


def saying(**columns: object) -> Records:
    """Return what a service says of itself."""
    return {"service": {"": columns}}


def serving(state: str) -> Records:
    """Return the area of a service."""
    return {"service_area": {state: {"extent_type": "state", "extent": state}}}


def calling(number: str) -> Records:
    """Return a phone of a service."""
    return {"phone": {number: {"number": number, "source": "a roster"}}}


@pytest.mark.parametrize("has_place", [True, False])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (saying(description="Line for New York"), saying(description="Line for Texas")),
        (saying(taking_cases=True), saying(taking_cases=False)),
        (saying(detained="only"), saying(detained="no")),
        (saying(cost="free"), saying(cost="full")),
        (saying(staff_notes="Ask for Ana."), saying(staff_notes="Closed in May.")),
        (saying(is_withheld=True), saying(is_withheld=False)),
        (saying(texts={"es": {"name": "a"}}), saying(texts={"es": {"name": "b"}})),
        (serving("NY"), serving("TX")),
        (calling("+17135550100"), calling(OTHER)),
    ],
)
def test_services_that_say_something_else_stay_two(
    small_engine: Engine, one: Records, other: Records, has_place: bool
) -> None:
    put(small_engine, lines(one, other, has_place))
    before = all_of(small_engine)
    joined(small_engine)
    after = all_of(small_engine)
    assert set(after["service"]) == set(LINES)
    for key, row in after["service"].items():
        assert row["organization_id"] == "o Casa Segura"
        changed = {"organization_id", "kept_fields"}
        assert {c for c in row if row[c] != before["service"][key][c]} <= changed
    for table in ("service_area", "phone"):
        kept = {key: row["service_id"] for key, row in after[table].items() if row["service_id"]}
        assert kept.items() <= {k: r["service_id"] for k, r in before[table].items()}.items()


@pytest.mark.parametrize(
    "more",
    [
        saying(description="Line for Texas", cost="full", taking_cases=False, detained="no"),
        saying(texts={"es": {"description": "Para Texas"}}, staff_notes="Ask for Ana."),
        serving("TX"),
        calling(OTHER),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_services_of_which_one_says_nothing_become_one_that_says_it(
    small_engine: Engine, more: Records, is_first: bool
) -> None:
    put(small_engine, lines(more, {}) if is_first else lines({}, more))
    joined(small_engine)
    after = all_of(small_engine)
    assert set(after["service"]) == {LINES[0]}
    for column, value in more.get("service", {}).get("", {}).items():
        assert after["service"][LINES[0]][column] == value
    for table in more.keys() - {"service"}:
        owners = [row["service_id"] for row in after[table].values() if row["service_id"]]
        assert owners == [LINES[0]]


def test_a_service_for_its_surroundings_does_not_become_one_for_a_state(
    small_engine: Engine,
) -> None:
    put(small_engine, lines({}, serving("TX"), has_place=True))
    joined(small_engine)
    assert set(all_of(small_engine)["service"]) == set(LINES)


def test_staff_choose_whose_name_stays(small_engine: Engine) -> None:
    put(small_engine, twins())
    joined(small_engine, name="drop")
    found = all_of(small_engine)["organization"]["o Casa Segura"]
    assert found["name"] == "Casa Segura Inc"
    assert "name" in found["kept_fields"]  # type: ignore[operator]


def test_a_refresh_does_not_bring_back_what_was_merged(small_engine: Engine) -> None:
    put(small_engine, twins())
    joined(small_engine)
    before = all_of(small_engine)
    with Session(small_engine) as session, session.begin():
        found = refresh(before, twins(), {"a roster": DAY}, removed_by_staff(session))
        carry_out(session, differences(before, found.wanted, found.removed), AUTHOR)
    after = all_of(small_engine)
    assert {table: set(rows) for table, rows in after.items()} == {
        table: set(rows) for table, rows in before.items()
    }


def test_a_new_office_of_a_merged_organization_goes_to_the_other(small_engine: Engine) -> None:
    put(small_engine, twins())
    joined(small_engine)
    before = all_of(small_engine)
    offered = together(twins(), office("Casa Segura Inc", number="+17135550108", mark="?"))
    with Session(small_engine) as session:
        found = refresh(before, offered, {"a roster": DAY}, removed_by_staff(session))
    new = found.wanted["service"]["s Casa Segura Inc Houston?"]
    assert new["organization_id"] == "o Casa Segura"


@pytest.mark.parametrize(
    ("keep", "drop", "error"),
    [
        ("o Casa Segura", "o Casa Segura", ValueError),
        ("o Casa Segura", "nobody", KeyError),
        ("nobody", "o Casa Segura", KeyError),
    ],
)
def test_a_merge_without_sense_is_refused(
    small_engine: Engine, keep: str, drop: str, error: type[Exception]
) -> None:
    put(small_engine, twins())
    with Session(small_engine) as session, pytest.raises(error):
        merge(session, keep, drop, {}, AUTHOR)
