"""The plan of a case. It has its own ETag."""

from typing import Any

from sqlalchemy import select

from services.cases import commands, policies, views
from services.cases.api.blueprint import plan_version, routes
from services.cases.api.cases import CASE
from services.cases.model import PlanVersion
from services.cases.schemas.plans import PlanAnswer, PlanBody, PlanVersions
from shared.problems import NotFound
from shared.web.routes import Call


@routes.get(f"{CASE}/plan", on=policies.case_of, who=policies.READER, version=plan_version, answer=PlanAnswer)
def plan(call: Call) -> dict[str, Any]:
    """404 before there is one."""
    if call.record.plan is None:
        raise NotFound
    return views.plan_of(call.record.plan)


@routes.put(
    f"{CASE}/plan",
    on=policies.case_of,
    who=policies.WORKER,
    version=plan_version,
    exists=lambda case: case.plan is not None,
    body=PlanBody,
    answer=PlanAnswer,
)
def save_plan(call: Call) -> dict[str, Any]:
    """The whole plan anew. If-Match is the plan's ETag; the first plan needs none."""
    return views.plan_of(commands.save_plan(call.session, call.caller, call.record, **call.body))


@routes.get(f"{CASE}/plan/versions", on=policies.case_of, who=policies.READER, answer=PlanVersions)
def plan_versions(call: Call) -> dict[str, Any]:
    """Newest first, all of them."""
    found = select(PlanVersion).where(PlanVersion.case_id == call.record.id).order_by(PlanVersion.number.desc())
    return {"items": [views.plan_version_of(one) for one in call.session.scalars(found)], "next": None}
