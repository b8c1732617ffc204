"""Requests that wait, and those for which somebody was found, are read at once however many are over.

Revision ID: 0007
"""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.execute(
        """
        create index requests_waiting on requests (organisation, requested_at) where status in ('open', 'proposed');
        create index requests_found on requests (organisation, id) where status in ('matched', 'introduced');
        """
    )
