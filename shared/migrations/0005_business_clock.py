"""How far this service's business time is ahead of system time: nothing, but in a demo home.

Revision ID: 0005
"""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """The function reads after it has the lock: each statement in it sees what was committed before it began."""
    op.execute(
        """
        create table business_clock (
            only_row boolean primary key default true check (only_row),
            ahead interval not null check (ahead >= interval '0')
        );
        insert into business_clock (ahead) values (interval '0');
        create function business_time_ahead() returns interval language plpgsql volatile as $$
        begin
            perform pg_advisory_xact_lock_shared(7010);
            return (select ahead from business_clock);
        end $$
        """
    )
