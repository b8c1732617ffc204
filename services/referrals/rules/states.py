"""In which states a referral allows which command. What follows acceptance comes from the case's events."""

from shared.problems import Conflict
from shared.words import N_

SUBMITTED = "submitted"
INFO_REQUESTED = "info_requested"
ACCEPTED = "accepted"
DECLINED = "declined"
WITHDRAWN = "withdrawn"
DUPLICATE = "duplicate"
CASE_OPENED = "case_opened"
CASE_CLOSED = "case_closed"

UNDECIDED = frozenset({SUBMITTED, INFO_REQUESTED})

ALLOWED_IN = {
    "accept": UNDECIDED,
    "decline": UNDECIDED,
    "ask": frozenset({SUBMITTED}),
    "answer": UNDECIDED,
    "pass_on": UNDECIDED,
    "mark_duplicate": UNDECIDED,
    "withdraw": UNDECIDED,
    "acknowledge": UNDECIDED,
}
"""A decision need not wait for the answer to a question; once decided, nothing is decided again. An answer that comes
after the time to reply is taken too, as long as nothing is decided."""

FOLLOWS_ITS_CASE = frozenset({ACCEPTED, CASE_OPENED, CASE_CLOSED})

NO_QUESTION = N_("No question is open. It may be answered already.")

DECIDED = N_("This referral is decided already.")

_WHY_NOT = {
    "ask": N_("A question is open already, or the referral is decided."),
    "answer": NO_QUESTION,
}


def require(command: str, status: str) -> None:
    """Raises Conflict, with the state, where the command is not allowed."""
    if status not in ALLOWED_IN[command]:
        raise Conflict(_WHY_NOT.get(command, DECIDED), state=status)
