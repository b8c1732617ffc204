"""Files of volunteers that were imported, so that one sent twice is noticed.

Revision ID: 0006
"""

from alembic import op

revision = "0006"
down_revision = "0004"


def upgrade() -> None:
    op.execute(
        """
        create table imports (
            id uuid primary key,
            organisation uuid,
            sent_by uuid not null,
            digest bytea not null,
            imported_at timestamptz not null,
            volunteers uuid[] not null
        );
        create index imports_digest on imports (organisation, digest);
        """
    )
