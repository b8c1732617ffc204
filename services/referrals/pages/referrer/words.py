"""What became of a referral, said to who sent it. Each takes the referral as the API shows it."""

from datetime import date, datetime
from typing import Any

from services.referrals.rules import states
from shared import codes
from shared.web.pages import _
from shared.web.pages.dates import day, until
from shared.web.pages.reader import this_reader

Shown = dict[str, Any]


def became(one: Shown) -> str:
    """One or two sentences: how it stands, and what comes next."""
    match one["status"]:
        case states.SUBMITTED:
            return _waiting(one)
        case states.INFO_REQUESTED:
            return _(
                "%(name)s asks you something and waits for an answer: %(until)s.",
                name=_receiver(one),
                until=until(_end(one)),
            )
        case states.ACCEPTED | states.CASE_OPENED:
            return _taken_on(one)
        case states.CASE_CLOSED:
            return _closed(one)
        case states.DECLINED:
            return _declined(one)
        case states.DUPLICATE:
            return _("%(name)s knows this family already. You need not send it again.", name=_receiver(one))
    return _("You took this referral back. Nobody works on it.")


def _waiting(one: Shown) -> str:
    said = {"name": _receiver(one), "until": until(_end(one))}
    if one["overdue"]:
        return _("%(name)s has not answered: %(until)s. We remind them; call them, too.", **said)
    if one["acknowledged_at"]:
        return _("%(name)s has read it and sees to it. You get an answer %(until)s.", **said)
    return _("%(name)s is to answer %(until)s.", **said)


def _taken_on(one: Shown) -> str:
    since = _day_of(one, "accepted") or (one["case"] or {}).get("opened_on")
    if since is None:
        return _("The family was taken on. You hear again when the support ends.")
    return _("The family was taken on: %(day)s. You hear again when the support ends.", day=day(since))


def _closed(one: Shown) -> str:
    case = one["case"] or {}
    if not case.get("outcome") or not case.get("closed_on"):
        return _("The support has ended.")
    outcome = codes.OUTCOMES.text(case["outcome"], this_reader().language)
    return _("The support ended: %(day)s. %(outcome)s.", day=day(case["closed_on"]), outcome=outcome)


def _declined(one: Shown) -> str:
    entry = _last(one, "declined")
    if entry is None:
        return _("%(name)s could not take the family on. Open it to see why.", name=_receiver(one))
    reason = codes.DECLINE_REASONS.text(entry["reason"], this_reader().language)
    return _("%(name)s could not take the family on: %(reason)s.", name=_receiver(one), reason=_lower(reason))


def _receiver(one: Shown) -> str:
    return one["to_organisation_name"] or "—"


def _end(one: Shown) -> datetime | None:
    """Of whoever is to act."""
    end: datetime | None = one["answer_by"] or one["reply_by"]
    return end


def _day_of(one: Shown, kind: str) -> datetime | date | None:
    entry = _last(one, kind)
    return entry["at"] if entry else None


def _last(one: Shown, kind: str) -> Shown | None:
    """Lists come without history."""
    return next((entry for entry in reversed(one.get("history", [])) if entry["kind"] == kind), None)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
