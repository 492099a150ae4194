"""Which check settled a report, and that a check was taken back; of older ones neither is known."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two columns, empty."""
    op.add_column("number_report", sa.Column("settled_by", sa.String(36)))
    op.add_column("verification", sa.Column("taken_back_by", sa.String(36)))


def downgrade() -> None:
    """Drop them: every check counts again, and no report opens again."""
    op.drop_column("verification", "taken_back_by")
    op.drop_column("number_report", "settled_by")
