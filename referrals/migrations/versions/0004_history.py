"""History, verifications, reports and counts; they begin empty."""

from alembic import op

from referrals.migrations.columns import create

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = {
    "change_set": """
        kind:s40! title! made_by:s254! made_at:time!# undoes:id>change_set id:id*
    """,
    "directory_version": """
        id:int* version:int!
    """,
    "referral_count": """
        service_id:id* day:date* times:int!
    """,
    "merged_record": """
        resource_type:s40* resource_id:id* into_id:id!
    """,
    "distinct_pair": """
        one:id* other:id* said_by:s254! said_at:time!
    """,
    "withdrawn_answer": """
        id:int* label:s100!# since:time! withdrawn_by:s254! reason! until:time given_by:s254
    """,
    "metadata": """
        change_set_id:id>change_set# position:int! resource_id:id! resource_type:s40!
        last_action_date:time! last_action_type:s40! field_name:s40! previous_value!
        replacement_value! updated_by:s254! id:id*
    """,
    "number_report": """
        service_id:id* day:date* times:int! is_settled:bool!
    """,
    "verification": """
        service_id:id!# day:date! verified_by:s254! how:s40! note due_date:date!
        id:id*
    """,
}


def upgrade() -> None:
    """Create the tables."""
    for name, columns in TABLES.items():
        create(name, columns)
    op.create_index("ix_metadata_resource", "metadata", ["resource_type", "resource_id"])


def downgrade() -> None:
    """Drop the tables with what they hold."""
    for name in reversed(TABLES):
        op.drop_table(name)
