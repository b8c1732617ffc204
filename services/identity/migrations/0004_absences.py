"""Absences: from a day to a day somebody stands in for somebody else.

Revision ID: 0004
"""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute(
        """
        create table absences (
            id uuid primary key,
            person uuid not null references people (id),
            from_on date not null,
            until_on date not null,
            last_on date not null,
            deputy uuid not null references people (id),
            entered_at timestamptz not null,
            entered_by uuid,
            ended_by uuid,
            began_said_at timestamptz,
            ended_said_at timestamptz,
            check (from_on <= until_on),
            check (person <> deputy)
        );
        create index absences_person on absences (person, last_on);
        create index absences_deputy on absences (deputy, last_on);
        create index absences_to_say on absences (from_on) where ended_said_at is null;
        """
    )
