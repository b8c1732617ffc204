"""An order to drop the first event of a parked key names that event.

Revision ID: 0003
"""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("alter table parked_keys drop column drop_first, add column drop_event uuid")
