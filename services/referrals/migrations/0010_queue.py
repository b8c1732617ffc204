"""The receiver's list is read by what is due, and by how it stands.

Revision ID: 0010
"""

from alembic import op

revision = "0010"
down_revision = "0009"

INDEXES = """
create index referrals_to_answer on referrals (to_organisation, answer_due_at, id) where status = 'submitted';
create index referrals_asked on referrals (to_organisation, reply_by, id) where status = 'info_requested';
create index referrals_to_by_state on referrals (to_organisation, status, id);
"""


def upgrade() -> None:
    op.execute(INDEXES)
