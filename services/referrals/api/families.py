"""Two referred families turn out to be one, or two after all."""

from typing import Any

from sqlalchemy import select

from services.referrals import commands, policies
from services.referrals.api.blueprint import routes, version
from services.referrals.model import Family, Referral
from services.referrals.schemas import families as schemas
from services.referrals.views import families as views
from shared.web.fields import Body
from shared.web.routes import Call

_FAMILY: dict[str, Any] = {
    "on": policies.family,
    "who": policies.OF_BOTH,
    "version": version,
    "answer": schemas.Family,
}


@routes.post("/families/<uuid:id>/merge", body=schemas.Merge, **_FAMILY)
def merge(call: Call) -> dict[str, Any]:
    return _family(call, commands.merge(call.session, call.caller, call.record, **call.body))


@routes.post("/families/<uuid:id>/separate", body=Body, **_FAMILY)
def separate(call: Call) -> dict[str, Any]:
    return _family(call, commands.separate(call.session, call.caller, call.record))


@routes.post("/families/<uuid:id>/distinct", body=schemas.Distinct, **_FAMILY)
def distinct(call: Call) -> dict[str, Any]:
    return _family(call, commands.distinct(call.session, call.caller, call.record, **call.body))


def _family(call: Call, family: Family) -> dict[str, Any]:
    own = select(Referral).where(Referral.family == family.id, Referral.to_organisation == call.caller.organisation)
    return views.show(family, list(call.session.scalars(own)))
