"""What counts as a difference, whose word wins, and what belongs to what."""

import datetime
from decimal import Decimal

import pytest

from referrals.changes import Difference, differences, same
from referrals.ownership import mark_kept, owners, parts_of
from referrals.records import Records, complete, in_order, settle
from referrals.refreshing import refresh
from tests.referrals.small_records import DAY, office, together

HOUSTON, KATY = office(), office(city="Katy", number="+17135550101")
SERVICE = "s Casa Segura Houston"
LANGUAGE = "es Casa Segura Houston"
ROSTER = {"a roster": DAY}
OLD = DAY - datetime.timedelta(days=30)


def changed(records: Records, table: str, key: str, **columns: object) -> Records:
    """Return records with some columns of one row changed."""
    found = together(records)
    found[table][key].update(columns)
    return found


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (Decimal("29.7"), Decimal("29.700000"), True),
        (29.7, Decimal("29.7"), True),
        ("", None, True),
        ([], None, True),
        ({}, [], True),
        (0, None, False),
        (Decimal(0), None, False),
        (False, None, False),
        (False, 0, False),
        (True, True, True),
        ("1", 1, False),
        (datetime.datetime(2026, 1, 1), datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), True),
        (DAY, OLD, False),
    ],
)
def test_values_are_the_same_when_a_reader_would_say_so(
    one: object, other: object, alike: bool
) -> None:
    assert same(one, other) is alike
    assert same(other, one) is alike


def test_only_the_changed_columns_are_named() -> None:
    wanted = {"service": {SERVICE: {"id": SERVICE, "cost": "free", "name": "Asylum help"}}}
    (found,) = differences(HOUSTON, wanted)
    assert (found.action, set(found.fields)) == ("update", {"cost", "name"})


def test_a_column_that_staff_keep_stays_and_their_own_word_changes_it() -> None:
    current = changed(HOUSTON, "service", SERVICE, name="Ours", kept_fields=["name"])
    wanted = {"service": {SERVICE: {"id": SERVICE, "name": "Theirs"}}}
    assert differences(current, wanted) == []
    (found,) = differences(current, wanted, by_staff=True)
    assert found.after is not None
    assert found.after["name"] == "Theirs"


def test_nothing_in_a_column_that_must_have_something_becomes_its_empty_value() -> None:
    assert settle("address", {"city": None, "address_1": None})["address_1"] == ""
    assert complete("organization", {"id": "o", "name": "Casa", "description": None})[
        "description"
    ] == ("")


def test_a_column_that_no_table_has_is_refused() -> None:
    with pytest.raises(KeyError):
        complete("organization", {"id": "o", "no_column": "Casa"})


def test_parents_come_before_their_children() -> None:
    rows = [
        {"id": "a", "parent_organization_id": "b"},
        {"id": "b", "parent_organization_id": "c"},
        {"id": "c", "parent_organization_id": "elsewhere"},
    ]
    assert [row["id"] for row in in_order("organization", rows)] == ["c", "b", "a"]


def test_a_part_belongs_to_all_that_is_above_it() -> None:
    current = together(
        HOUSTON,
        {
            "language": {
                "ht": complete("language", {"id": "ht", "phone_id": "p Casa Segura Houston"})
            }
        },
    )
    found = list(owners(current, "language", current["language"]["ht"]))
    assert found == [("phone", "p Casa Segura Houston"), ("location", "l Casa Segura Houston")]
    assert ("language", "ht") in parts_of(current, [("location", "l Casa Segura Houston")])


def test_an_edit_by_staff_is_kept_in_the_record_itself() -> None:
    row = HOUSTON["service"][SERVICE]
    (found,) = mark_kept(
        HOUSTON, [Difference("service", SERVICE, row, {**row, "name": "Asylum help"})]
    )
    assert found.after is not None
    assert found.after["kept_fields"] == ["name"]


@pytest.mark.parametrize("removes", [True, False])
def test_a_part_that_staff_change_is_kept_by_its_owner(removes: bool) -> None:
    row = HOUSTON["language"][LANGUAGE]
    after = None if removes else {**row, "name": "Español"}
    found = mark_kept(HOUSTON, [Difference("language", LANGUAGE, row, after)])
    owner = next(d for d in found if d.table == "service")
    assert owner.after is not None
    assert owner.after["kept_fields"] == ["language"]


def test_a_refresh_neither_changes_nor_brings_back_parts_that_staff_keep() -> None:
    current = changed(HOUSTON, "service", SERVICE, kept_fields=["language"])
    del current["language"][LANGUAGE]
    found = refresh(current, HOUSTON, ROSTER)
    assert found.removed == ()
    assert "language" not in found.wanted
    assert differences(current, found.wanted) == []


