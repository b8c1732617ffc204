"""An index for counting the mails that were given up.

Revision ID: 0002
"""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("create index deliveries_failed on deliveries (refused_at) where state = 'failed'")
