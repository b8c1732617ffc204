"""How referrals arrive: files that were imported, invitations of organisations without accounts,
appeals of families.

Revision ID: 0004
"""

from alembic import op

revision = "0004"
down_revision = "0003"

IMPORTS = """
create table imports (
    id uuid primary key,
    organisation uuid,
    sent_by uuid not null,
    digest bytea not null,
    imported_at timestamptz not null,
    referrals uuid[] not null
);
create index imports_digest on imports (organisation, digest);
"""

INVITATIONS = """
create table invitations (
    id uuid primary key,
    organisation uuid not null,
    invited_by uuid not null,
    organisation_name text not null,
    email text not null,
    contact_name text,
    invited_at timestamptz not null,
    expires_at timestamptz not null,
    cancelled_at timestamptz
);
create index invitations_organisation on invitations (organisation, id);

create table invitation_links (
    token_hash bytea primary key,
    invitation uuid not null references invitations,
    expires_at timestamptz not null
);
create index invitation_links_invitation on invitation_links (invitation);
create index invitation_links_expires_at on invitation_links (expires_at);

create table invitation_mails (
    id uuid primary key,
    invitation uuid not null references invitations,
    created_at timestamptz not null,
    attempts int not null,
    next_try_at timestamptz not null
);
create index invitation_mails_next_try_at on invitation_mails (next_try_at);
create index invitation_mails_invitation on invitation_mails (invitation);

alter table referrals add column invitation uuid unique references invitations;

create table throttles (
    key bytea primary key,
    attempts bigint not null,
    window_ends_at timestamptz not null
);
create index throttles_window_ends_at on throttles (window_ends_at);
"""

APPEALS = """
create table appeals (
    referral uuid primary key references referrals,
    code_hash bytea not null
);

create table used_forms (
    nonce text primary key,
    expires_at timestamptz not null
);
create index used_forms_expires_at on used_forms (expires_at);
"""


def upgrade() -> None:
    op.execute(IMPORTS)
    op.execute(INVITATIONS)
    op.execute(APPEALS)
