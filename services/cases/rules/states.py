"""The states of a case, and which command is allowed in which. Never backwards but by reopening."""

from shared.codes import CLOSED_CASE_STATES

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


def allowed(command: str, status: str) -> bool:
    return status in ALLOWED[command]


def after(command: str, status: str) -> str:
    """The state that follows; the same where the command moves nothing."""
    return MOVES.get((command, status), status)


def at_least(status: str, step: str) -> bool:
    """Whether a case in `status` has come as far as `step`."""
    return ORDER.index(status) >= ORDER.index(step)
