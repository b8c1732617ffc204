"""How often teams meet as policy; who opened a case; when meetings and sessions were last changed.

Until an administrator says otherwise no team is late for a meeting, as it was before: 0 in every version.

Revision ID: 0008
"""

from alembic import op

revision = "0008"
down_revision = "0007"

POLICIES = """
update deadline_policies
set lengths = lengths || '{"team_meeting": 0, "near_team_meeting": 7}',
    warned = warned || '{"team_meeting": {"near": ["worker"], "passed": ["worker"]}}';
"""

# What the retained events still say.
# A snapshot has the type of its event and nobody behind it.
OPENED_BY = """
alter table cases add column opened_by uuid;
update cases set opened_by = told.by
from (select subject, (data::jsonb ->> 'by')::uuid as by from outbox
      where type = 'opora.cases.case.opened.v1' and not snapshot) as told
where told.subject = cases.id::text;
"""

# The id of a meeting says when it was made.
CHANGED = """
alter table team_meetings add column made_at timestamptz, add column changed_at timestamptz;
update team_meetings set made_at =
    to_timestamp(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 1000.0);
update team_meetings set changed_at = coalesce(annulled_at, cancelled_at, recorded_at, made_at);
alter table team_meetings alter column made_at set not null, alter column changed_at set not null;
alter table programme_sessions add column changed_at timestamptz;
update programme_sessions set changed_at = coalesce(
    annulled_at, cancelled_at, to_timestamp(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 1000.0));
alter table programme_sessions alter column changed_at set not null;
"""

# A meeting that was cancelled because the case was closed has no reason of its own.
CANCELLED = """
alter table team_meetings drop constraint team_meetings_check2;
alter table team_meetings add constraint team_meetings_cancelled check (
    (status = 'cancelled') = (cancelled_at is not null)
    and (status = 'cancelled') = (cancelled_by is not null)
    and (status = 'cancelled' or cancelled_reason is null)
);
create index team_meetings_planned on team_meetings (planned_at);
create index programme_sessions_planned on programme_sessions (planned_at);
create index stage_checks_presentation on stage_checks (presentation_id);
create index decision_outcomes_decision on decision_outcomes (decision_id);
"""

STATEMENTS = (POLICIES, OPENED_BY, CHANGED, CANCELLED)


def upgrade() -> None:
    for statements in STATEMENTS:
        op.execute(statements)
