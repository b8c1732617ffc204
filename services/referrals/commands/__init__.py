"""What can be done with referrals and families. Each is one transaction; whoever calls it commits.

The rights that depend on the record are checked by the routes' policies; a command refuses what its content or the
record's state does not allow.
"""

from services.referrals.commands.appeals import appeal
from services.referrals.commands.case_imports import import_cases
from services.referrals.commands.duty import acknowledge, call, write_roster
from services.referrals.commands.families import distinct, merge, separate
from services.referrals.commands.handing_over import HandedOver, hand_over
from services.referrals.commands.imports import check_file, import_file
from services.referrals.commands.lengths import change_lengths
from services.referrals.commands.sender import answer, withdraw
from services.referrals.commands.submission import submit, submit_by_invitation
from services.referrals.commands.triage import accept, ask, decline, mark_duplicate, pass_on

__all__ = [
    "HandedOver",
    "accept",
    "acknowledge",
    "answer",
    "appeal",
    "ask",
    "call",
    "change_lengths",
    "check_file",
    "decline",
    "distinct",
    "hand_over",
    "import_cases",
    "import_file",
    "mark_duplicate",
    "merge",
    "pass_on",
    "separate",
    "submit",
    "submit_by_invitation",
    "withdraw",
    "write_roster",
]
