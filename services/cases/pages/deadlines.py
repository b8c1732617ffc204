"""How long the steps of a case may take: everybody reads it, who runs the platform changes it."""

from flask import Response

from services.cases import commands, policies
from services.cases.codes import DEADLINES
from services.cases.deadlines import policy_of
from services.cases.rules.lengths import USUAL
from shared.web.pages import Form, Pages, _, go, lengths, show
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call

pages = Pages("cases", __name__, "deadlines")

DEADLINES_AT = "/cases/deadlines"


@pages.page("/deadlines", who=SIGNED_IN, on=policies.lengths)
def deadlines(call: Call) -> Response:
    return show(
        "deadlines.html",
        rows=lengths.rows(policy_of(call.session, call.record.policy)["deadlines"], DEADLINES),
        change=f"{DEADLINES_AT}/change",
        other="/referrals/deadlines",
        other_text=_("Deadlines of answers to referrals"),
    )


def change_form(call: Call) -> Form:
    return lengths.form(policy_of(call.session, call.record.policy)["deadlines"], DEADLINES, DEADLINES_AT)


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
        warned = policy_of(call.session, call.record.policy)["warned"]
        commands.change_lengths(call.session, call.caller, call.record, deadlines=lengths.named(numbers), warned=warned)
    return go(DEADLINES_AT, _("The deadlines are changed."))
