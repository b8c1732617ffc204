"""What happened to a referral, in words."""

from typing import Any

from services.referrals.codes import ENTRY_KINDS
from shared import codes
from shared.codes import CodeList
from shared.web.pages import _
from shared.web.pages.frame import full_name
from shared.web.pages.reader import this_reader

_REASONS: dict[str, CodeList] = {
    "declined": codes.DECLINE_REASONS,
    "withdrawn": codes.WITHDRAW_REASONS,
    "case_closed": codes.OUTCOMES,
}
_SAID = ("question", "answer", "note")


def told(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The newest first; `more` is what was said with each."""
    return [_entry(one) for one in reversed(entries)]


def _entry(one: dict[str, Any]) -> dict[str, Any]:
    more = [_reason(one[name], one["kind"]) for name in ("reason", "outcome") if one.get(name)]
    more += [one[name] for name in _SAID if one.get(name)]
    if one.get("despite_no_capacity"):
        more.append(_("The receiver took no more at that time; it was sent because of the danger."))
    return {"at": one["at"], "what": ENTRY_KINDS.text(one["kind"], this_reader().language), "who": _who(one)} | {
        "more": more
    }


def _reason(code: str, kind: str) -> str:
    return _REASONS[kind].text(code, this_reader().language) if kind in _REASONS else code


def _who(one: dict[str, Any]) -> str:
    """A person and their organisation, as far as they are known."""
    names = full_name(one["by_names"]) if one.get("by_names") else ""
    return ", ".join(part for part in (names, one.get("organisation_name") or "") if part)
