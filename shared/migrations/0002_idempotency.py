"""Answers to POSTs that carried an Idempotency-Key.

Revision ID: 0002
"""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute(
        """
        create table idempotency_keys (
            person uuid not null,
            method text not null,
            path text not null,
            key text not null,
            digest bytea not null,
            status int not null,
            body text not null,
            headers jsonb not null,
            created_at timestamptz not null default clock_timestamp(),
            primary key (person, method, path, key)
        );
        create index idempotency_keys_created_at on idempotency_keys (created_at);
        """
    )
