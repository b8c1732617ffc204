"""The answers of a draft, read once more and sent; and throwing a draft away."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from flask import Response

from services.referrals import policies
from services.referrals.commands import drafts as commands
from services.referrals.model import Draft
from services.referrals.model.referral import IMMEDIATE
from services.referrals.pages.referrer import fields, judging
from services.referrals.pages.referrer.back import to_check
from services.referrals.pages.referrer.parts import PARTS, URGENCY
from services.referrals.pages.referrer.room import HOME, confirmation_of, member_of, pages, part_of, tasks_of
from services.referrals.pages.referrer.summary import sections
from services.referrals.pages.referrer.tasks import TEMPLATE, danger
from services.referrals.rules import drafts
from services.referrals.schemas.common import OPTIONAL
from services.referrals.schemas.families import MemberBody
from services.referrals.schemas.referrals import Submission
from shared.problems import Conflict, Invalid
from shared.web.fields import Body, Flag
from shared.web.pages import Form, _, go
from shared.web.pages.fields import Field
from shared.web.routes import Call, load


class Sending(Body):
    despite_no_capacity = Flag(**OPTIONAL)


class Line(NamedTuple):
    """Of the summary of what is wrong: its words, and the page that mends it."""

    text: str
    href: str


def check_form(call: Call) -> Form:
    draft: Draft = call.record
    shown = {
        "sections": sections(call.session, _values(draft), lambda part: _change(draft, part)),
        "lines": list(_lines(call)) if not draft.referral else [],
        "tasks": tasks_of(draft),
        "sent": confirmation_of(draft.referral) if draft.referral else "",
        "danger": danger(call),
    }
    return Form(_("Check what you wrote"), _asked(call), _("Send the referral"), shown=shown)


@pages.form(
    "/drafts/<uuid:id>/check",
    who=policies.WRITERS,
    on=policies.begun,
    form=check_form,
    body=Sending,
    template="referrer/check.html",
)
def draft_check(call: Call) -> Response:
    draft: Draft = call.record
    if draft.referral:
        return go(confirmation_of(draft.referral))
    body = load(Submission(), drafts.submission(draft.content)) | call.body
    try:
        referral = commands.send(call.session, call.caller, draft, body)
    except Conflict as problem:
        raise _at_its_field(problem, body) from None
    return go(confirmation_of(referral.id))


def discard_form(call: Call) -> Form:
    shown = {"back": tasks_of(call.record), "danger": None, "consent": False, "remove": ""}
    return Form(
        _("Throw this draft away"),
        [],
        _("Yes, throw it away"),
        warning=_("Everything that you wrote in it will be gone. Nobody else has seen it."),
        dangerous=True,
        shown=shown,
    )


@pages.form(
    "/drafts/<uuid:id>/discard",
    who=policies.WRITERS,
    on=policies.draft,
    form=discard_form,
    body=Body,
    template=TEMPLATE,
)
def draft_discard(call: Call) -> Response:
    commands.discard(call.session, call.record)
    return go(HOME, _("The draft was thrown away."))


def _asked(call: Call) -> list[Field]:
    """Only in danger may a family be sent where nobody has room."""
    is_danger = call.record.content.get(URGENCY.name) == IMMEDIATE
    return [fields.despite()] if is_danger and judging.no_room_until(call) else []


def _at_its_field(problem: Conflict, body: dict[str, Any]) -> Invalid:
    """A pause that began meanwhile, or that the sender has not seen."""
    if problem.extra.get("state") == "takes_no_more" and body["urgency"] == IMMEDIATE:
        return Invalid({"despite_no_capacity": ["required"]})
    return Invalid({"to_organisation": [str(problem.extra.get("state"))]})


def _values(draft: Draft) -> dict[str, Any]:
    """What the draft holds, as values."""
    found: dict[str, Any] = {}
    for part in PARTS:
        found |= part.values(draft)
    members = [MemberBody().load(one) for one in drafts.submission(draft.content)["family"].get("members", ())]
    return found | {"family": found.get("family", {}) | {"members": members}}


def _change(draft: Draft, part: str) -> str:
    """A member's place in the list is that in the draft."""
    name, _slash, number = part.partition("/")
    if number:
        return to_check(member_of(draft, drafts.members_of(draft.content)[int(number)][drafts.ID]))
    return to_check(part_of(draft, name))


def _lines(call: Call) -> Iterator[Line]:
    """What is wrong, in the words that its own page has for it."""
    draft, errors = call.record, judging.standing(call).errors
    for part in PARTS:
        form = Form("", part.fields(call), "")
        yield from _said(form, {path: errors[path] for path in errors if part.owns(path)}, part_of(draft, part.name))
    known = drafts.members_of(draft.content)
    for number, member in enumerate(known):
        own = {
            path.removeprefix(f"{judging.MEMBERS}.{number}."): errors[path]
            for path in errors
            if path.startswith(f"{judging.MEMBERS}.{number}.")
        }
        for line in _said(Form("", fields.member(), ""), own, member_of(draft, member[drafts.ID])):
            yield Line(_("%(name)s: %(wrong)s", name=member["first_name"], wrong=line.text), line.href)
    if not known:
        yield Line(_("Say who is in the family: at least one person."), to_check(member_of(draft, "new")))


def _said(form: Form, errors: dict[str, list[str]], address: str) -> Iterator[Line]:
    if not errors:
        return
    form.refuse(Invalid(errors), errors)
    for wrong in form.wrong:
        yield Line(wrong.text, f"{to_check(address)}#{wrong.id}" if wrong.id else to_check(address))
