"""Beginning a referral: bit by bit, or all on one page."""

from flask import Response

from services.referrals import policies
from services.referrals.commands.drafts import KEPT_FOR, begin
from services.referrals.pages.referrer.room import HOME, ONE_PAGE, pages, tasks_of
from shared import emergency
from shared.web.fields import Body
from shared.web.pages import Form, _, go
from shared.web.pages.dates import days
from shared.web.routes import Call


def new_form(call: Call) -> Form:
    shown = {"number": emergency.NUMBER, "one_page": ONE_PAGE, "mine": HOME, "kept_for": days(KEPT_FOR.days)}
    return Form(_("Refer a family"), [], _("Begin"), shown=shown)


@pages.form("/new", who=policies.WRITERS, form=new_form, body=Body, template="referrer/new.html")
def new_referral(call: Call) -> Response:
    return go(tasks_of(begin(call.session, call.caller)))
