"""Who was asked for a request is read at once however many were asked for others.

Revision ID: 0009
"""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.execute("create index proposals_request on proposals (request, id)")
