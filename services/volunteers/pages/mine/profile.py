"""What somebody can give: when, where, how many families; a pause; papers; leaving."""

from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from services.volunteers import commands
from services.volunteers.model import Volunteer
from services.volunteers.pages import papers, profiles
from services.volunteers.pages.asking import Answer, version
from services.volunteers.pages.mine.blueprint import HOME, VOLUNTEERS, pages
from services.volunteers.pages.wording import profile_rows
from services.volunteers.policies.common import is_volunteer
from services.volunteers.policies.register import volunteer
from services.volunteers.queries.districts import district_names
from services.volunteers.queries.readiness import Judge
from services.volunteers.schemas import register as schemas
from services.volunteers.views import register as views
from shared.caller import Caller
from shared.codes import VOLUNTEER_KINDS
from shared.problems import Forbidden, Invalid, NotFound
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Choice, Day, Hidden, options
from shared.web.pages.reader import this_reader
from shared.web.policy import Policy
from shared.web.routes import Call


def own_profile(session: Session, caller: Caller, lock: bool, id: UUID) -> Volunteer:
    """A coordinator too is here a volunteer like others: everybody else's stand in the register."""
    row = volunteer(session, caller, lock, id)
    if not is_volunteer(caller, row):
        raise NotFound
    return row


_OWN: dict[str, Any] = {
    "on": own_profile,
    "who": Policy("the volunteer", lambda caller, row: is_volunteer(caller, row)),
}


def of_profile(row: Volunteer) -> str:
    return f"{HOME}/profile/{row.id}"


@pages.page("/mine/profile/<uuid:id>", **_OWN)
def my_profile(call: Call) -> Response:
    row, lacks = call.record, Judge(call.session).lacks(call.record)
    profile = views.volunteer(row, lacks, this_reader().language)
    return show(
        "mine/profile.html",
        profile=profile,
        rows=profile_rows(profile, district_names(call.session, row.districts)),
        papers=papers.papers_of(call),
    )


def _availability_form(call: Call) -> Form:
    row = call.record
    return Form(
        _("When, where and for how many families?"),
        profiles.given(call.session, row),
        _("Save"),
        lead=_("You are asked for families that fit this. Families that you already meet stay as they are."),
        values=profiles.values(row),
        back=of_profile(row),
    )


@pages.form(
    "/mine/profile/<uuid:id>/availability",
    form=_availability_form,
    body=schemas.ChangeBody,
    version=version,
    **_OWN,
)
def change_availability(call: Call) -> Response:
    commands.change(call.session, call.caller, call.record, call.body)
    return go(of_profile(call.record), _("It is saved."))


def _pause_form(call: Call) -> Answer:
    paused = call.record.status == "paused"
    until = Day("paused_until", _("Until which day?"), optional=not paused, errors=profiles.pause_errors())
    return Answer(
        _("Pause longer") if paused else _("Take a pause"),
        [Hidden("status", ""), until],
        _("Pause longer") if paused else _("Pause now"),
        lead=_(
            "You are not asked while you pause, and questions that you have not answered are taken back. Families that "
            "you meet stay yours. Without a day your coordinator ends the pause with you; only they end it sooner."
        ),
        values={"status": "paused", "paused_until": call.record.paused_until},
        back=of_profile(call.record),
        refusals={"conflict": _("A pause is possible only for who can be asked now.")},
    )


@pages.form("/mine/profile/<uuid:id>/pause", form=_pause_form, body=schemas.ChangeBody, version=version, **_OWN)
def pause(call: Call) -> Response:
    try:
        commands.change(call.session, call.caller, call.record, call.body)
    except Forbidden:
        raise Invalid({"paused_until": ["sooner"]}) from None
    return go(of_profile(call.record), _("You are not asked while you pause."))


def _leave_form(call: Call) -> Answer:
    return Answer(
        _("Stop taking part?"),
        [Hidden("status", "")],
        _("Stop taking part"),
        warning=_("Every meeting with families ends now, and they learn of it. To begin again you are vetted anew."),
        values={"status": "left"},
        back=of_profile(call.record),
        dangerous=True,
    )


@pages.form("/mine/profile/<uuid:id>/leave", form=_leave_form, body=schemas.ChangeBody, version=version, **_OWN)
def leave(call: Call) -> Response:
    commands.change(call.session, call.caller, call.record, call.body)
    return go(HOME, _("You do not take part any more. Thank you for all that you gave."))


def _paper_form(call: Call) -> Form:
    return papers.paper_form(of_profile(call.record))


@pages.form("/mine/profile/<uuid:id>/papers/new", form=_paper_form, body=papers.PAPER, **_OWN)
def add_my_paper(call: Call) -> Response:
    papers.add(call)
    return go(of_profile(call.record), _("The document is there. Your coordinator looks at it and notes it."))


def _kinds(call: Call) -> tuple[str, ...]:
    """The kinds of volunteers are also the roles that they sign in with."""
    return tuple(kind for kind in ("contact_family", "volunteer") if call.caller.has(kind))


def _join_form(call: Call) -> Form:
    from_roles = [one for one in options(VOLUNTEER_KINDS) if one[0] in _kinds(call)]
    return Form(
        _("Put yourself on the register"),
        [
            Choice("kind", _("As what?"), options=from_roles, errors=profiles.person_errors()),
            *profiles.given(call.session, None),
        ],
        _("Put me on the register"),
        lead=_("Your coordinator gets to know you before you are asked for a family."),
        values={"kind": _kinds(call)[0], "languages": [this_reader().language], "capacity": 1},
        back=HOME,
    )


@pages.form("/mine/register", who=VOLUNTEERS, form=_join_form, body=schemas.RegisterBody)
def join(call: Call) -> Response:
    commands.register(call.session, call.caller, call.body)
    return go(HOME, _("You are on the register. Your coordinator will get in touch with you."))
