"""Lengths of deadlines as policy, escalation to the sender, duty rosters and acknowledgement.

A referral that waits for an answer already keeps its end, and its sender is told some time after it.

Revision ID: 0003
"""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = """
create table deadline_policies (
    version int primary key,
    changed_at timestamptz not null,
    changed_by uuid,
    lengths jsonb not null
);
insert into deadline_policies values (1, now(), null, '{
    "answer_immediate": 1440, "answer_urgent": 4320, "answer_routine": 14400,
    "near_immediate": 360, "near_urgent": 1440, "near_routine": 10080,
    "escalation_immediate": 360, "escalation_urgent": 1080, "escalation_routine": 3600,
    "escalation_again": 1440, "duty_call": 15, "reply": 3, "reply_near": 1
}');

create table duty_rosters (
    organisation uuid primary key,
    version int not null,
    people uuid[] not null,
    changed_at timestamptz not null,
    changed_by uuid not null
);

alter table referrals
    add column deadline_policy int not null default 1 references deadline_policies,
    add column tell_answer_escalated_at timestamptz,
    add column escalations int not null default 0,
    add column call_duty_at timestamptz,
    add column calls int not null default 0,
    add column duty_position int not null default 0,
    add column acknowledged_at timestamptz,
    add column acknowledged_by uuid,
    add check ((acknowledged_at is null) = (acknowledged_by is null));
create index referrals_answer_escalated on referrals (tell_answer_escalated_at)
    where tell_answer_escalated_at is not null;
create index referrals_call_duty on referrals (call_duty_at) where call_duty_at is not null;

update referrals
    set tell_answer_escalated_at = answer_due_at + case urgency
        when 'immediate' then interval '6 hours' when 'urgent' then interval '18 hours' else interval '60 hours' end
    where answer_due_at is not null;
"""


def upgrade() -> None:
    op.execute(STATEMENTS)
