"""Asking for a contact family or a volunteer, and following it until both sides have met."""

from collections.abc import Callable
from typing import Any

from flask import Response
from sqlalchemy import select

from services.cases import commands, policies, views
from services.cases.api.blueprint import request_version
from services.cases.model import Case, SupportRequest
from services.cases.pages import frame
from services.cases.pages.steps import people
from services.cases.pages.steps.annulling import reason
from services.cases.pages.steps.room import BY_WORKER, CASE, READ, Listed, at, pages
from services.cases.rules.states import SUPPORT_ALLOWED, allowed
from services.cases.schemas.entries import AnnulBody
from services.cases.schemas.support import IntroductionBody, SupportBody
from shared.codes import EXPERIENCE, LANGUAGES, SKILLS, VOLUNTEER_KINDS
from shared.directory.lookup import name_of
from shared.directory.model import KnownDistrict
from shared.web.fields import Body
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Choice, Day, Group, Moment, Option, Phone, Rows, Several, Text, options
from shared.web.pages.week import ClockTime, Numbered, weekdays
from shared.web.paging import PageQuery, newest_first
from shared.web.routes import Call
from shared.words import N_

REQUEST = "/support-requests/<uuid:id>"
READER = policies.of_request(policies.READER)
WORKER = policies.of_request(policies.WORKER)
OF_REQUEST: dict[str, Any] = {
    "on": policies.request_of,
    "who": WORKER,
    "version": request_version,
    "template": "case_form.html",
}
TIMES = 4
"""Rows for times of the week."""


@pages.page(f"{CASE}/support", **READ, query=PageQuery)
def support_requests(call: Call) -> Response:
    found = select(SupportRequest).where(SupportRequest.case_id == call.record.id)
    listed = newest_first(call.session, found, SupportRequest.id, call.query, views.request_of)
    asks = policies.WORKER.allows(call.caller, call.record) and _may_ask(call.record)
    return show("steps/support.html", **frame.of(call, "services"), listed=listed, asks=asks)


def _may_ask(case: Case) -> bool:
    return allowed("support_request", case.status) and case.signed_on is not None


def support_form(call: Call) -> Form:
    case = call.record
    agreed = _("A contact family comes only to a family that agreed to it. Write when it did.")
    return Listed(
        _("Ask for a contact family or a volunteer"),
        [
            Choice("kind", _("Who is needed?"), options=options(VOLUNTEER_KINDS)),
            Text("about", _("What for? Write it so that you could show it to the family"), rows=4, longest=2_000),
            Day("family_agreed_on", _("When did the family agree?"), optional=True, errors={"required": agreed}),
            Choice("district", _("In which district?"), options=_districts(call), many=True),
            Several("skills", _("What should they be able to do?"), options=options(SKILLS), optional=True, blank=[]),
            Several("experience", _("What should they have gone through?"), options=options(EXPERIENCE), optional=True),
            Several("languages", _("Which languages?"), options=options(LANGUAGES), optional=True, blank=[]),
            Group(_("When does it suit the family?"), [_times()]),
        ],
        _("Look for someone"),
        lead=_("Whoever is asked reads what you write here, the district and the children's ages: no names."),
        values={"district": case.district, "languages": ["ru"]},
        back=at(case, "support"),
        shown=frame.of(call, "services"),
        lists=("times",),
    )


def _districts(call: Call) -> list[Option]:
    found = call.session.execute(select(KnownDistrict.code, KnownDistrict.name).order_by(KnownDistrict.name))
    return [(code, name) for code, name in found]


def _times() -> Rows:
    later = _("A time ends later than it begins, on the same day.")
    rows = [
        Group(
            "",
            [
                Numbered(f"times.{number}.weekday", _("Day of the week"), options=weekdays(), many=True),
                ClockTime(f"times.{number}.from", _("From, as in 11:00")),
                ClockTime(f"times.{number}.to", _("To, as in 15:00"), errors={"before_start": later}),
            ],
        )
        for number in range(TIMES)
    ]
    return Rows("times", rows, hint=_("Leave it empty if any time does."))


