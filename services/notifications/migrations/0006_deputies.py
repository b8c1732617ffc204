"""Who is told in the place of somebody who is away.

Revision ID: 0006
"""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.execute("alter table notifications add column stands_in_for uuid")
