"""An index for counting the referrals whose time to answer is over.

Revision ID: 0002
"""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("create index referrals_unanswered on referrals (answer_due_at) where status = 'submitted'")
