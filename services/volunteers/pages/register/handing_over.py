"""What one coordinator supervises goes to another: before a holiday, or when somebody has gone."""

from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from services.volunteers import commands
from services.volunteers.model import BUSY, Assignment, Volunteer
from services.volunteers.pages.asking import coordinators
from services.volunteers.pages.matching.asking import supervisor_errors
from services.volunteers.pages.register.blueprint import pages
from services.volunteers.policies.common import COORDINATORS
from services.volunteers.queries.open_work import open_work
from services.volunteers.schemas import people as schemas
from shared.directory.model import KnownPerson
from shared.handing_over.policies import giver, person_of
from shared.web.pages import Form, _, show
from shared.web.pages.fields import Choice
from shared.web.routes import Call

KINDS = ("pairings", "proposals", "chains")


@pages.page("/hand-over", who=COORDINATORS)
def whose_work(call: Call) -> Response:
    return show("register/whose_work.html", people=_people(call.session, call.caller.organisation))


def _people(session: Session, organisation: UUID | None) -> list[KnownPerson]:
    """The coordinators of the register, and whoever else supervises a running pairing of it still."""
    supervising = (
        select(Assignment.supervised_by)
        .join(Assignment.volunteer)
        .where(Assignment.status.in_(BUSY), Volunteer.organisation == organisation)
    )
    role = KnownPerson.active & KnownPerson.roles.contains(["volunteer_coordinator"])
    found = select(KnownPerson).where(
        KnownPerson.organisation == organisation, or_(role, KnownPerson.id.in_(supervising))
    )
    return sorted(session.scalars(found), key=lambda one: one.display_name)


def _form(call: Call) -> Form:
    person = call.record
    counts = open_work(call.session, call.caller, person)["counts"]
    return Form(
        _("Hand over what %(name)s supervises", name=person.display_name),
        [
            Choice("to", _("To whom?"), many=True, errors=supervisor_errors(),
                   options=coordinators(call.session, person.organisation, without=(person.id,))),
        ],
        _("Hand it all over"),
        lead=_("Running pairings: %(pairings)s, open questions: %(proposals)s, orders of asking: %(chains)s. "
               "What the other must not supervise stays and is named afterwards.",
               **{kind: counts[kind] for kind in KINDS}),
        warning=_("It cannot be taken back in one step: journals are read by the other from now on."),
        back="/volunteers/hand-over",
    )  # fmt: skip


@pages.form("/hand-over/<uuid:id>", on=person_of, who=giver("volunteer_coordinator"), form=_form, body=schemas.HandOver)
def hand_all_over(call: Call) -> Response:
    done = commands.hand_over(call.session, call.caller, call.record, **call.body)
    left = [one | {"why": supervisor_errors().get(one["rule"], one["rule"])} for one in done.left]
    return show("register/handed_over.html", counts=_counts(done), left=left)


def _counts(done: commands.HandedOver) -> dict[str, Any]:
    return {kind: len(getattr(done, kind)) for kind in KINDS}
