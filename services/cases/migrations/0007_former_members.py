"""What was said of somebody in a household before it was corrected, for figures as they were known on a day.

Revision ID: 0007
"""

from alembic import op

revision = "0007"
down_revision = "0006"

TABLE = """
create table former_members (
    number bigint generated always as identity primary key,
    case_id uuid not null references cases,
    member uuid not null,
    until timestamptz not null,
    absent boolean not null,
    role text not null,
    born_on date,
    age int,
    aged_on date,
    left_on date
);
create index former_members_of on former_members (case_id, member, until);
"""
"""What was corrected before this table was kept counts as always known."""


def upgrade() -> None:
    op.execute(TABLE)
