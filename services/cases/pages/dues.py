"""Deadlines in words: what is to be done, where the day comes from, and on which page it is done."""

from uuid import UUID

from services.cases.pages import steps
from services.cases.rules.lengths import USUAL, code_of
from shared.codes import DEADLINE_KINDS
from shared.web.pages import _, ngettext
from shared.web.pages.reader import this_reader

OWN = {"first_contact": "contacts/new", "team_meeting": "meetings/new"}
"""Steps that are done on pages of the daily work; the others are `steps.ADDRESSES`."""


def address_of(case: UUID, step: str) -> str:
    return f"/cases/{case}/{OWN[step]}" if step in OWN else steps.address_of(case, step)


def text_of(step: str) -> str:
    """What is to be done, as a button says it."""
    if step == "service":
        return _("Begin to help by the plan")
    if step == "needs_participation":
        return _("Talk the plan over with who came into the family")
    return DEADLINE_KINDS.text(step, this_reader().language)


def origin_of(kind: str, urgency: str, length: int) -> str:
    """“21 days from the agreement”."""
    return _FROM[kind](length_of(kind, urgency, length))


def length_of(kind: str, urgency: str, length: int) -> str:
    if USUAL[code_of(kind, urgency)].unit == "months":
        return ngettext("%(num)s month", "%(num)s months", length)
    return ngettext("%(num)s day", "%(num)s days", length)


_FROM = {
    "first_contact": lambda time: _("%(time)s from the beginning of the case", time=time),
    "agreement": lambda time: _("%(time)s from the beginning of the case", time=time),
    "assessment": lambda time: _("%(time)s from the agreement", time=time),
    "plan": lambda time: _("%(time)s from the first assessment", time=time),
    "review": lambda time: _("%(time)s from the plan or the last review", time=time),
    "team_meeting": lambda time: _("%(time)s from the plan or the last meeting", time=time),
    "closure": lambda time: _("%(time)s from the agreement", time=time),
    "follow_up": lambda time: _("%(time)s from the end of support", time=time),
}
