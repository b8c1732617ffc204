"""All workers with what they have, and the cases of one of them: what is late first."""

from datetime import UTC, datetime
from typing import Any

from flask import Response
from sqlalchemy import Select, String, cast, func, select

from services.cases import views
from services.cases.model import Case
from services.cases.pages.lists import with_names
from services.cases.pages.supervision.loads import NOTHING, loads_of, workers_of
from services.cases.pages.supervision.room import LOOKS_AFTER, pages
from services.cases.rules.states import OPEN_STATES
from shared.directory.lookup import away_now, name_of
from shared.directory.model import KnownPerson
from shared.handing_over.policies import giver, person_of
from shared.web.moments import MomentQuery, by_moment
from shared.web.pages import show
from shared.web.routes import Call

ON_A_PAGE = 25
LAST = datetime(2200, 1, 1, tzinfo=UTC)
"""Where a case stands of which nothing will be late."""

LEADS_THEM = giver("coordinator", "supervisor")


@pages.page("/workers", who=LOOKS_AFTER)
def all_workers(call: Call) -> Response:
    found = workers_of(call.session, call.caller.organisation, loads_of(call.session, call.caller.organisation))
    most = max((one.load.families for one in found), default=0)
    return show("supervision/workers.html", workers=found, most=most)


@pages.page("/workers/<uuid:id>", on=person_of, who=LEADS_THEM, query=MomentQuery)
def one_worker(call: Call) -> Response:
    person: KnownPerson = call.record
    row_of, first_late = views.row_of(call.session), func.coalesce(Case.late_at, LAST)
    listed = by_moment(
        call.session, _led_by(person), first_late, cast(Case.id, String),
        call.query | {"limit": ON_A_PAGE}, lambda found: row_of(found[0]),
        lambda found: (found[0].late_at or LAST, str(found[0].id)), newest=False,
    )  # fmt: skip
    absence = away_now(call.session, [person.id]).get(person.id)
    deputy = name_of(call.session, absence.deputy) if absence else None
    load = loads_of(call.session, person.organisation).get(person.id, NOTHING)
    shown: dict[str, Any] = {"person": person, "load": load, "absence": absence, "deputy": deputy}
    return show("supervision/worker.html", rows=with_names(call, listed["items"]), next=listed["next"], **shown)


def _led_by(person: KnownPerson) -> Select[Case]:
    led = (Case.worker == person.id, Case.organisation == person.organisation, Case.status.in_(OPEN_STATES))
    return select(Case).where(*led)
