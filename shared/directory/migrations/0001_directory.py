"""The replica of identity's people, organisations and districts.

Revision ID: 0001
"""

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.execute(
        """
        create table known_organisations (
            id uuid primary key,
            sequence bigint not null,
            name text not null,
            kind text not null,
            districts text[] not null,
            accepts_referrals boolean not null,
            time_zone text not null,
            self_sufficiency_threshold bigint not null,
            active boolean not null
        );
        create table known_districts (
            code text primary key,
            sequence bigint not null,
            name text not null,
            region text not null,
            latitude double precision,
            longitude double precision
        );
        create table known_people (
            id uuid primary key,
            sequence bigint not null,
            organisation uuid,
            roles text[] not null,
            language text not null,
            time_zone text not null,
            active boolean not null,
            last_name text,
            first_name text,
            middle_name text,
            email text,
            phone text
        );
        create index known_people_organisation on known_people (organisation);
        create table revoked_sessions (
            person uuid not null,
            session uuid,
            revoked_at timestamptz not null
        );
        create index revoked_sessions_person on revoked_sessions (person);
        """
    )
