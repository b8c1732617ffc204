"""What was told before there were pages leads to them, and no longer to the API.

Revision ID: 0007
"""

from alembic import op

revision = "0007"
down_revision = "0006"

LEADS_NOW = (
    ("/referrals/api/v1/referrals/([^/?]+)", r"/referrals/\1"),
    ("/referrals/api/v1/people/[^/?]+/work", "/referrals/queue"),
    ("/cases/api/v1/cases/([^/?]+)", r"/cases/\1"),
    ("/cases/api/v1/cases/([^/?]+)/roadmap", r"/cases/\1/roadmap"),
    (r"/cases/api/v1/cases\?mine=1", "/cases/mine"),
    (r"/cases/api/v1/cases\?without_worker=1", "/cases/overview"),
    ("/cases/api/v1/concerns/([^/?]+)", r"/cases/concerns/\1"),
    ("/cases/api/v1/meetings/([^/?]+)", r"/cases/meetings/\1"),
    ("/volunteers/api/v1/people/[^/?]+/work", "/volunteers/assignments"),
    ("/volunteers/api/v1/requests/([^/?]+)/candidates", r"/volunteers/requests/\1"),
    ("/volunteers/api/v1/requests/([^/?]+)/feedback", r"/volunteers/requests/\1/feedback"),
    ("/volunteers/api/v1/assignments/([^/?]+)", r"/volunteers/assignments/\1"),
    (r"/volunteers/api/v1/(?:proposals|assignments)\?mine=1", "/volunteers/mine"),
    ("/identity/api/v1/me/stands-in-for", "/identity/me"),
    ("/identity/api/v1/people/([^/?]+)/absences", r"/identity/people/\1/absences"),
    (r"/identity/api/v1/people\?organisation=own", "/identity/people"),
)
"""Each whole path of former releases, as a regular expression, and the page that shows it."""

VETTING = """
update notifications
set path = case when type = any('{vetting_near,vetting_lapsed}') then '/volunteers/mine'
    else regexp_replace(path, '^/volunteers/api/v1/volunteers/([^/?]+)$', '/volunteers/register/\\1') end
where path ~ '^/volunteers/api/v1/volunteers/[^/?]+$'
"""
"""Volunteers look at their own page, who keeps the register at theirs."""

_ONE = "update notifications set path = regexp_replace(path, '^{old}$', '{now}') where path ~ '^{old}$'"
LEAD_TO_PAGES = ";\n".join([*(_ONE.format(old=old, now=now) for old, now in LEADS_NOW), VETTING])


def upgrade() -> None:
    op.get_bind().exec_driver_sql(LEAD_TO_PAGES)
