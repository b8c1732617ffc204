"""Who is away from when until when, and who stands in for them.

Revision ID: 0004
"""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute(
        """
        create table known_absences (
            person uuid not null,
            from_on date not null,
            until_on date not null,
            begins_at timestamptz not null,
            ends_at timestamptz not null,
            deputy uuid not null,
            primary key (person, from_on)
        );
        create index known_absences_deputy on known_absences (deputy);
        create index known_absences_ends_at on known_absences (ends_at);
        """
    )
