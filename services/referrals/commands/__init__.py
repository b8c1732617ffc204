"""What can be done with referrals and families. Each is one transaction; whoever calls it commits.

The rights that depend on the record are checked by the routes' policies; a command refuses what its content or the
record's state does not allow.
"""

from services.referrals.commands.families import distinct, merge, separate
from services.referrals.commands.sender import answer, withdraw
from services.referrals.commands.submission import submit
from services.referrals.commands.triage import accept, ask, decline, mark_duplicate, pass_on

__all__ = [
    "accept",
    "answer",
    "ask",
    "decline",
    "distinct",
    "mark_duplicate",
    "merge",
    "pass_on",
    "separate",
    "submit",
    "withdraw",
]
