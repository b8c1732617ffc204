"""The states of a case, and which command is allowed in which. Never backwards but by reopening."""

from shared.codes import CLOSED_CASE_STATES
from shared.words import N_

OPEN_STATES = ("opened", "agreed", "assessed", "planned", "supported")
ORDER = (*OPEN_STATES, *CLOSED_CASE_STATES)

ALLOWED: dict[str, tuple[str, ...]] = {
    "contact": OPEN_STATES,
    "note": OPEN_STATES,
    "service": OPEN_STATES,
    "agreement": ("opened",),
    "assessment": OPEN_STATES[1:],
    "plan": OPEN_STATES[2:],
    "support_request": OPEN_STATES[1:],
    "review": ("planned", "supported"),
    "closure": OPEN_STATES,
    "follow_up": ("closed",),
    "reopening": CLOSED_CASE_STATES,
    "roadmap": OPEN_STATES[2:],
    "team_meeting": OPEN_STATES,
    "enrolment": ("planned", "supported"),
}

MOVES: dict[tuple[str, str], str] = {
    ("agreement", "opened"): "agreed",
    ("assessment", "agreed"): "assessed",
    ("plan", "assessed"): "planned",
    ("service", "planned"): "supported",
    ("follow_up", "closed"): "followed_up",
}
"""What a command moves a case to: an assessment only from `agreed`, a plan when it is valid, and so on. Closure goes
to `closed` from everywhere, reopening to the last open state."""

RESTS_ON_AGREEMENT = ("assessment", "plan", "review", "support_request", "roadmap", "enrolment")
"""Nothing is planned without it, so these wait for a new one when it was annulled."""

SUPPORT_ALLOWED: dict[str, tuple[str, ...]] = {
    "introduction": ("matched",),
    "introduction_annulment": ("introduced",),
    "end": ("matched", "introduced"),
    "withdraw": ("open", "proposed"),
}
STANDING_REQUESTS = ("open", "proposed", "matched", "introduced")


_MISSES = {
    "opened": N_("No agreement is signed yet. Write the agreement down first."),
    "agreed": N_("The family's situation is not assessed yet. Make the assessment first."),
    "assessed": N_("There is no valid plan yet. Make the plan first."),
}

WHY_NOT_REQUEST = {
    "open": N_("Someone who helps is still being looked for."),
    "proposed": N_("Someone is asked and has not answered yet."),
    "matched": N_("Someone is found already. Introduce them, or end it."),
    "introduced": N_("They are introduced already. End it if it does not go on."),
    "ended": N_("This help has ended. If it is needed again, ask for it anew."),
    "withdrawn": N_("This request was taken back. If help is needed again, ask for it anew."),
}
"""Why a command on a request for help is not allowed, by its state."""


def why_not(command: str, status: str) -> str:
    """Which state a case is in, and what can be done, where a command is not allowed."""
    if command in ("follow_up", "reopening") and status in OPEN_STATES:
        return N_("Support of this family has not ended.")
    if command == "follow_up":
        return N_("How the family is doing afterwards is written down already.")
    if status in CLOSED_CASE_STATES:
        return N_("Support of this family has ended. Reopen the case if it goes on.")
    if command == "agreement":
        return N_("The agreement is written down already. Take it back if it was a mistake.")
    return _MISSES[status]


def allowed(command: str, status: str) -> bool:
    return status in ALLOWED[command]


def after(command: str, status: str) -> str:
    """The state that follows; the same where the command moves nothing."""
    return MOVES.get((command, status), status)


def at_least(status: str, step: str) -> bool:
    """Whether a case in `status` has come as far as `step`."""
    return ORDER.index(status) >= ORDER.index(step)
