"""Documents of records: the rows of files that lie outside the database.

Revision ID: 0001
"""

from alembic import op

revision = "0001"
down_revision = None

TABLES = """
create table documents (
    id uuid primary key,
    record uuid not null,
    kind text not null,
    member uuid,
    dated_on date,
    title text,
    format text not null,
    bytes bigint not null check (bytes > 0),
    sha256 text not null,
    added_by uuid not null,
    added_at timestamptz not null,
    annulled_at timestamptz,
    annulled_by uuid,
    annulled_reason text,
    erase_at timestamptz,
    erased_at timestamptz,
    check ((annulled_at is null) = (annulled_by is null)
        and (annulled_at is null) = (annulled_reason is null)
        and (annulled_at is null) = (erase_at is null)),
    check (erased_at is null or annulled_at is not null)
);
create index documents_record on documents (record, id);
create index documents_to_erase on documents (erase_at) where erase_at is not null and erased_at is null;
"""


def upgrade() -> None:
    op.execute(TABLES)
