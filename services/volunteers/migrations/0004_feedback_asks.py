"""Both sides of a pairing are asked once how it is; and since when a side has said something.

Revision ID: 0004
"""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute(
        """
        create table feedback_asks (
            assignment uuid primary key references assignments,
            at timestamptz not null
        );
        alter table feedback add column first_given_at timestamptz;
        update feedback set first_given_at = given_at;
        alter table feedback alter column first_given_at set not null;
        create index assignments_introduced_at on assignments (introduced_at);
        """
    )
