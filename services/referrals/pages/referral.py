"""A referral's own page: one address for all who have to do with it, and what each of them is shown."""

from flask import Response

from services.referrals import policies
from services.referrals.pages import receiver
from services.referrals.pages.referrer import sent
from services.referrals.policies import Relation, relation_to
from shared.web.pages import Pages
from shared.web.routes import Call

pages = Pages("referrals", __name__, "referral")


@pages.page("/<uuid:id>", who=policies.of_seen(policies.IN_RELATION), on=policies.seen)
def referral(call: Call) -> Response:
    """Who passed it on sees the receiver's page, with the little that stays with them."""
    if relation_to(call.caller, call.record.referral) is Relation.SENDER:
        return sent.shown(call)
    return receiver.shown(call)
