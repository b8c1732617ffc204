"""A family asks for help itself: it chooses an organisation, answers a few questions, and gets a code to follow it.

Titles and addresses say nothing of what is asked: somebody may look over a shoulder, or at a browser's history.
"""

from typing import Any
from uuid import UUID

from flask import Response, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.referrals import commands, limits
from services.referrals.model import Referral
from services.referrals.pages.outside.questions import AppealForm, asked, new_slip
from services.referrals.pages.outside.room import pages
from services.referrals.pages.outside.words import stands
from services.referrals.pages.referrer.choices import districts
from services.referrals.schemas import appeals as schemas
from services.referrals.schemas.common import Maybe
from services.referrals.views import outside
from services.referrals.views.receivers import place
from shared import emergency
from shared.directory.model import KnownOrganisation
from shared.problems import Conflict, Invalid, NotFound, TooManyRequests
from shared.web import attempts
from shared.web.pages import _, show
from shared.web.paging import PageQuery, newest_first
from shared.web.policy import ANYONE
from shared.web.routes import Call
from shared.web.site import this_site

APPEAL = "/referrals/appeal"
STATUS = f"{APPEAL}/status"


class WhereQuery(PageQuery):
    district = Maybe(longest=100)


@pages.page("/appeal", who=ANYONE, query=WhereQuery)
def choose(call: Call) -> Response:
    """Organisations that take appeals; those of a district when one is chosen."""
    district = call.query["district"]
    known = KnownOrganisation
    found = select(known).where(known.active, known.accepts_appeals, known.accepts_referrals)
    if district:
        found = found.where(known.districts.contains([district]))
    listed = newest_first(call.session, found, known.id, call.query, place)
    more = f"{APPEAL}?cursor={listed['next']}" + (f"&district={district}" if district else "")
    names = dict(option[:2] for option in districts(call.session))
    return show(
        "outside/choose.html",
        rows=[_place(one, names) for one in listed["items"]],
        next=more if listed["next"] else "",
        districts=list(names.items()),
        district=district or "",
        number=emergency.NUMBER,
        follow=STATUS,
        appeal=APPEAL,
    )


def _place(one: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    where = ", ".join(names.get(code, code) for code in one["districts"])
    return one | {"href": f"{APPEAL}/{one['id']}", "where": where}


def _asked_of(session: Session, caller: Any, lock: bool, organisation: UUID) -> KnownOrganisation:
    """Looks and sendings count, as at the API; what is refused and shown again is no further look. One that wants no
    appeals looks like one that is not there."""
    if lock:
        attempts.count_place(limits.APPEAL_ADDRESS)
    elif request.method != "POST":
        attempts.count_place(limits.FORM_ADDRESS)
    known = session.get(KnownOrganisation, organisation)
    if known is None or not (known.active and known.accepts_appeals):
        raise NotFound
    return known


def appeal_form(call: Call) -> AppealForm:
    organisation: KnownOrganisation = call.record
    slip = new_slip()
    return AppealForm(
        _("Ask for help"),
        asked(call.session),
        _("Send"),
        values={"form": slip, "to_organisation": str(organisation.id)},
        shown={"organisation": organisation, "number": emergency.NUMBER, "slip": slip, "choose": APPEAL},
    )


@pages.form(
    "/appeal/<uuid:organisation>",
    who=ANYONE,
    on=_asked_of,
    form=appeal_form,
    body=schemas.NewAppeal,
    template="outside/appeal.html",
)
def appeal(call: Call) -> Response:
    """The code is shown this once, in the answer itself: it stands in no address and no cookie."""
    referral, code = _sent(call)
    call.session.flush()
    one = outside.referral(call.session, referral)
    return show("outside/sent.html", one=one, code=code, stands=stands(one), number=emergency.NUMBER, follow=STATUS)


def _sent(call: Call) -> tuple[Referral, str]:
    """Where the command says what is wrong with a birthday, this page asked for an age."""
    try:
        referral, code = commands.appeal(call.session, call.body, str(this_site().settings.secret))
        attempts.take(call.session, limits.APPEAL_ORGANISATION, str(referral.to_organisation))
    except Invalid as problem:
        raise Invalid({path.replace("born_on", "age"): codes for path, codes in problem.errors.items()}) from None
    except Conflict:
        raise Invalid({"to_organisation": ["takes_no_more"]}) from None
    except TooManyRequests:
        raise Invalid({"to_organisation": ["full"]}) from None
    return referral, code