@pages.form(f"{CASE}/support/new", **BY_WORKER, body=SupportBody, form=support_form)
def request_support(call: Call) -> Response:
    made = commands.request_support(call.session, call.caller, call.record, **call.body)
    return go(
        f"/cases/support-requests/{made.id}", _("The request is sent. The volunteers' coordinator looks for someone.")
    )


@pages.page(REQUEST, on=policies.request_of, who=READER)
def support_request(call: Call) -> Response:
    request: SupportRequest = call.record
    worker = WORKER.allows(call.caller, request)
    may = {name: worker and request.status in states for name, states in SUPPORT_ALLOWED.items()}
    paired = request.assignment is not None
    shown = views.request_of(request) | {"asked_by": name_of(call.session, request.requested_by)}
    district = call.session.get(KnownDistrict, request.district)
    return show(
        "steps/support_request.html",
        **frame.of(call, "services", request.case),
        one=shown,
        may=may,
        paired=paired,
        district=district.name if district else request.district,
        tells=worker and request.status in ("introduced", "ended") and paired,
        days=dict(option[:2] for option in weekdays()),
    )


def introduce_form(call: Call) -> Form:
    case = call.record.case
    first = sorted({one.first_name for one in people.household(call.session, case)})
    return Form(
        _("Introduce both sides"),
        [
            Several(
                "first_names", _("Who of the family will they meet? First names only"), options=[(n, n) for n in first]
            ),
            Text("contact_name", _("Whom can they ring?")),
            Phone("contact_phone", _("On which number?")),
            Moment("first_meeting.at", _("When do they first meet?")),
            Text("first_meeting.place", _("Where?")),
        ],
        _("Introduce them"),
        lead=_("They see these first names, the phone, time and place, and nothing else of the family."),
        values={"contact_name": name_of(call.session, case.worker) or ""},
        back=f"/cases/support-requests/{call.record.id}",
        shown=frame.of(call, "services", case),
    )


@pages.form(f"{REQUEST}/introduce", **OF_REQUEST, body=IntroductionBody, form=introduce_form)
def introduce(call: Call) -> Response:
    commands.introduce(call.session, call.caller, call.record, **call.body)
    return _back(call.record, _("Both sides know of each other now."))


def annul_introduction_form(call: Call) -> Form:
    case, _introduction = call.record
    return Form(
        _("The introduction was a mistake"),
        [reason()],
        _("Take the introduction back"),
        warning=_("What was told is shown no more. They have to be introduced again."),
        dangerous=True,
        back=f"/cases/support-requests/{call.path['id']}",
        shown=frame.of(call, "services", case),
    )


@pages.form(
    f"{REQUEST}/introduction/annul",
    on=policies.introduction_of,
    who=policies.ANNULLING,
    body=AnnulBody,
    form=annul_introduction_form,
    template="case_form.html",
)
def annul_introduction(call: Call) -> Response:
    case, introduction = call.record
    request = commands.annul_introduction(call.session, call.caller, case, introduction, **call.body)
    return _back(request, _("The introduction does not count any more."))


def _ending(title: str, warning: str) -> Callable[[Call], Form]:
    """The form of what ends a request; the words are translated for its reader."""

    def form(call: Call) -> Form:
        back, shown = f"/cases/support-requests/{call.record.id}", frame.of(call, "services", call.record.case)
        return Form(_(title), [], _(title), warning=_(warning), dangerous=True, back=back, shown=shown)

    return form


end_form = _ending(
    N_("End the meetings"),
    N_("This can't be undone. Nobody is asked for a reason; the other side learns that the meetings end."),
)


@pages.form(f"{REQUEST}/end", **OF_REQUEST, body=Body, form=end_form)
def end(call: Call) -> Response:
    commands.end(call.session, call.caller, call.record)
    return _back(call.record, _("The meetings have ended."))


withdraw_form = _ending(
    N_("Stop looking"),
    N_("This can't be undone. Nobody is looked for any more; ask anew if it is needed again."),
)


@pages.form(f"{REQUEST}/withdraw", **OF_REQUEST, body=Body, form=withdraw_form)
def withdraw(call: Call) -> Response:
    commands.withdraw(call.session, call.caller, call.record)
    return _back(call.record, _("Nobody is looked for any more."))


def _back(request: SupportRequest, said: str) -> Response:
    return go(f"/cases/support-requests/{request.id}", said)
