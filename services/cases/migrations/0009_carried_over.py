"""Cases that began before they were kept here: what had been done by then is one entry, and their old file has a name.

No figure counts that entry: the triggers of 0006 name the kinds that they count.

Revision ID: 0009
"""

from alembic import op

revision = "0009"
down_revision = "0008"

STATEMENTS = """
alter table entries drop constraint entries_kind_check, add constraint entries_kind_check check (kind in
    ('agreement', 'contact', 'note', 'assessment', 'service', 'review', 'follow_up', 'introduction', 'carried_over'));
alter table cases add column former_reference text;
"""


def upgrade() -> None:
    op.execute(STATEMENTS)
