"""The members of a draft's family: each on a page of its own."""

from typing import Any
from uuid import UUID

from flask import Response

from services.referrals import policies
from services.referrals.commands import drafts as commands
from services.referrals.model import Draft
from services.referrals.pages.referrer import fields
from services.referrals.pages.referrer.back import Back, onward
from services.referrals.pages.referrer.room import member_of, pages
from services.referrals.pages.referrer.tasks import TEMPLATE
from services.referrals.rules import drafts
from services.referrals.rules.submission import CRISIS_LINE
from services.referrals.schemas.families import MemberBody
from shared.ids import uuid7
from shared.problems import NotFound
from shared.web.fields import Body
from shared.web.pages import Form, _, go
from shared.web.routes import Call, load

MEMBER = MemberBody()


def member_on(session: Any, caller: Any, lock: bool, id: UUID, member: UUID) -> Draft:
    """The draft, where it has this member."""
    draft = policies.draft(session, caller, lock, id)
    if drafts.member_of(draft.content, str(member)) is None:
        raise NotFound
    return draft


def new_form(call: Call) -> Form:
    return _form(call, _("A person of the family"), {})


@pages.form(
    "/drafts/<uuid:id>/members/new",
    who=policies.WRITERS,
    on=policies.draft,
    form=new_form,
    body=MEMBER,
    query=Back,
    template=TEMPLATE,
)
def draft_new_member(call: Call) -> Response:
    return _save(call, uuid7())


def member_form(call: Call) -> Form:
    remove = f"{member_of(call.record, str(call.path['member']))}/remove"
    if call.query.get("back"):
        remove = f"{remove}?back={call.query['back']}"
    return _form(call, _("A person of the family"), load(MEMBER, _said(call)), remove=remove)


@pages.form(
    "/drafts/<uuid:id>/members/<uuid:member>",
    who=policies.WRITERS,
    on=member_on,
    form=member_form,
    body=MEMBER,
    query=Back,
    template=TEMPLATE,
)
def draft_member(call: Call) -> Response:
    return _save(call, call.path["member"])


def remove_form(call: Call) -> Form:
    said = _said(call)
    return Form(
        _("Remove a person from the draft"),
        [],
        _("Yes, remove this person"),
        warning=_("What you wrote about %(name)s will be gone.", name=said["first_name"]),
        dangerous=True,
        shown=_shown(call),
    )


@pages.form(
    "/drafts/<uuid:id>/members/<uuid:member>/remove",
    who=policies.WRITERS,
    on=member_on,
    form=remove_form,
    body=Body,
    query=Back,
    template=TEMPLATE,
)
def draft_member_remove(call: Call) -> Response:
    commands.remove_member(call.record, call.path["member"])
    return go(onward(call), _("The person was removed from the draft."))


def _form(call: Call, title: str, values: dict[str, Any], remove: str = "") -> Form:
    surname_needed = call.record.content.get("channel") != CRISIS_LINE
    asked = fields.member(surname_needed=surname_needed)
    return Form(title, asked, _("Save and go on"), values=values, shown=_shown(call, remove))


def _shown(call: Call, remove: str = "") -> dict[str, Any]:
    return {"back": onward(call), "danger": None, "consent": False, "remove": remove}


def _said(call: Call) -> dict[str, Any]:
    """What the draft holds of the member that the address names."""
    member = drafts.member_of(call.record.content, str(call.path["member"]))
    assert member
    return {name: value for name, value in member.items() if name != drafts.ID}


def _save(call: Call, member: UUID) -> Response:
    said: dict[str, Any] = MEMBER.dump(call.body)
    commands.write_member(call.session, call.caller, call.record, member, said, call.body)
    return go(onward(call))
