"""Who changed which website that carries the chat, and when; it begins empty."""

from alembic import op

from referrals.migrations.columns import create

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    create("site_change", "at:time!# made_by:s254! site_key:s40!# what:json! id:id*")


def downgrade() -> None:
    """Drop the table with what it holds."""
    op.drop_table("site_change")
