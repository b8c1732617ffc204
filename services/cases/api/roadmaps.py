"""The roadmap of a case, its stages and their checks. It has its own ETag."""

from typing import Any

from sqlalchemy import select

from services.cases import commands, policies, roadmaps
from services.cases.api.blueprint import routes
from services.cases.api.cases import CASE
from services.cases.model import RoadmapVersion, StagePresentation
from services.cases.schemas.entries import AnnulBody
from services.cases.schemas.roadmaps import (
    CheckBody,
    PresentBody,
    RoadmapAnswer,
    RoadmapBody,
    RoadmapVersions,
    StageToCheck,
)
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call

ROADMAP = f"{CASE}/roadmap"
STAGE = f"{ROADMAP}/stages/<uuid:stage>"


@routes.get(
    ROADMAP,
    on=roadmaps.road_of,
    who=roadmaps.of_road(policies.READER),
    version=roadmaps.version,
    answer=RoadmapAnswer,
)
def roadmap(call: Call) -> dict[str, Any]:
    """404 before there is one."""
    return roadmaps.shown(call.session, call.record.drawn)


@routes.put(
    ROADMAP,
    on=roadmaps.road_of,
    who=roadmaps.of_road(policies.WORKER_OR_SUPERVISOR),
    version=roadmaps.version,
    exists=lambda road: road.roadmap is not None,
    body=RoadmapBody,
    answer=RoadmapAnswer,
)
def save_roadmap(call: Call) -> dict[str, Any]:
    """The whole roadmap anew. If-Match is the roadmap's ETag; the first needs none."""
    return roadmaps.shown(call.session, commands.save_roadmap(call.session, call.caller, call.record.case, **call.body))


@routes.get(f"{ROADMAP}/versions", on=roadmaps.road_of, who=roadmaps.of_road(policies.READER), answer=RoadmapVersions)
def roadmap_versions(call: Call) -> dict[str, Any]:
    """Newest first, all of them."""
    wanted = RoadmapVersion.case_id == call.record.case.id
    found = call.session.scalars(select(RoadmapVersion).where(wanted).order_by(RoadmapVersion.number.desc()))
    return {"items": [roadmaps.version_shown(one) for one in found], "next": None}


@routes.get("/stages-to-check", who=SIGNED_IN, query=PageQuery, answer=page_of(StageToCheck))
def stages_to_check(call: Call) -> dict[str, Any]:
    """Those of open cases that the caller may check: on the team or as supervisor, and presented by another."""
    found = select(StagePresentation).where(roadmaps.to_check(call.caller))
    return newest_first(call.session, found, StagePresentation.id, call.query, roadmaps.waiting_row(call.session))


@routes.post(f"{STAGE}/present", on=roadmaps.stage_of, who=roadmaps.PRESENTER, body=PresentBody, answer=RoadmapAnswer)
def present_stage(call: Call) -> dict[str, Any]:
    of = call.record
    done = commands.present_stage(call.session, call.caller, of.roadmap, of.stage, **call.body)
    return roadmaps.shown(call.session, done)


@routes.post(
    f"{STAGE}/presentation/annul",
    on=roadmaps.stage_of,
    who=roadmaps.PRESENTATION_ANNULLER,
    body=AnnulBody,
    answer=RoadmapAnswer,
)
def annul_presentation(call: Call) -> dict[str, Any]:
    of = call.record
    done = commands.annul_presentation(call.session, call.caller, of.roadmap, of.stage, **call.body)
    return roadmaps.shown(call.session, done)


@routes.post(f"{STAGE}/check", on=roadmaps.stage_of, who=roadmaps.CHECKER, body=CheckBody, answer=RoadmapAnswer)
def check_stage(call: Call) -> dict[str, Any]:
    of = call.record
    done = commands.check_stage(call.session, call.caller, of.roadmap, of.stage, **call.body)
    return roadmaps.shown(call.session, done)


@routes.post(
    f"{STAGE}/check/annul", on=roadmaps.stage_of, who=roadmaps.CHECK_ANNULLER, body=AnnulBody, answer=RoadmapAnswer
)
def annul_check(call: Call) -> dict[str, Any]:
    """The stage waits for a check again. 409 with `rests_on_it` when later stages rest on it."""
    of = call.record
    done = commands.annul_check(call.session, call.caller, of.roadmap, of.stage, **call.body)
    return roadmaps.shown(call.session, done)
