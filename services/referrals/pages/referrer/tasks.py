"""A draft: the list of what is to be filled in, and a page for each part of it."""

from collections.abc import Callable
from typing import Any

from flask import Response

from services.referrals import policies
from services.referrals.commands import drafts as commands
from services.referrals.model import Draft
from services.referrals.pages.referrer import judging
from services.referrals.pages.referrer.back import Back, onward
from services.referrals.pages.referrer.parts import FAMILY, HELP, PARTS, REASONS, STORY, URGENCY, WHOM, Part
from services.referrals.pages.referrer.room import check_of, confirmation_of, member_of, pages, part_of
from services.referrals.rules import drafts
from services.referrals.rules.duty import emergency_number
from shared import emergency
from shared.codes import MEMBER_ROLES
from shared.directory.model import KnownOrganisation
from shared.web.pages import Form, _, go, show
from shared.web.pages.reader import this_reader
from shared.web.routes import Call

TEMPLATE = "referrer/part.html"


@pages.page("/drafts/<uuid:id>", who=policies.WRITERS, on=policies.begun)
def draft_tasks(call: Call) -> Response:
    draft: Draft = call.record
    if draft.referral:
        return go(confirmation_of(draft.referral))
    standing = judging.standing(call)
    return show(
        "referrer/tasks.html",
        before=[_task(draft, part, standing) for part in (WHOM, URGENCY)],
        family=[_task(draft, FAMILY, standing), *_members(draft, standing)],
        story=[_task(draft, part, standing) for part in (REASONS, STORY, HELP)],
        end=[_end(draft, standing)],
        left=standing.left,
        kept_until=draft.changed_at + commands.KEPT_FOR,
        discard=part_of(draft, "discard"),
        danger=danger(call),
    )


def danger(call: Call) -> dict[str, str | None] | None:
    """Whom to call before anything else, where the draft says that there is danger right now."""
    if not emergency_number(call.record.content.get("urgency", "")):
        return None
    return advice(call)


def advice(call: Call) -> dict[str, str | None]:
    chosen = call.record.content.get("to_organisation") if call.record else None
    receiver = call.session.get(KnownOrganisation, chosen) if chosen else None
    return {"number": emergency.NUMBER, "duty_phone": receiver.duty_phone if receiver else None}


def _task(draft: Draft, part: Part, standing: judging.Standing) -> dict[str, Any]:
    return _item(_(part.title), part_of(draft, part.name), standing.of_part(part))


def _members(draft: Draft, standing: judging.Standing) -> list[dict[str, Any]]:
    """Those whom the draft knows, and one more."""
    known = drafts.members_of(draft.content)
    items = [
        _item(_named(one), member_of(draft, one[drafts.ID]), standing.of_member(number))
        for number, one in enumerate(known)
    ]
    more = _("Add another person of the family") if known else _("Who is in the family")
    state = judging.OPTIONAL if known else judging.NOT_STARTED
    return [*items, _item(more, member_of(draft, "new"), state)]


def _named(member: dict[str, Any]) -> str:
    role = MEMBER_ROLES.text(member["role"], this_reader().language)
    return _("%(role)s: %(name)s", role=role, name=member["first_name"])


def _end(draft: Draft, standing: judging.Standing) -> dict[str, Any]:
    if standing.left:
        return {"title": {"text": _("Check and send")}, "status": judging.tag(judging.CANNOT_START)}
    return _item(_("Check and send"), check_of(draft), judging.NOT_STARTED)


def _item(text: str, href: str, state: str) -> dict[str, Any]:
    return {"title": {"text": text}, "href": href, "status": judging.tag(state)}


def _form_of(part: Part) -> Callable[[Call], Form]:
    def form(call: Call) -> Form:
        shown = {"back": onward(call), "danger": advice(call) if part is URGENCY else None, "consent": part is WHOM}
        values = part.values(call.record)
        if part is WHOM and not values:
            values = {"channel": "partner"} if call.caller.has("referrer") else {}
        return Form(_(part.title), part.fields(call), _("Save and go on"), values=values, shown=shown)

    return form


def _saving(part: Part) -> Callable[[Call], Response]:
    def save(call: Call) -> Response:
        said: dict[str, Any] = part.schema.dump(call.body)
        commands.write(call.session, call.caller, call.record, said, call.body)
        return go(onward(call))

    save.__name__ = f"draft_{part.name}"
    return save


for one in PARTS:
    declared = {"form": _form_of(one), "body": one.schema, "version": one.version, "query": Back, "template": TEMPLATE}
    pages.form(f"/drafts/<uuid:id>/{one.name}", who=policies.WRITERS, on=policies.draft, **declared)(_saving(one))
