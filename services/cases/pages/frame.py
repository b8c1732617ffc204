"""What every page of a case shows above its contents: whose case it is, how far it is, who leads it, and its sections.

A template that extends `case.html` gets it by `show("…", **frame.of(call, "plan"), …)`; a form whose template is
`case_form.html` by `Form(…, shown=frame.of(call, "plan"))`.
"""

from dataclasses import dataclass
from typing import Any

from services.cases import policies
from services.cases.commands.checks import today
from services.cases.model import Case
from services.cases.pages import dues
from services.cases.rules.states import OPEN_STATES
from shared.codes import CASE_STATES, FAMILY_KINDS, OUTCOMES
from shared.directory.lookup import away_now, name_of
from shared.web.pages import _, dates
from shared.web.pages.reader import this_reader
from shared.web.routes import Call
from shared.words import N_

SECTIONS = (
    ("overview", "", N_("Overview")),
    ("family", "/family", N_("Family")),
    ("assessments", "/assessments", N_("Assessments")),
    ("plan", "/plan", N_("Plan")),
    ("services", "/services", N_("Services")),
    ("team", "/team", N_("Team")),
    ("notes", "/notes", N_("Notes")),
    ("timeline", "/timeline", N_("Timeline")),
    ("documents", "/documents", N_("Documents")),
)
"""Name, what follows the case's address, and how it reads."""


@dataclass(frozen=True)
class Frame:
    """`address` is the case's own. `may_write`: who is `on_team`, while the case is open; `leads`: its worker or a
    supervisor; `is_worker`: who does the worker's part now. They say which links are worth showing: each page checks
    for itself. `next_step`: in words, for the worker of a case that waits for one; `next_at`: where it is done."""

    address: str
    reference: str
    surnames: str
    kind: str
    state: str
    worker: str
    deputy: str
    sections: list[dict[str, Any]]
    is_open: bool
    on_team: bool
    may_write: bool
    is_worker: bool
    leads: bool
    next_step: str
    next_at: str


def address_of(case: Case) -> str:
    return f"/cases/{case.id}"


def of(call: Call, here: str, case: Case | None = None) -> dict[str, Any]:
    """`here`: the section that the page belongs to; `case`: where the record is not it."""
    case = case or call.record
    reads = policies.reads(call.caller, case)
    is_open = case.status in OPEN_STATES
    is_worker = policies.WORKER.allows(call.caller, case)
    next_step = case.next_step if is_worker else None
    framed = Frame(
        address=address_of(case),
        reference=case.reference,
        surnames=surnames_of(call, case) if reads else "",
        kind=FAMILY_KINDS.text(case.family_kind, this_reader().language) if reads else "",
        state=state_of(case),
        worker=name_of(call.session, case.worker) or "",
        deputy=_deputy(call, case),
        sections=_sections(case, here) if reads else [],
        is_open=is_open,
        on_team=policies.TEAM.allows(call.caller, case),
        may_write=is_open and policies.TEAM.allows(call.caller, case),
        is_worker=is_worker,
        leads=policies.WORKER_OR_SUPERVISOR.allows(call.caller, case),
        next_step=dues.text_of(next_step) if next_step else "",
        next_at=dues.address_of(case.id, next_step) if next_step else "",
    )
    return {"framed": framed}


def surnames_of(call: Call, case: Case) -> str:
    """Of those who live there; first names where none has a surname."""
    household = case.household(today(call.session, case)) or case.members
    found = [one.last_name for one in household if one.last_name] or [one.first_name for one in household]
    return ", ".join(dict.fromkeys(found))


def state_of(case: Case) -> str:
    """A sentence for who works on it."""
    if case.status == "opened":
        return _("Getting to know the family since %(day)s; no agreement yet.", day=dates.day(case.began_on))
    if case.status == "agreed" and case.signed_on:
        return _("The agreement is signed: %(day)s. Next the needs are assessed.", day=dates.day(case.signed_on))
    if case.status in ("closed", "followed_up"):
        outcome = OUTCOMES.text(case.outcome, this_reader().language) if case.outcome else ""
        return _("Support ended %(day)s. %(outcome)s.", day=dates.day(case.closed_on), outcome=outcome)
    return f"{CASE_STATES.text(case.status, this_reader().language)}."


def _deputy(call: Call, case: Case) -> str:
    """Who stands in while the worker is away."""
    away = away_now(call.session, [case.worker]).get(case.worker) if case.worker else None
    return (name_of(call.session, away.deputy) or "") if away else ""


def _sections(case: Case, here: str) -> list[dict[str, Any]]:
    own = address_of(case)
    return [{"text": _(text), "href": own + path, "active": name == here} for name, path, text in SECTIONS]
