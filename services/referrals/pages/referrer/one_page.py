"""A referral on one page, for those who refer every week."""

from flask import Response

from services.referrals import commands, policies
from services.referrals.pages.referrer import fields
from services.referrals.pages.referrer.room import NEW, confirmation_of, pages
from services.referrals.schemas.referrals import Submission
from shared import emergency
from shared.problems import Conflict, Invalid
from shared.web.pages import Form, _, go
from shared.web.pages.fields import Field, Group, Rows
from shared.web.routes import Call

PEOPLE = 6
"""Rows for members; a larger family is written bit by bit."""


def whole_form(call: Call) -> Form:
    return Form(
        _("A referral on one page"),
        [
            Group(_("To whom, and by what right"), [fields.receiver(call), *fields.basis(call)]),
            Group(_("Urgency"), [fields.urgency(), fields.despite()]),
            Group(_("About the family"), fields.household(call)),
            Group(_("Who is in the family"), [_members()]),
            Group(_("Why you refer the family"), [*fields.reasons(), fields.story(), fields.help_wanted()]),
        ],
        _("Send the referral"),
        values={"channel": "partner"} if call.caller.has("referrer") else {},
        shown={"number": emergency.NUMBER, "new": NEW},
    )


@pages.form(
    "/one-page",
    who=policies.WRITERS,
    form=whole_form,
    body=Submission,
    template="referrer/one_page.html",
)
def one_page(call: Call) -> Response:
    try:
        referral = commands.submit(call.session, call.caller, call.body)
    except Conflict as problem:
        raise Invalid({"to_organisation": [str(problem.extra.get("state"))]}) from None
    return go(confirmation_of(referral.id))


def _members() -> Rows:
    rows = [Group(_("Person %(number)s", number=row + 1), _person(row)) for row in range(PEOPLE)]
    hint = _("At least one person; rows that stay empty do not count.")
    return Rows("family.members", rows, _("Who is in the family"), hint)


def _person(row: int) -> list[Field]:
    return fields.member(f"family.members.{row}.", listed=True)
