"""Which migrations a database has had, by name: a former release finds its own among those of a newer one.

Revision ID: 0004
"""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute(
        """
        create table applied_migrations (
            history text not null,
            name text not null,
            applied_at timestamptz not null default now(),
            primary key (history, name)
        )
        """
    )
