"""What the receiver of a referral is shown of it, and a former receiver of what stays with them."""

from flask import Response

from services.referrals.views import referrals as views
from shared.web.pages import show
from shared.web.routes import Call


def shown(call: Call) -> Response:
    """`call.record` is the referral as this caller sees it."""
    return show("receiver/referral.html", one=views.show(call.session, call.caller, call.record.referral))
