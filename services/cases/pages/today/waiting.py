"""What has no day but waits for a person all the same: cases that are new to them, stages to check, concerns."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import joinedload

from services.cases import concerns, policies, roadmaps
from services.cases.model import Case, Concern, Entry, StagePresentation, TeamChange
from services.cases.pages import frame
from services.cases.pages.people import in_whose_place
from services.cases.pages.today.rows import AT_MOST, Row
from services.cases.rules.states import OPEN_STATES
from shared import clock
from shared.caller import Caller
from shared.codes import CONCERN_SEVERITIES
from shared.web.pages import _, dates
from shared.web.pages.reader import this_reader
from shared.web.routes import Call

NEW = timedelta(days=7)
"""Ours: for so long a case stands out, unless they wrote something there before."""


def new_cases(call: Call) -> Iterator[Row]:
    """That came to the caller lately, and in which they have written nothing yet."""
    found = select(Case).where(policies.mine(call.caller), Case.status.in_(OPEN_STATES), _came_lately(call.caller))
    untouched = found.where(~exists().where(Entry.case_id == Case.id, Entry.author.in_(call.caller.people)))
    for case in call.session.scalars(untouched.order_by(Case.id.desc()).limit(AT_MOST)):
        whose = in_whose_place(call.session, call.caller, case.worker)
        said = _("Since %(day)s", day=dates.day(case.opened_on))
        yield Row(what=_("Get to know the family"), href=frame.address_of(case), case=case, origin=said, whose=whose)


def _came_lately(caller: Caller) -> ColumnElement[bool]:
    """Opened as theirs, or handed to them; or they joined its team."""
    since = clock.now() - NEW
    joined = TeamChange.joined.overlap(list(caller.people))
    came = exists().where(TeamChange.case_id == Case.id, TeamChange.at >= since, joined)
    return (policies.worked_by(caller) & (Case.opened_at >= since)) | came


def stages_to_check(call: Call) -> Iterator[Row]:
    """That colleagues say are passed."""
    found = select(StagePresentation).where(roadmaps.to_check(call.caller)).options(joinedload(StagePresentation.stage))
    waiting = call.session.scalars(found.order_by(StagePresentation.id).limit(AT_MOST)).all()
    cases = {one.id: one for one in _cases(call, {waits.case_id for waits in waiting})}
    for waits in waiting:
        yield Row(
            what=_("Check a stage of the roadmap"),
            href=f"/cases/{waits.case_id}/roadmap",
            case=cases[waits.case_id],
            origin=waits.stage.title,
        )


def _cases(call: Call, ids: set[object]) -> Iterator[Case]:
    yield from call.session.scalars(select(Case).where(Case.id.in_(ids)))


def open_concerns(call: Call) -> Iterator[Row]:
    """That nobody has taken up: to those who take them up, and to who raised them."""
    found = select(Concern).where(concerns.visible(call.caller), Concern.acknowledged_at.is_(None))
    for concern in call.session.scalars(found.order_by(Concern.acknowledge_by).limit(AT_MOST)):
        mine = concern.reported_by == call.caller.person
        yield Row(
            what=CONCERN_SEVERITIES.text(concern.severity, this_reader().language),
            href=f"/cases/concerns/{concern.id}",
            due=concern.acknowledge_by,
            origin=_("You raised it; nobody has taken it up yet.") if mine else _("Take it up."),
        )
