"""Whether families may turn to an organisation by themselves, without an account.

Revision ID: 0003
"""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("alter table organisations add column accepts_appeals boolean not null default false")
