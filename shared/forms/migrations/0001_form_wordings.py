"""Wordings of forms as organisations wrote them. A version without text went back to ours.

Revision ID: 0001
"""

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.execute(
        """
        create table form_wordings (
            organisation uuid not null,
            form text not null,
            version integer not null check (version > 0),
            text text,
            changed_by uuid not null,
            changed_at timestamptz not null,
            primary key (organisation, form, version)
        )
        """
    )
