"""What a family without an account asks, sends and follows. All of it is public."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.referrals import commands, limits, policies
from services.referrals.commands.actor import OUTSIDER
from services.referrals.commands.appeals import find_appeal
from services.referrals.model import Referral
from services.referrals.rules import slips
from services.referrals.schemas import appeals as schemas
from services.referrals.schemas.outside import OutsideReferral
from services.referrals.views import outside
from services.referrals.views.receivers import place
from shared import clock, emergency
from shared.directory.model import KnownOrganisation
from shared.problems import TooManyRequests
from shared.throttles import Limit
from shared.web import attempts
from shared.web.paging import newest_first, page_of
from shared.web.policy import ANYONE
from shared.web.routes import Call, Routes
from shared.web.site import this_site

routes = Routes("referrals", __name__)
routes.name = "referrals-appeals"

FULL = (
    "This organisation has had too many appeals today. Choose another one, or call it. "
    f"In danger, call {emergency.NUMBER} at once."
)


def _counted(limit: Limit) -> Any:
    """Before anything else is looked at: every try counts."""

    def count(session: Session, caller: Any, lock: bool) -> None:
        attempts.count_place(limit)

    return count


_BY_CODE: dict[str, Any] = {"who": policies.FAMILY, "on": _counted(limits.CODE_ADDRESS), "answer": OutsideReferral}


@routes.get(
    "/appeals/receivers", who=ANYONE, query=schemas.AppealReceiversQuery, answer=page_of(schemas.AppealReceiver)
)
def receivers(call: Call) -> dict[str, Any]:
    known = KnownOrganisation
    found = select(known).where(known.active, known.accepts_appeals, known.accepts_referrals)
    if call.query.get("district"):
        found = found.where(known.districts.contains([call.query["district"]]))
    return newest_first(call.session, found, known.id, call.query, place)


@routes.get("/appeals/form", who=ANYONE, on=_counted(limits.FORM_ADDRESS), answer=schemas.AppealForm)
def form(call: Call) -> dict[str, Any]:
    made = slips.new_form(clock.system())
    return {
        "form": slips.signed(made, _secret()),
        "not_before": made.not_before,
        "expires_at": made.expires_at,
        "choices": outside.choices(call.session),
    }


@routes.post(
    "/appeals",
    who=ANYONE,
    on=_counted(limits.APPEAL_ADDRESS),
    body=schemas.NewAppeal,
    answer=schemas.SentAppeal,
    status=201,
)
def appeal(call: Call) -> dict[str, Any]:
    referral, code = commands.appeal(call.session, call.body, _secret())
    _count_for(call.session, referral)
    return outside.referral(call.session, referral) | {"code": code}


@routes.post("/appeals/status", body=schemas.AppealCode, **_BY_CODE)
def status(call: Call) -> dict[str, Any]:
    return outside.referral(call.session, _found(call))


@routes.post("/appeals/answer", body=schemas.AppealReply, **_BY_CODE)
def answer_appeal(call: Call) -> dict[str, Any]:
    found = _found(call, lock=True)
    return outside.referral(call.session, commands.answer(call.session, OUTSIDER, found, answer=call.body["answer"]))


@routes.post("/appeals/withdraw", body=schemas.AppealWithdrawal, **_BY_CODE)
def withdraw_appeal(call: Call) -> dict[str, Any]:
    said = {name: call.body[name] for name in ("reason", "note")}
    found = _found(call, lock=True)
    return outside.referral(call.session, commands.withdraw(call.session, OUTSIDER, found, **said))


def _found(call: Call, lock: bool = False) -> Referral:
    """Tries count against the reference, too, from wherever they come, whether there is such an appeal or not."""
    reference, code = call.body["reference"], call.body["code"]
    attempts.count(limits.CODE_REFERENCE, "".join(sign for sign in reference if sign.isdecimal()))
    return find_appeal(call.session, reference, code, _secret(), lock=lock)


def _count_for(session: Session, referral: Referral) -> None:
    """Counted once all is right, so that nobody uses up an organisation's day with nonsense."""
    try:
        attempts.take(session, limits.APPEAL_ORGANISATION, str(referral.to_organisation))
    except TooManyRequests as problem:
        raise TooManyRequests(FULL, emergency=outside.EMERGENCY, **problem.extra) from None


def _secret() -> str:
    return str(this_site().settings.secret)
