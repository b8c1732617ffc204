"""Links of calendar feeds.

Revision ID: 0008
"""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.execute(
        """
        create table calendar_links (
            person uuid primary key,
            organisation uuid,
            token_hash bytea not null unique,
            made_at timestamptz not null
        );
        """
    )
