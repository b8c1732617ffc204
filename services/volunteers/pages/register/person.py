"""One person on the register: how to reach them, what they give, their vetting and papers, their families."""

from collections.abc import Sequence

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from services.volunteers.model import Assignment
from services.volunteers.pages import papers
from services.volunteers.pages.register.blueprint import pages
from services.volunteers.pages.register.listing import shown
from services.volunteers.pages.register.records import ON_REGISTER
from services.volunteers.pages.wording import profile_rows
from services.volunteers.queries.candidates import taken_by
from services.volunteers.queries.districts import district_names
from services.volunteers.queries.readiness import Judge
from services.volunteers.rules.standing import TRANSITIONS
from services.volunteers.rules.vetting import kind_of
from shared.directory.model import KnownOrganisation
from shared.web.pages import show
from shared.web.routes import Call

FAMILIES_AT_MOST = 20


@pages.page("/register/<uuid:id>", **ON_REGISTER)
def person(call: Call) -> Response:
    row, judge = call.record, Judge(call.session)
    said = shown(judge, row)
    return show(
        "register/person.html",
        person=said,
        known=row.known,
        rows=profile_rows(said, district_names(call.session, row.districts)),
        employers=_names(call),
        papers=papers.papers_of(call),
        families=_families(call),
        taken=taken_by(call.session, [row.id])[row.id],
        may_become=TRANSITIONS[row.status],
        own=row.person == call.caller.person,
        document_kind=kind_of,
    )


def _names(call: Call) -> Sequence[str]:
    """Of the organisations for which their household works."""
    known = select(KnownOrganisation.name).where(KnownOrganisation.id.in_(call.record.employers))
    return call.session.scalars(known.order_by(KnownOrganisation.name)).all()


def _families(call: Call) -> Sequence[Assignment]:
    """The newest first."""
    found = select(Assignment).where(Assignment.volunteer_id == call.record.id).order_by(Assignment.id.desc())
    return call.session.scalars(found.limit(FAMILIES_AT_MOST).options(joinedload(Assignment.request))).all()
