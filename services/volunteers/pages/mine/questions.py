"""“Can you help?”: yes or no, each with a page that says what will happen."""

from typing import Any

from flask import Response

from services.volunteers import commands
from services.volunteers.pages.asking import Answer, version
from services.volunteers.pages.mine.blueprint import HOME, pages
from services.volunteers.pages.wording import asked_rows, no_yes
from services.volunteers.policies import proposals as policies
from services.volunteers.policies.common import THE_VOLUNTEER
from services.volunteers.queries.districts import district_names
from services.volunteers.schemas import proposals as schemas
from services.volunteers.views import proposals as views
from shared.web.fields import Body
from shared.web.pages import _, go
from shared.web.pages.fields import Text
from shared.web.routes import Call

_ASKED: dict[str, Any] = {
    "on": policies.proposal,
    "who": THE_VOLUNTEER,
    "version": version,
    "template": "mine/question.html",
}


def _asked(call: Call) -> dict[str, Any]:
    """Of a question that stands, or that got a yes; of others nothing is told any more."""
    said, district = views.proposal(call.record, call.caller), call.record.request.district
    if "children_ages" not in said:
        return {"rows": [], "about": None}
    return {"rows": asked_rows(said, district_names(call.session, [district])[district]), "about": said["about"]}


def _yes_form(call: Call) -> Answer:
    return Answer(
        _("Will you be there for this family?"),
        [],
        _("Yes, I will be there"),
        lead=_("After your yes the family's worker introduces you: then you see here whom you meet, where and when."),
        back=HOME,
        shown=_asked(call),
        refusals=no_yes(),
    )


@pages.form("/mine/questions/<uuid:id>/yes", form=_yes_form, body=Body, **_ASKED)
def accept(call: Call) -> Response:
    commands.accept(call.session, call.caller, call.record)
    return go(HOME, _("Thank you, you said yes. The family's worker will introduce you soon."))


def _no_form(call: Call) -> Answer:
    return Answer(
        _("Not this time?"),
        [Text("reason", _("Why"), _("Only your coordinator reads it."), optional=True, rows=3, longest=1000)],
        _("No, not this time"),
        lead=_("That is all right. Somebody else will be asked, and you will be asked again another time."),
        back=HOME,
        shown=_asked(call),
        refusals=no_yes(),
    )


@pages.form("/mine/questions/<uuid:id>/no", form=_no_form, body=schemas.DeclineBody, **_ASKED)
def decline(call: Call) -> Response:
    commands.decline(call.session, call.caller, call.record, **call.body)
    return go(HOME, _("Thank you for your answer. There is nothing else to do."))
