"""A line of a case's timeline in words."""

from collections.abc import Callable
from typing import Any

from services.cases import policies
from services.cases.codes import TIMELINE_KINDS, VISIT_KINDS
from services.cases.model import Case
from services.cases.pages.frame import address_of
from services.cases.pages.people import members_named, people_named
from shared.codes import (
    ASSESSMENT_TOOLS,
    CASE_STATES,
    CONTACT_KINDS,
    DEADLINE_KINDS,
    HELP_KINDS,
    LEAVING_REASONS,
    OUTCOMES,
    PLAN_STATES,
    VOLUNTEER_KINDS,
    CodeList,
)
from shared.documents.codes import CASE_DOCUMENT_KINDS
from shared.web.pages import _
from shared.web.pages.reader import this_reader
from shared.web.routes import Call

Line = dict[str, Any]

PATH_OF_KIND = {kind: path for path, kind in policies.KIND_IN_PATH.items()}

CODES: dict[tuple[str, str], CodeList] = {
    ("contact", "kind"): CONTACT_KINDS,
    ("service", "kind"): HELP_KINDS,
    ("assessment", "tool"): ASSESSMENT_TOOLS,
    ("plan", "state"): PLAN_STATES,
    ("closed", "outcome"): OUTCOMES,
    ("reopened", "status"): CASE_STATES,
    ("deadline_passed", "kind"): DEADLINE_KINDS,
    ("support_requested", "kind"): VOLUNTEER_KINDS,
    ("left_group", "reason"): LEAVING_REASONS,
    ("document", "kind"): CASE_DOCUMENT_KINDS,
}
"""Facts that are codes, by the kind of the line; visits besides."""

WORDS = ("title", "name", "method", "text")
"""Facts that are shown as they were written, in this order."""


def line_of(call: Call, case: Case, line: Line) -> Line:
    """With `what` (its kind in words), `details` (short ones), `text`, and where it can be annulled."""
    said = line["facts"]
    return line | {
        "what": TIMELINE_KINDS.text(line["kind"], this_reader().language),
        "details": [part for part in (_coded(line), *_named(call, case, line), _of_follow_up(said)) if part],
        "words": [said[name] for name in WORDS if said.get(name)],
        "annul": _annul(call, case, line),
        "leads": _leads(case, line),
    }


def _coded(line: Line) -> str:
    language, said = this_reader().language, line["facts"]
    for (kind, name), codes in CODES.items():
        if line["kind"] == kind and said.get(name) in codes:
            return codes.text(said[name], language)
    if line["kind"].startswith("visit_") and said.get("kind") in VISIT_KINDS:
        return VISIT_KINDS.text(said["kind"], language)
    return ""


def _named(call: Call, case: Case, line: Line) -> list[str]:
    """Of the family, and of those who work with it."""
    said, leads = line["facts"], line["kind"] == "worker" and "worker" in line["facts"]
    family = members_named(case, [*said.get("members", []), *([said["member"]] if "member" in said else [])])
    return [
        family,
        _("now: %(name)s", name=people_named(call.session, [said["worker"]])) if leads else "",
        _("joined: %(names)s", names=people_named(call.session, said["joined"])) if said.get("joined") else "",
        _("left: %(names)s", names=people_named(call.session, said["left"])) if said.get("left") else "",
    ]


def _of_follow_up(said: Line) -> str:
    return _HOLDS[said["holds"]]() if "holds" in said else ""


_HOLDS = {True: lambda: _("the outcome holds"), False: lambda: _("the outcome does not hold")}


def _annul(call: Call, case: Case, line: Line) -> str:
    """Empty where it is not the reader's to take back."""
    path = PATH_OF_KIND.get(line["kind"])
    if not path or line["annulled"]:
        return ""
    may = line["by"] == call.caller.person or policies.WORKER_OR_SUPERVISOR.allows(call.caller, case)
    return f"{address_of(case)}/{path}/{line['id']}/annul" if may else ""


def _leads(case: Case, line: Line) -> str:
    """The page that says more."""
    found = _PAGES.get(line["kind"])
    return found(case, line) if found else ""


_PAGES: dict[str, Callable[[Case, Line], str]] = {
    kind: lambda case, line: f"/cases/meetings/{line['id']}"
    for kind in ("meeting_planned", "meeting_held", "meeting_cancelled")
} | {
    kind: lambda case, line: f"/cases/visits/{line['facts']['visit']}"
    for kind in ("visit_planned", "visit_moved", "visit_changed", "visit_cancelled", "visit_done", "visit_reopened")
}
