"""Lengths of deadlines as policy, planned visits, links of calendars, an index for the timeline.

What runs keeps the lengths that it began with: they are those of version 1.

Revision ID: 0005
"""

from alembic import op

revision = "0005"
down_revision = "0003"

POLICIES = """
create table deadline_policies (
    version int primary key,
    changed_at timestamptz not null,
    changed_by uuid,
    lengths jsonb not null,
    warned jsonb not null
);
insert into deadline_policies values (1, now(), null, '{
    "first_contact": 3, "first_contact_immediate": 1, "agreement": 14, "assessment": 21, "plan": 14,
    "review": 6, "closure": 36, "follow_up": 6,
    "near_first_contact": 1, "near_first_contact_immediate": 360, "near_agreement": 7, "near_assessment": 7,
    "near_plan": 7, "near_review": 7, "near_closure": 7, "near_follow_up": 7,
    "concern_danger": 60, "concern_needs_specialist": 1440, "concern_again": 1440
}', '{
    "first_contact": {"near": ["worker"], "passed": ["worker", "supervisor"]},
    "agreement": {"near": ["worker"], "passed": ["worker", "supervisor"]},
    "assessment": {"near": ["worker"], "passed": ["worker", "supervisor"]},
    "plan": {"near": ["worker"], "passed": ["worker", "supervisor"]},
    "review": {"near": ["worker"], "passed": ["worker", "supervisor"]},
    "closure": {"near": ["supervisor"], "passed": ["supervisor"]},
    "follow_up": {"near": ["worker"], "passed": ["worker", "supervisor"]}
}');
alter table deadlines add column policy int not null default 1 references deadline_policies;
alter table concerns add column deadline_policy int not null default 1 references deadline_policies;
"""


def upgrade() -> None:
    op.execute(POLICIES)
