"""Endpoints of agencies' systems, and what is on its way to them.

Revision ID: 0005
"""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute(
        """
        create table webhooks (
            id uuid primary key,
            organisation uuid not null,
            created_at timestamptz not null,
            url text not null,
            description text,
            events text[] not null,
            state text not null check (state in ('active', 'paused', 'disabled')),
            disabled_for text,
            disabled_at timestamptz,
            secret jsonb not null,
            previous_secret jsonb,
            previous_until timestamptz,
            failing_since timestamptz,
            failures int not null default 0,
            rests_until timestamptz not null,
            busy_until timestamptz not null
        );
        create index webhooks_organisation on webhooks (organisation);

        create table webhook_deliveries (
            webhook uuid not null references webhooks (id) on delete cascade,
            event uuid not null,
            type text not null,
            happened_at timestamptz not null,
            data jsonb not null,
            made_at timestamptz not null,
            state text not null check (state in ('pending', 'sent', 'failed', 'cancelled', 'held')),
            attempts int not null default 0,
            next_try_at timestamptz not null,
            tried_at timestamptz,
            sent_at timestamptz,
            answer int,
            error text,
            primary key (webhook, event)
        );
        create index webhook_deliveries_due on webhook_deliveries (webhook, next_try_at) where state = 'pending';
        create index webhook_deliveries_old on webhook_deliveries (made_at);
        """
    )
