"""What comparing a referral's family with others came to, kept so that nobody waits for it twice.

Revision ID: 0007
"""

from alembic import op

revision = "0007"
down_revision = "0006"

TABLE = """
create table comparisons (
    record uuid primary key,
    rules bytea not null,
    others uuid[] not null,
    alike jsonb not null
)
"""


def upgrade() -> None:
    op.execute(TABLE)
