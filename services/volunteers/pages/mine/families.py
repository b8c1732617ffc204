"""A family that somebody keeps company: where and when they meet, to whom they turn, danger, the end."""

from datetime import datetime
from typing import Any

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from services.volunteers import commands
from services.volunteers.model import Assignment, Volunteer
from services.volunteers.pages.asking import Answer, version
from services.volunteers.pages.mine.blueprint import HOME, VOLUNTEERS, pages
from services.volunteers.policies import assignments as policies
from services.volunteers.policies.common import THE_VOLUNTEER, mine_or_all
from services.volunteers.queries.districts import district_names
from services.volunteers.rules.concerns import may_be_reported
from services.volunteers.rules.feedback import may_be_given
from services.volunteers.schemas import concerns as concern_schemas
from services.volunteers.views import assignments as views
from shared import clock
from shared.codes import CONCERN_SEVERITIES
from shared.web.fields import Body
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Choice, Text, options
from shared.web.paging import PageQuery, newest_first
from shared.web.routes import Call

THEIRS = THE_VOLUNTEER
_OWN: dict[str, Any] = {"on": policies.assignment, "who": THEIRS}


def of_family(row: Assignment) -> str:
    return f"{HOME}/families/{row.id}"


@pages.page("/mine/families", who=VOLUNTEERS, query=PageQuery)
def my_families(call: Call) -> Response:
    """All of them, those that ended too."""
    found = select(Assignment).join(Assignment.volunteer).where(mine_or_all(call.caller, mine=True))
    found = found.options(
        joinedload(Assignment.volunteer).joinedload(Volunteer.known),
        joinedload(Assignment.request),
        joinedload(Assignment.supervisor),
    )
    page = newest_first(call.session, found, Assignment.id, call.query, lambda row: views.assignment(row, call.caller))
    names = district_names(call.session, {one["district"] for one in page["items"]})
    return show("mine/families.html", page=page, districts=names)


@pages.page("/mine/families/<uuid:id>", **_OWN)
def my_family(call: Call) -> Response:
    row, now = call.record, clock.now()
    return show(
        "mine/family.html",
        family=views.assignment(row, call.caller),
        first_meeting=first_meeting(row),
        supervisor=row.supervisor,
        district=district_names(call.session, [row.request.district])[row.request.district],
        may_report=may_be_reported(row.ended_at, now),
        may_give_feedback=may_be_given(row.introduced_at, row.ended_at, now) is None,
    )


def first_meeting(row: Assignment) -> dict[str, Any] | None:
    """As it was said at the introduction, with its moment."""
    said = (row.introduction or {}).get("first_meeting")
    return said | {"at": datetime.fromisoformat(said["at"])} if said else None


def _concern_form(call: Call) -> Form:
    return Form(
        _("Tell what worries you"),
        [
            Choice("severity", _("What is it?"), options=options(CONCERN_SEVERITIES)),
            Text("text", _("What did you see or hear?"), rows=6, longest=4000),
        ],
        _("Tell it now"),
        lead=_("The family's worker and the supervisor read it at once. It does not stand in the journal."),
        warning=_("If somebody is in danger right now, call 112 first."),
        back=of_family(call.record),
        keep="concern",
    )


@pages.form("/mine/families/<uuid:id>/concern", form=_concern_form, body=concern_schemas.ConcernBody, **_OWN)
def tell_concern(call: Call) -> Response:
    said = commands.report_concern(call.session, call.caller, call.record, **call.body)
    if said["severity"] == "danger":
        return go(of_family(call.record), _("It was told. If somebody is in danger right now, call 112."))
    return go(of_family(call.record), _("It was told to who works with the family."))


def _end_form(call: Call) -> Answer:
    return Answer(
        _("Stop meeting this family?"),
        [],
        _("Stop meeting them"),
        lead=_("Nobody asks why. The family's worker and your coordinator learn of it and tell the family."),
        warning=_("This cannot be taken back. You will not see any more where and how to reach the family."),
        back=of_family(call.record),
        dangerous=True,
        refusals={"conflict": _("It has ended already.")},
    )


@pages.form("/mine/families/<uuid:id>/end", form=_end_form, body=Body, version=version, **_OWN)
def end_meeting(call: Call) -> Response:
    commands.end(call.session, call.caller, call.record)
    return go(HOME, _("It has ended. Thank you for the time that you gave."))
