"""Accounts of staff and the files they bring; they begin empty."""

from alembic import op

from referrals.migrations.columns import create

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = {
    "sign_in": """
        at:time!# email:s254 event:s40! id:id*
    """,
    "staff": """
        email:s254!= role:s40! language:s20! password_hash totp_secret:bytes
        totp_last_step:int! recovery_hashes:json! is_active:bool! failures:int!
        locked_until:time made_at:time! id:id*
    """,
    "import_run": """
        format:s40! file_name! content:bytes options:json! state:s40! preview:json!
        done_rows:int! all_rows:int! started_by:s254! started_at:time!
        change_set_id:id>change_set id:id*
    """,
    "invitation": """
        staff_id:id>staff!# token_hash:s64!= expires_at:time! used_at:time id:id*
    """,
    "staff_session": """
        staff_id:id>staff!# token_hash:s64!= csrf_token:s64! second_factor:bool!
        made_at:time! seen_at:time! id:id*
    """,
}


def upgrade() -> None:
    """Create the tables."""
    for name, columns in TABLES.items():
        create(name, columns)


def downgrade() -> None:
    """Drop the tables with what they hold."""
    for name in reversed(TABLES):
        op.drop_table(name)
