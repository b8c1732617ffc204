"""Indexes for who leads others: how much each worker has and what of it is late, which cases wait for a plan, which
deadlines come next.

Revision ID: 0010
"""

from alembic import op

revision = "0010"
down_revision = "0009"

STATEMENTS = """
create index cases_led on cases (organisation, worker, opened_at) include (status, late_at, next_due_on)
    where status in ('opened', 'agreed', 'assessed', 'planned', 'supported');
create index cases_without_plan on cases (organisation, next_due_on, id)
    where status in ('opened', 'agreed', 'assessed');
create index deadlines_due on deadlines (due_on, case_id) include (kind) where running and met_on is null;
"""


def upgrade() -> None:
    op.execute(STATEMENTS)
