"""A question that the sender never answers stops the receiver's clock no longer than the time to reply.

Where that time was over before this release, both were told so, but the clock stood still for good: the timer tells
them once more, now that it goes on.

Revision ID: 0006
"""

from alembic import op

revision = "0006"
down_revision = "0005"

UNANSWERED = """
update referrals set tell_reply_passed_at = reply_by
where status = 'info_requested' and reply_by is not null and tell_reply_passed_at is null
"""


def upgrade() -> None:
    op.execute(UNANSWERED)
