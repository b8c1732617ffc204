"""Referrals that are being written.

Revision ID: 0009
"""

from alembic import op

revision = "0009"
down_revision = "0008"

DRAFTS = """
create table drafts (
    id uuid primary key,
    owner uuid not null,
    organisation uuid,
    content jsonb not null,
    referral uuid references referrals,
    begun_at timestamptz not null,
    changed_at timestamptz not null
);
create index drafts_owner on drafts (owner, changed_at desc) where referral is null;
create index drafts_changed_at on drafts (changed_at);
create index drafts_referral on drafts (referral) where referral is not null;
"""

BY_STATE = """
create index referrals_sent_from_by_state on referrals (from_organisation, status, id);
create index referrals_sent_by_by_state on referrals (sent_by, status, id);
"""


def upgrade() -> None:
    op.execute(DRAFTS)
    op.execute(BY_STATE)
