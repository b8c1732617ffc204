"""An agreement and an introduction are entries too, so that they can be annulled.

Of those made before, who wrote them stands in the retained events, if at all: else the author is the nil UUID.

Revision ID: 0002
"""

from alembic import op

revision = "0002"
down_revision = "0001"

KINDS = """
alter table entries drop constraint entries_kind_check, add constraint entries_kind_check check (kind in
    ('agreement', 'contact', 'note', 'assessment', 'service', 'review', 'follow_up', 'introduction'));
alter table cases drop constraint cases_check2;
"""

AGREEMENTS = """
insert into entries (id, case_id, round, kind, happened_on, facts, author, written_at)
select gen_random_uuid(), cases.id, 1, 'agreement', signed_on, jsonb_build_object('signed_by', signed_by),
       coalesce((told.data ->> 'by')::uuid, '00000000-0000-0000-0000-000000000000'), coalesce(told.at, opened_at)
from cases left join lateral (
    select data::jsonb as data, (data::jsonb ->> 'at')::timestamptz as at from outbox
    where subject = cases.id::text and type = 'opora.cases.case.agreed.v1' order by id limit 1
) as told on true
where signed_on is not null;
"""

INTRODUCTIONS = """
insert into entries (id, case_id, round, kind, happened_on, facts, author, written_at)
select gen_random_uuid(), case_id, cases.round, 'introduction', coalesce(told.at, requested_at)::date,
       jsonb_build_object('request', support_requests.id, 'first_names', first_names, 'contact_name', contact_name,
           'contact_phone', contact_phone,
           'first_meeting', jsonb_build_object('at', first_meeting_at, 'place', first_meeting_place)),
       coalesce((told.data ->> 'by')::uuid, '00000000-0000-0000-0000-000000000000'), coalesce(told.at, requested_at)
from support_requests join cases on cases.id = case_id left join lateral (
    select data::jsonb as data, (data::jsonb ->> 'at')::timestamptz as at from outbox
    where subject = case_id::text and type = 'opora.cases.support.introduced.v1'
        and data::jsonb ->> 'request' = support_requests.id::text
    order by id desc limit 1
) as told on true
where first_names is not null;
"""


def upgrade() -> None:
    for statement in (KINDS, AGREEMENTS, INTRODUCTIONS):
        op.execute(statement)
