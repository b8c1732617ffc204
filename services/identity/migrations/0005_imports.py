"""Files of people that were imported, so that one sent twice is noticed.

Revision ID: 0005
"""

from alembic import op

revision = "0005"
down_revision = "0004"

IMPORTS = """
create table imports (
    id uuid primary key,
    organisation uuid,
    sent_by uuid not null,
    digest bytea not null,
    imported_at timestamptz not null,
    people uuid[] not null
);
create index imports_digest on imports (organisation, digest);
"""


def upgrade() -> None:
    op.execute(IMPORTS)
