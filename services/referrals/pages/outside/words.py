"""How a referral stands, said to who has no account: never who works with the family, nor its names."""

from typing import Any

from services.referrals.codes import ENTRY_KINDS
from services.referrals.rules import states
from shared import codes
from shared.web.pages import _
from shared.web.pages.dates import day, until
from shared.web.pages.reader import this_reader

_REASONS = {"declined": codes.DECLINE_REASONS, "withdrawn": codes.WITHDRAW_REASONS, "case_closed": codes.OUTCOMES}


def stands(one: dict[str, Any]) -> str:
    """One or two sentences; `one` as `views.outside.referral` shows it."""
    name = one["to_organisation"]["name"] or "—"
    match one["status"]:
        case states.SUBMITTED:
            return _("The answer of %(name)s: %(until)s.", name=name, until=until(one["answer_by"]))
        case states.INFO_REQUESTED:
            return _(
                "%(name)s asks something and waits for an answer: %(until)s.", name=name, until=until(one["reply_by"])
            )
        case states.ACCEPTED | states.CASE_OPENED:
            return _("%(name)s takes care of it and gets in touch.", name=name)
        case states.CASE_CLOSED:
            return _("The support ended: %(day)s.", day=day((one["case"] or {}).get("closed_on")))
        case states.DECLINED:
            return _("%(name)s could not take this on. Why, and what to do now, stands below.", name=name)
        case states.DUPLICATE:
            return _("%(name)s knows of this already and sees to it.", name=name)
    return _("This was taken back. Nobody works on it.")


def told(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What happened, the newest first; `more` is what was said with it."""
    return [_entry(one) for one in reversed(entries)]


def _entry(one: dict[str, Any]) -> dict[str, Any]:
    language, kind = this_reader().language, one["kind"]
    more = [_REASONS[kind].text(one[name], language) for name in ("reason", "outcome") if name in one]
    more += [one[name] for name in ("question", "answer", "note") if one.get(name)]
    return {"at": one["at"], "what": ENTRY_KINDS.text(kind, language), "who": "", "more": more}