def test_a_refresh_removes_what_the_edition_no_longer_names_with_its_parts() -> None:
    found = refresh(together(HOUSTON, KATY), HOUSTON, ROSTER)
    assert {key for _, key in found.removed} == {
        f"{mark} Casa Segura Katy" for mark in ("a", "at", "es", "l", "p", "s")
    }


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("service", {"assured_date": DAY}),
        ("service", {"kept_fields": ["name"]}),
        ("service", {"source": "another roster"}),
        ("phone", {"kept_fields": ["number"]}),
    ],
)
def test_a_refresh_does_not_remove_what_staff_touched_or_others_brought(
    table: str, columns: dict[str, object]
) -> None:
    key = f"{table[0]} Casa Segura Katy"
    current = changed(together(HOUSTON, KATY), table, key, **columns)
    assert current[table][key]
    assert refresh(current, HOUSTON, ROSTER).removed == ()


def test_an_organization_stays_as_long_as_a_service_of_staff_is_its() -> None:
    own = changed(HOUSTON, "service", SERVICE, source="staff")
    found = refresh(own, office("Refugio"), ROSTER)
    assert ("organization", "o Casa Segura") not in found.removed
    assert ("location", "l Casa Segura Houston") not in found.removed


def test_what_a_newer_edition_brought_is_not_removed_by_an_older_one() -> None:
    found = refresh(together(HOUSTON, KATY), HOUSTON, {"a roster": OLD})
    assert found.removed == ()


def test_an_older_edition_of_the_same_source_changes_nothing() -> None:
    old = changed(office(day=OLD), "service", SERVICE, name="Old name")
    found = refresh(HOUSTON, old, {"a roster": OLD})
    assert differences(HOUSTON, found.wanted) == []


def test_an_older_edition_of_another_source_fills_only_what_is_empty() -> None:
    other = office(source="pro bono list", day=OLD)
    other = changed(other, "service", SERVICE, name="Old name", cost="free")
    found = refresh(HOUSTON, other, {"pro bono list": OLD})
    (d,) = differences(HOUSTON, found.wanted)
    assert (d.fields, (d.after or {})["cost"]) == (("cost",), "free")


def test_a_refresh_tells_what_staff_keep_against_it() -> None:
    current = changed(HOUSTON, "service", SERVICE, name="Ours", kept_fields=["name"])
    offered = changed(HOUSTON, "service", SERVICE, name="Theirs")
    (kept,) = refresh(current, offered, ROSTER).kept
    assert (kept.field, kept.value, kept.offered) == ("name", "Ours", "Theirs")


def test_what_staff_removed_does_not_come_back() -> None:
    gone = {("service", SERVICE): None}
    current = together(HOUSTON)
    for table, key in (("language", LANGUAGE), ("service", SERVICE)):
        del current[table][key]
    current["service_at_location"].clear()
    found = refresh(current, HOUSTON, ROSTER, gone)
    assert differences(current, found.wanted, found.removed) == []


def test_what_was_merged_goes_on_in_the_other_record() -> None:
    current = office("Refugio")
    gone = {("organization", "o Casa Segura"): "o Refugio"}
    found = refresh(current, HOUSTON, ROSTER, gone)
    assert "organization" not in found.wanted
    assert found.wanted["service"][SERVICE]["organization_id"] == "o Refugio"


def test_recognition_is_what_its_list_says_even_for_a_verified_organization() -> None:
    mark = {"id": "i", "organization_id": "o Casa Segura", "source": "a roster"}
    row = complete(
        "organization_identifier",
        mark | {"identifier_type": "DOJ R&A", "identifier": "Casa", "source_date": DAY},
    )
    current = together(HOUSTON, {"organization_identifier": {"i": row}})
    current["service"][SERVICE]["assured_date"] = DAY
    offered = together(current)
    offered["organization_identifier"]["i"]["expires"] = DAY
    offered["organization"]["o Casa Segura"]["website"] = "www.casa.example"
    found = differences(current, refresh(current, offered, ROSTER).wanted)
    assert [(d.table, d.fields) for d in found] == [("organization_identifier", ("expires",))]


def test_tables_that_an_edition_does_not_speak_of_keep_their_rows() -> None:
    offered = together(HOUSTON)
    offered.pop("language")
    spoken_of = frozenset({"service", "phone"})
    assert refresh(HOUSTON, offered, ROSTER, tables=spoken_of).removed == ()
    assert refresh(HOUSTON, offered, ROSTER).removed == (("language", LANGUAGE),)
