"""How far a draft is: what was filled in, what is wrong with it, and whether it can be sent."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.referrals.commands.submission import wrong_in
from services.referrals.model import Draft
from services.referrals.model.referral import IMMEDIATE
from services.referrals.pages.referrer.parts import PARTS, Part
from services.referrals.rules import drafts
from services.referrals.schemas.referrals import Submission
from shared.directory.model import KnownOrganisation
from shared.problems import Invalid
from shared.web.pages import _
from shared.web.routes import Call, load

DONE = "done"
NOT_STARTED = "not_started"
WRONG = "wrong"
CANNOT_START = "cannot_start"
OPTIONAL = "optional"

MEMBERS = "family.members"

Errors = dict[str, list[str]]


@dataclass(frozen=True)
class Standing:
    draft: Draft
    errors: Errors

    def of_part(self, part: Part) -> str:
        if not part.said(self.draft):
            return NOT_STARTED
        return WRONG if any(part.owns(path) for path in self.errors) else DONE

    def of_member(self, number: int) -> str:
        path = f"{MEMBERS}.{number}"
        return WRONG if any(one == path or one.startswith(f"{path}.") for one in self.errors) else DONE

    @property
    def left(self) -> int:
        """How many parts nobody has begun: before that there is nothing to check."""
        begun = [bool(part.said(self.draft)) for part in PARTS] + [bool(drafts.members_of(self.draft.content))]
        return begun.count(False)


def standing(call: Call) -> Standing:
    """`call.record` is the draft."""
    return Standing(call.record, _errors(call))


def no_room_until(call: Call) -> date | None:
    """The end of the pause of the organisation that was chosen, where it is another one than the sender's."""
    chosen = call.record.content.get("to_organisation")
    known = call.session.get(KnownOrganisation, UUID(chosen)) if chosen else None
    return known.takes_no_more_until() if known and known.id != call.caller.organisation else None


def _errors(call: Call) -> Errors:
    draft: Draft = call.record
    try:
        body = load(Submission(), drafts.submission(draft.content))
    except Invalid as problem:
        return {path: list(codes) for path, codes in problem.errors.items()}
    found = wrong_in(call.session, call.caller, body)
    known = call.session.get(KnownOrganisation, body["to_organisation"])
    if known and not (known.active and known.accepts_referrals):
        found["to_organisation"] = ["takes_no_referrals"]
    elif body["urgency"] != IMMEDIATE and no_room_until(call):
        found["to_organisation"] = ["takes_no_more"]
    return found


def tag(state: str) -> dict[str, Any]:
    """How a state stands in the list: only what is to be done has a colour."""
    match state:
        case "done":
            return {"text": _("Filled in")}
        case "wrong":
            return {"tag": {"text": _("Needs correcting"), "classes": "govuk-tag--red"}}
        case "cannot_start":
            return {"text": _("Cannot start yet"), "classes": "govuk-task-list__status--cannot-start-yet"}
        case "optional":
            return {"text": _("If you like")}
    return {"tag": {"text": _("Not started"), "classes": "govuk-tag--blue"}}
