"""How a pairing is or was: the volunteer and the worker of the case each say it here, and read only their own."""

from flask import Response

from services.volunteers import commands
from services.volunteers.pages.asking import Answer, version
from services.volunteers.policies import feedback as policies
from services.volunteers.schemas import feedback as schemas
from shared.codes import FEEDBACK_ANSWERS, FEEDBACK_QUESTIONS
from shared.web.pages import Pages, _, go
from shared.web.pages.fields import Choice, options
from shared.web.pages.navigation import home_of
from shared.web.pages.reader import this_reader
from shared.web.routes import Call

pages = Pages("volunteers", __name__, "feedback")


def _form(call: Call) -> Answer:
    said = call.record.said
    questions = [
        Choice(f"answers.{code}", FEEDBACK_QUESTIONS.text(code, this_reader().language),
               options=options(FEEDBACK_ANSWERS), inline=True, blank=None)
        for code in FEEDBACK_QUESTIONS
    ]  # fmt: skip
    form = Answer(
        _("How is it with the two of them?") if call.record.side == "worker" else _("How is it with this family?"),
        questions,
        _("Say it"),
        lead=_(
            "Three short answers. Nobody reads them but you: together with those of others they teach which reasons "
            "make a good pair. They never change what is thought of one person."
        ),
        values={"answers": said.answers} if said else {},
        back=home_of(this_reader()),
    )
    form.notice = closed(call.record.closed)
    form.refusals = {"conflict": form.notice} if form.notice else {}
    return form


def closed(why: str | None) -> str:
    """What is said when nothing can be said of a pairing now; empty when it can."""
    if why is None:
        return ""
    if why == "not_introduced":
        return _("They have not been introduced yet. Come back when they have met.")
    return _("This ended more than 90 days ago: nothing can be said of it any more.")


@pages.form(
    "/requests/<uuid:id>/feedback",
    on=policies.feedback,
    who=policies.SIDES,
    form=_form,
    body=schemas.FeedbackBody,
    version=version,
)
def give_feedback(call: Call) -> Response:
    commands.give_feedback(call.session, call.caller, call.record, **call.body)
    return go(home_of(this_reader()), _("Thank you, it is noted."))
