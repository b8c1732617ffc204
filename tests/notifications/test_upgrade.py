"""A former release is brought up to date: what people were told then leads to the pages of now."""

from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import text

from services.notifications.texts import NOTIFICATION_TYPES
from shared.contracts import cases
from tests.notifications.story import Story

LEAD_TO_PAGES: str = import_module("services.notifications.migrations.0007_pages").LEAD_TO_PAGES
SOME = "0190a0a0-0000-7000-8000-000000000001"


def after_upgrade(story: Story, path: str, kind: str) -> Any:
    """Where something told of old under this path leads now."""
    story.happens(cases.DEADLINE_NEAR)
    with story.bench.session() as session:
        session.execute(text("update notifications set path = :path, type = :kind"), {"path": path, "kind": kind})
        session.connection().exec_driver_sql(LEAD_TO_PAGES)
        return session.scalar(text("select distinct path from notifications"))


@pytest.mark.parametrize(
    ("before", "kind", "now"),
    [
        (f"/referrals/api/v1/referrals/{SOME}", "", f"/referrals/{SOME}"),
        (f"/cases/api/v1/cases/{SOME}", "", f"/cases/{SOME}"),
        (f"/cases/api/v1/cases/{SOME}/roadmap", "", f"/cases/{SOME}/roadmap"),
        ("/cases/api/v1/cases?without_worker=1", "", "/cases/overview"),
        (f"/volunteers/api/v1/requests/{SOME}/candidates", "", f"/volunteers/requests/{SOME}"),
        (f"/volunteers/api/v1/people/{SOME}/work", "", "/volunteers/assignments"),
        ("/volunteers/api/v1/proposals?mine=1", "", "/volunteers/mine"),
        (f"/volunteers/api/v1/volunteers/{SOME}", "vetting_near", "/volunteers/mine"),
        (f"/volunteers/api/v1/volunteers/{SOME}", "vetting_near_coordinator", f"/volunteers/register/{SOME}"),
        (f"/identity/api/v1/people/{SOME}/absences", "", f"/identity/people/{SOME}/absences"),
        (f"/cases/{SOME}", "", f"/cases/{SOME}"),
    ],
)
def test_what_was_told_before_there_were_pages_leads_to_them(story: Story, before: str, kind: str, now: str) -> None:
    assert after_upgrade(story, before, kind or next(iter(NOTIFICATION_TYPES))) == now
