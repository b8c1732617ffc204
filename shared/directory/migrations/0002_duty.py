"""Until when an organisation takes no referrals, and the phone of whoever is on duty there.

Revision ID: 0002
"""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("alter table known_organisations add column no_referrals_until date, add column duty_phone text")
