"""Messengers, quiet hours, the daily mail, gathered mails, receivers that are slow; and what proves that one was told.

Revision ID: 0004
"""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute(
        """
        -- What is told of a record: `record` is the event's own, `matter` the case or referral that it belongs to.
        alter table notifications
            add record uuid, add matter uuid, add organisation uuid, add made_at timestamptz, add acted_at timestamptz;
        alter table notifications alter made_at set default clock_timestamp();
        create index notifications_matter on notifications (matter, id desc) where matter is not null;
        create index notifications_record on notifications (record, id desc) where record is not null;
        create index notifications_recent on notifications (person, made_at) where made_at is not null;
        create index notifications_to_act_on on notifications (person, record) where acted_at is null;

        -- `part_of`: it goes out within what is sent for that notification, which alone is tried.
        alter table deliveries
            add part_of uuid, add digest boolean not null default false,
            add receiver bigint not null default 0, add tried_at timestamptz;
        create index deliveries_part_of on deliveries (part_of, channel) where part_of is not null;
        create index deliveries_of_receiver on deliveries (receiver) where state = 'pending';

        create table slow_receivers (
            receiver bigint primary key,
            times int not null,
            until timestamptz not null
        );

        alter table preferences
            add without_messenger text[] not null default '{}',
            add quiet_from text, add quiet_to text, add digest_at text,
            add gather_minutes int not null default 10,
            add check ((quiet_from is null) = (quiet_to is null));

        create table messenger_links (
            person uuid primary key,
            recipient text not null unique,
            linked_at timestamptz not null
        );
        create table messenger_codes (
            person uuid primary key,
            code_hash bytea not null unique,
            expires_at timestamptz not null
        );
        """
    )
