"""An index for counting the mails that were given up.

Revision ID: 0003
"""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("create index deliveries_failed on deliveries (refused_at) where state = 'failed'")
