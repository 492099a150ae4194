"""The tables of HSDS 3.1 in place of the first few; what the directory holds is carried over."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

from referrals.identity import record_id
from referrals.migrations.columns import create

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

type Rows = list[dict[str, Any]]

FIRST = (
    "organization",
    "organization_identifier",
    "location",
    "address",
    "service",
    "phone",
    "language",
    "service_area",
)
"""The tables of before, those that others point at first."""

TABLES = {
    "meta_table_description": """
        name language character_set id:id*
    """,
    "organization": """
        name! alternate_name description! email website tax_status tax_id
        year_incorporated:int legal_status logo uri parent_organization_id:id>organization#
        id:id* source:s200! source_date:date kept_fields:json! texts:json! staff_notes
    """,
    "taxonomy": """
        name! description! uri version id:id*
    """,
    "unit": """
        name! scheme identifier uri id:id*
    """,
    "location": """
        organization_id:id>organization# location_type:s40! url name alternate_name
        description transportation latitude:n9.6 longitude:n9.6 external_identifier
        external_identifier_type geo_precision:s10 id:id* source:s200! source_date:date
        kept_fields:json! texts:json! staff_notes
    """,
    "organization_identifier": """
        organization_id:id>organization!# identifier_scheme identifier_type! identifier!
        expires:date renewal_pending:bool! id:id* source:s200! source_date:date
        kept_fields:json!
    """,
    "program": """
        organization_id:id>organization!# name! alternate_name description! id:id*
    """,
    "taxonomy_term": """
        code:s200# name! description! parent_id:id>taxonomy_term taxonomy language:s20
        taxonomy_id:id>taxonomy term_uri id:id*
    """,
    "accessibility": """
        location_id:id>location# description details url id:id*
    """,
    "address": """
        location_id:id>location# attention address_1! address_2 city! region
        state_province:s100!# postal_code:s20! country:s60! address_type:s40! id:id*
    """,
    "attribute": """
        link_id:id! link_entity:s40! taxonomy_term_id:id>taxonomy_term# link_type value
        label id:id*
    """,
    "service": """
        organization_id:id>organization!# program_id:id>program# name! alternate_name
        description url email status:s40! interpretation_services application_process
        fees_description wait_time fees accreditations eligibility_description
        minimum_age:n5.1 maximum_age:n5.1 assured_date:date assurer_email licenses alert
        last_modified:time kind:s40! taking_cases:bool detained:s40 cost:s40
        by_appointment:bool verified_how:s40 due_date:date# id:id* source:s200!
        source_date:date kept_fields:json! texts:json! staff_notes is_withheld:bool!
    """,
    "cost_option": """
        service_id:id>service!# valid_from:date valid_to:date option currency:s10
        amount:n12.2 amount_description id:id*
    """,
    "funding": """
        organization_id:id>organization# service_id:id>service# source id:id*
    """,
    "required_document": """
        service_id:id>service# document uri id:id*
    """,
    "service_at_location": """
        service_id:id>service!# location_id:id>location!# description id:id*
    """,
    "service_capacity": """
        service_id:id>service!# unit_id:id>unit! available:n12.2! maximum:n12.2 description
        updated:time! id:id*
    """,
    "url": """
        label url! organization_id:id>organization# service_id:id>service# id:id*
    """,
    "contact": """
        organization_id:id>organization# service_id:id>service#
        service_at_location_id:id>service_at_location# location_id:id>location# name title
        department email id:id*
    """,
    "schedule": """
        service_id:id>service# location_id:id>location#
        service_at_location_id:id>service_at_location# valid_from:date valid_to:date
        dtstart:date timezone:n4.2 until:date count:int wkst:s2 freq:s10 interval:int byday
        byweekno bymonthday byyearday description opens_at:s20 closes_at:s20 schedule_link
        attending_type notes id:id*
    """,
    "service_area": """
        service_id:id>service# service_at_location_id:id>service_at_location# name
        description extent extent_type:s40 uri id:id*
    """,
    "phone": """
        location_id:id>location# service_id:id>service# organization_id:id>organization#
        contact_id:id>contact# service_at_location_id:id>service_at_location# number!
        extension:int type:s40 description position:int! id:id* source:s200!
        source_date:date kept_fields:json!
    """,
    "language": """
        service_id:id>service# location_id:id>location# phone_id:id>phone# name code:s20
        note id:id*
    """,
}

BEFORE = {
    "organization": """
        id:id* name:s300! description! email:s200 website:s300 source:s200! source_date:date
        assured_date:date assurer:s200
    """,
    "organization_identifier": """
        id:id* organization_id:id>organization!# identifier_type:s50! identifier:s300!
        expires:date renewal_pending:bool! source:s200! source_date:date
    """,
    "location": """
        id:id* organization_id:id>organization!# location_type:s20! name:s300 latitude:n9.6
        longitude:n9.6 geo_precision:s10 source:s200! source_date:date assured_date:date
        assurer:s200
    """,
    "address": """
        id:id* location_id:id>location!# address_1:s300! city:s100! state_province:s2!#
        postal_code:s10! country:s2! address_type:s20!
    """,
    "service": """
        id:id* organization_id:id>organization!# location_id:id>location# name:s200! description!
        status:s20! application_process fees_description:s200 eligibility:s30 source:s200!
        source_date:date assured_date:date assurer:s200
    """,
    "phone": """
        id:id* location_id:id>location# service_id:id>service# number:s20! extension:int
        description:s200 source:s200! source_date:date
    """,
    "language": "id:id* service_id:id>service!# name:s100! code:s20",
    "service_area": "id:id* service_id:id>service!# extent:s50!# extent_type:s20!",
}
"""What 0001 made, to go back to."""


def upgrade() -> None:
    """Make the tables anew and fill them with what there was."""
    rows = _take(FIRST)
    for name, columns in TABLES.items():
        create(name, columns)
    op.create_index("ix_location_point", "location", ["latitude", "longitude"])
    op.create_index("ix_attribute_link", "attribute", ["link_entity", "link_id"])
    op.create_index("ix_place_name_weight", "place_name", ["weight", "normalized", "kind"])
    op.create_index("ix_place_name_state", "place_name", ["state", "normalized", "kind", "weight"])
    _put(_newer(rows), TABLES)


def downgrade() -> None:
    """Make the first tables again; what they have no room for is lost."""
    op.drop_index("ix_place_name_state", "place_name")
    op.drop_index("ix_place_name_weight", "place_name")
    rows = _take(TABLES)
    for name, columns in BEFORE.items():
        create(name, columns)
    op.create_index("ix_location_point", "location", ["latitude", "longitude"])
    _put(_older(rows), BEFORE)


def _take(names: Iterable[str]) -> dict[str, Rows]:
    """Return the rows of tables and drop them, those that point at others first."""
    known = sa.MetaData()
    known.reflect(op.get_bind(), only=list(names))
    rows = {
        name: [dict(row._mapping) for row in op.get_bind().execute(sa.select(known.tables[name]))]
        for name in names
    }
    for name in reversed(list(names)):
        op.drop_table(name)
    return rows


def _put(rows: dict[str, Rows], names: Iterable[str]) -> None:
    known = sa.MetaData()
    known.reflect(op.get_bind(), only=list(names))
    for name in names:
        table = known.tables[name]
        for row in rows.get(name, ()):
            fitting = {key: _cut(value, table.c[key]) for key, value in row.items() if key in table.c}
            op.get_bind().execute(sa.insert(table), fitting)


def _cut(value: Any, column: sa.Column[Any]) -> Any:
    length = getattr(column.type, "length", None)
    return value[:length] if isinstance(value, str) and length else value


def _newer(rows: dict[str, Rows]) -> dict[str, Rows]:
    seen = {row["id"]: row for row in rows["location"]}
    for name in ("organization", "organization_identifier", "location", "service", "phone"):
        for row in rows[name]:
            row |= {"kept_fields": [], "texts": {}, "position": 0}
    for row in rows["service"]:
        there = seen.get(row["location_id"], {})
        is_free = row["fees_description"] == "pro bono"
        row |= {
            "assured_date": row["assured_date"] or there.get("assured_date"),
            "assurer_email": row["assurer"] or there.get("assurer"),
            "detained": "only" if row["eligibility"] == "detained" else None,
            "eligibility_description": row["eligibility"],
            "cost": "free" if is_free else None,
            "kind": "legal_help",
            "is_withheld": False,
        }
    return rows | {"service_at_location": [_given_at(row) for row in rows["service"] if row["location_id"]]}


def _given_at(service: dict[str, Any]) -> dict[str, str]:
    pair = (service["id"], service["location_id"])
    return {
        "id": record_id("service_at_location", *pair),
        "service_id": pair[0],
        "location_id": pair[1],
    }


def _older(rows: dict[str, Rows]) -> dict[str, Rows]:
    places = {row["service_id"]: row["location_id"] for row in rows["service_at_location"]}
    for row in rows["service"]:
        row |= {
            "location_id": places.get(row["id"]),
            "description": row["description"] or "",
            "assurer": row["assurer_email"],
            "eligibility": "detained" if row["detained"] == "only" else None,
        }
    owners = {"location": "organization_id", "address": "location_id", "language": "service_id"}
    kept = {
        name: [row for row in rows[name] if row[owner]] for name, owner in owners.items()
    }
    areas = [row for row in rows["service_area"] if row["service_id"] and row["extent"]]
    named = [row | {"name": row["name"] or row["code"] or ""} for row in kept["language"]]
    return rows | kept | {"service_area": areas, "language": named}
