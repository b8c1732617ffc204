"""Asking one volunteer, and who comes after a no or silence; stopping that order."""

from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from services.volunteers import commands
from services.volunteers.model import Request, Volunteer
from services.volunteers.pages.asking import Answer, InOrder, coordinators, version
from services.volunteers.pages.matching.blueprint import REQUESTS, pages
from services.volunteers.pages.wording import text_of
from services.volunteers.policies import chains as chain_policies
from services.volunteers.policies import proposals as proposal_policies
from services.volunteers.policies import requests as policies
from services.volunteers.policies.common import COORDINATORS, THEIR_COORDINATORS
from services.volunteers.queries.candidates import shortlist
from services.volunteers.queries.supply import LOOKED_FOR
from services.volunteers.schemas import proposals as schemas
from shared.codes import EXCLUSION_RULES
from shared.problems import NotFound
from shared.web.fields import Body, Id
from shared.web.pages import _, go
from shared.web.pages.fields import Choice, Group, Hidden, Option, Tick
from shared.web.routes import Call

ORDERED = 3
"""So many can be named to be asked after the first; who wants more goes by the list (ours)."""


OFFERED = 50
"""Of so many of the best they are chosen (ours): nobody looks through a longer list."""


class WhomQuery(Body):
    """Who of the candidates was chosen on the page before."""

    volunteer = Id(required=True)


def of_request(row: Request) -> str:
    return f"{REQUESTS}/{row.id}"


def _propose_form(call: Call) -> Answer:
    request, chosen = call.record, _chosen(call.session, call.record, call.query["volunteer"])
    others = _others(call.session, request, chosen.id)
    asked = Hidden("volunteer", "", errors=_refusals())
    return Answer(
        _("Ask them?"),
        [
            asked,
            Choice("supervised_by", _("To whom do they turn?"), many=True, errors=supervisor_errors(),
                   options=coordinators(call.session, request.organisation)),
            Tick("by_list", _("After a no or silence ask the next on the list, one after the other")),
            _then(others),
        ],
        _("Ask now"),
        lead=_about(
            chosen,
            _("They get a question in the app and by mail: kind of help, district, ages of the children, languages, "
              "times and what the worker wrote. Neither a name nor an address."),
        ),
        values={"volunteer": chosen.id, "supervised_by": call.caller.person},
        back=of_request(request),
        refusals={
            "already_asked": _("They are asked already and have not answered yet."),
            "conflict": _("Nobody is looked for any more: the request was answered or withdrawn."),
        },
    )  # fmt: skip


def _about(whom: Volunteer, said: str) -> str:
    """Whose name stands on the page alone: its title stays in the browser's history."""
    return f"{whom.display_name}\n{said}"


def _chosen(session: Session, request: Request, id: UUID) -> Volunteer:
    found = session.get(Volunteer, id)
    if found is None or found.organisation != request.organisation:
        raise NotFound
    return found


def _others(session: Session, request: Request, first: UUID) -> list[Option]:
    """The best of them, by rank; nobody where nobody is looked for any more."""
    if request.status not in LOOKED_FOR:
        return []
    found = [one for one in shortlist(session, request).items if not one.asked and one.volunteer.id != first]
    return [(str(one.volunteer.id), one.volunteer.display_name) for one in found[:OFFERED]]


def _then(others: list[Option]) -> Group:
    label = _("Or choose who is asked after a no, in this order")
    rows = [
        Group("", [Choice(f"then.{number}.one", _("Then, %(number)s", number=number + 1), options=others, many=True)])
        for number in range(ORDERED)
    ]
    return Group(label, [InOrder("then", rows, label)])


def _refusals() -> dict[str, str]:
    """Why this one cannot be asked now."""
    gone = {"not_found": _("They are not on the register any more.")}
    return gone | {rule: text_of(rule, EXCLUSION_RULES) for rule in EXCLUSION_RULES}


def supervisor_errors() -> dict[str, str]:
    return {
        "own_pairing": _("This is the volunteer themselves. Choose somebody else."),
        "not_independent": _("They work with this family. For a contact family choose somebody who does not."),
        "wrong_role": _("They are no volunteer coordinator any more. Choose somebody else."),
    }


_ON: dict[str, Any] = {"on": policies.request, "who": COORDINATORS}


@pages.form("/requests/<uuid:id>/ask", form=_propose_form, body=schemas.ProposeBody, query=WhomQuery, **_ON)
def ask(call: Call) -> Response:
    commands.propose_in_order(call.session, call.caller, call.record, **call.body)
    return go(of_request(call.record), _("The question is sent. The answer will stand here."))


def _take_back_form(call: Call) -> Answer:
    return Answer(
        _("Take the question back?"),
        [],
        _("Take the question back"),
        lead=_about(
            call.record.volunteer,
            _("They are told that they need not answer any more, and can be asked again later. Where people are asked "
              "one after the other, the next has their turn now."),
        ),
        back=of_request(call.record.request),
        dangerous=True,
        refusals={"conflict": _("It was answered meanwhile, or its time ran out: nothing is left to take back.")},
    )  # fmt: skip


@pages.form(
    "/proposals/<uuid:id>/withdraw",
    form=_take_back_form,
    body=Body,
    version=version,
    on=proposal_policies.proposal,
    who=THEIR_COORDINATORS,
)
def take_back(call: Call) -> Response:
    commands.take_back(call.session, call.caller, call.record)
    return go(of_request(call.record.request), _("The question is taken back."))


@pages.press("/chains/<uuid:id>/stop", on=chain_policies.chain, who=COORDINATORS)
def stop_asking(call: Call) -> Response:
    commands.stop_chain(call.session, call.record)
    return go(of_request(call.record.request), _("Nobody else is asked. Who is asked now may still answer."))
