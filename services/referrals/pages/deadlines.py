"""How long an answer to a referral may take: everybody reads it, who runs the platform changes it."""

from flask import Response

from services.referrals import commands, policies
from services.referrals.codes import DEADLINES
from services.referrals.rules.lengths import USUAL
from services.referrals.views import deadlines as views
from shared.web.pages import Form, Pages, _, go, lengths, show
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call

pages = Pages("referrals", __name__, "deadlines")

DEADLINES_AT = "/referrals/deadlines"


@pages.page("/deadlines", who=SIGNED_IN, on=policies.lengths)
def deadlines(call: Call) -> Response:
    return show(
        "deadlines.html",
        rows=lengths.rows(views.lengths(call.session, call.record.policy)["deadlines"], DEADLINES),
        change=f"{DEADLINES_AT}/change",
        other="/cases/deadlines",
        other_text=_("Deadlines of supported families"),
    )


def change_form(call: Call) -> Form:
    return lengths.form(views.lengths(call.session, call.record.policy)["deadlines"], DEADLINES, DEADLINES_AT)


@pages.form(
    "/deadlines/change",
    who=policies.ADMINISTRATOR,
    on=policies.lengths,
    form=change_form,
    body=lengths.body_of(tuple(USUAL)),
    version=lambda present: present.version,
)
def change_deadlines(call: Call) -> Response:
    numbers = call.body["deadlines"]
    with lengths.at_their_fields(numbers):
        commands.change_lengths(call.session, call.caller, call.record, deadlines=lengths.named(numbers))
    return go(DEADLINES_AT, _("The deadlines are changed."))
