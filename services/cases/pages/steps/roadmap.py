"""The roadmap: its stages, presented by one and checked by another."""

from typing import Any

from flask import Response

from services.cases import commands, policies, roadmaps
from services.cases.pages import frame
from services.cases.pages.steps import people
from services.cases.pages.steps.annulling import reason
from services.cases.pages.steps.room import CASE, at, pages
from services.cases.rules.states import allowed
from services.cases.schemas.entries import AnnulBody
from services.cases.schemas.roadmaps import MOST_STAGES, CheckBody, PresentBody, RoadmapBody
from shared.codes import STAGE_VERDICTS
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Choice, Day, Group, Hidden, Rows, Text, options
from shared.web.routes import Call

ROADMAP = f"{CASE}/roadmap"
STAGE = f"{ROADMAP}/stages/<uuid:stage>"
NEW_STAGES = 3
"""Empty rows below the stages that there are."""


@pages.page(ROADMAP, on=roadmaps.road_of, who=roadmaps.of_road(policies.READER))
def roadmap(call: Call) -> Response:
    road = call.record
    return show(
        "steps/roadmap.html",
        **frame.of(call, "plan", road.case),
        road=roadmaps.shown(call.session, road.roadmap) if road.roadmap else None,
        rights=_rights(call) if road.roadmap else {},
        called=people.called_by(call.session, road.case),
        may_draw=policies.WORKER_OR_SUPERVISOR.allows(call.caller, road.case) and allowed("roadmap", road.case.status),
        open_now=allowed("roadmap", road.case.status),
    )


def _rights(call: Call) -> dict[Any, dict[str, bool]]:
    """What the reader may do with each stage: as the policies of the API say it."""
    drawn = call.record.drawn
    asked = {"present": roadmaps.PRESENTER, "check": roadmaps.CHECKER}
    asked |= {"annul_presentation": roadmaps.PRESENTATION_ANNULLER, "annul_check": roadmaps.CHECK_ANNULLER}
    return {
        stage.id: {name: policy.allows(call.caller, roadmaps.StageOf(drawn, stage)) for name, policy in asked.items()}
        for stage in drawn.stages
    }


def roadmap_form(call: Call) -> Form:
    road = call.record
    drawn = roadmaps.shown(call.session, road.roadmap) if road.roadmap else None
    known = len(drawn["stages"]) if drawn else 0
    names = people.names(call.session, road.case)
    rows = [
        _stage(f"stages.{number}", number, names, number < known)
        for number in range(min(known + NEW_STAGES, MOST_STAGES))
    ]
    stages = Rows(
        "stages", rows, label=_("Stages"), hint=_("In the order in which they are passed. An empty row is none.")
    )
    return Form(
        _("Change the roadmap") if drawn else _("Draw the roadmap"),
        [Text("purpose", _("What does it lead to?"), rows=3, longest=2_000), stages],
        _("Save the roadmap"),
        lead=_("For a case that needs complex help. Another person than who presents a stage checks it."),
        values={"purpose": drawn["purpose"], "stages": drawn["stages"]} if drawn else {},
        back=at(road.case, "roadmap"),
        shown=frame.of(call, "plan", road.case),
    )


def _stage(path: str, number: int, names: dict[str, str], known: bool) -> Group:
    kept = _("This stage is passed or waits for a check: leave it as it was.")
    missing = _("A stage that was presented stays in the roadmap.")
    return Group(
        _("Stage %(number)s", number=number + 1),
        [
            Text(
                f"{path}.title", _("What is to be passed?"), errors={"presented_before": kept, "stage_missing": missing}
            ),
            Text(f"{path}.shown_by", _("What shows that it is passed?"), rows=2),
            Day(f"{path}.due_on", _("By which day?")),
            people.who(f"{path}.who", _("Who answers for it?"), names),
            *([Hidden(f"{path}.id", "")] if known else []),
        ],
    )


@pages.form(
    f"{ROADMAP}/edit",
    on=roadmaps.road_of,
    who=roadmaps.of_road(policies.WORKER_OR_SUPERVISOR),
    version=roadmaps.version,
    body=RoadmapBody,
    form=roadmap_form,
    template="case_form.html",
)
def save_roadmap(call: Call) -> Response:
    commands.save_roadmap(call.session, call.caller, call.record.case, **call.body)
    return go(at(call.record.case, "roadmap"), _("The roadmap is saved."))


def _of_stage(call: Call, title: str, fields: list[Any], button: str, **more: Any) -> Form:
    case, stage = call.record.roadmap.case, call.record.stage
    named = _("Stage %(number)s: %(title)s", number=stage.position, title=stage.title)
    lead = f"{named}\n{stage.shown_by}"
    return Form(title, fields, button, lead=lead, back=at(case, "roadmap"), shown=frame.of(call, "plan", case), **more)


def _back(call: Call, said: str) -> Response:
    return go(at(call.record.roadmap.case, "roadmap"), said)


def present_form(call: Call) -> Form:
    before = _("The stage before was passed later. Check the date.")
    day = Day("passed_on", _("On which day was it passed?"), errors={"before_stage": before})
    note = Text("note", _("What shows it?"), rows=4)
    return _of_stage(call, _("Present a stage"), [day, note], _("Present it for a check"))


IN_FRAME: dict[str, Any] = {"on": roadmaps.stage_of, "template": "case_form.html"}


@pages.form(f"{STAGE}/present", **IN_FRAME, who=roadmaps.PRESENTER, body=PresentBody, form=present_form)
def present_stage(call: Call) -> Response:
    commands.present_stage(call.session, call.caller, call.record.roadmap, call.record.stage, **call.body)
    return _back(call, _("The stage waits for a check by somebody else."))


def check_form(call: Call) -> Form:
    why = _("What is missing? Needed to send it back")
    fields = [
        Choice("verdict", _("Is the stage passed?"), options=options(STAGE_VERDICTS)),
        Text("reason", why, rows=3, optional=True),
    ]
    return _of_stage(call, _("Check a stage"), fields, _("Save the check"))


@pages.form(f"{STAGE}/check", **IN_FRAME, who=roadmaps.CHECKER, body=CheckBody, form=check_form)
def check_stage(call: Call) -> Response:
    commands.check_stage(call.session, call.caller, call.record.roadmap, call.record.stage, **call.body)
    return _back(call, _("The check is saved."))


def annul_presentation_form(call: Call) -> Form:
    return _of_stage(call, _("It was presented by mistake"), [reason()], _("Take the presentation back"))


@pages.form(
    f"{STAGE}/presentation/annul",
    **IN_FRAME,
    who=roadmaps.PRESENTATION_ANNULLER,
    body=AnnulBody,
    form=annul_presentation_form,
)
def annul_presentation(call: Call) -> Response:
    commands.annul_presentation(call.session, call.caller, call.record.roadmap, call.record.stage, **call.body)
    return _back(call, _("The stage is open again."))


def annul_check_form(call: Call) -> Form:
    return _of_stage(call, _("It was checked by mistake"), [reason()], _("Take the check back"))


@pages.form(f"{STAGE}/check/annul", **IN_FRAME, who=roadmaps.CHECK_ANNULLER, body=AnnulBody, form=annul_check_form)
def annul_check(call: Call) -> Response:
    commands.annul_check(call.session, call.caller, call.record.roadmap, call.record.stage, **call.body)
    return _back(call, _("The stage waits for a check again."))
