"""Mails of a time that a restore brought back are held: they may have gone out before.

Revision ID: 0002
"""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute(
        """
        alter table deliveries drop constraint deliveries_state_check;
        alter table deliveries add constraint deliveries_state_check
            check (state in ('pending', 'sent', 'failed', 'cancelled', 'held')) not valid;

        -- Mails about events that were written before `until` are held; infinity while a restore is on its way.
        create table mail_hold (
            only_row boolean primary key default true check (only_row),
            until timestamptz not null default '-infinity'
        );
        insert into mail_hold default values;
        """
    )
