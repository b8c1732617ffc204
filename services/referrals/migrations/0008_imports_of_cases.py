"""What a file held that was imported: referrals, or cases that began before they were kept here.

Revision ID: 0009
"""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.execute(
        "alter table imports add column kind text not null default 'referrals' check (kind in ('referrals', 'cases'))"
    )
