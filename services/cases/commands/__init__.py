"""The use cases: each in the transaction of its caller, each refusing with a problem of `shared.problems`."""

from services.cases.commands.agreement import agree, annul_agreement
from services.cases.commands.assessments import assess, follow_up, review
from services.cases.commands.calendars import renew_calendar, revoke_calendar
from services.cases.commands.closing import close, reopen
from services.cases.commands.concerns import acknowledge, escalate_due, report_concern, take_concern
from services.cases.commands.entries import annul, record_contact, record_service, write_note
from services.cases.commands.family import change_family
from services.cases.commands.lengths import change_lengths
from services.cases.commands.opening import open_case
from services.cases.commands.planning import save_plan
from services.cases.commands.support import annul_introduction, end, introduce, request_support, withdraw
from services.cases.commands.team import add_to_team, set_worker, take_off_team
from services.cases.commands.visits import cancel_visit, change_visit, plan_visit

__all__ = [
    "acknowledge",
    "add_to_team",
    "agree",
    "annul",
    "annul_agreement",
    "annul_introduction",
    "assess",
    "cancel_visit",
    "change_family",
    "change_lengths",
    "change_visit",
    "close",
    "end",
    "escalate_due",
    "follow_up",
    "introduce",
    "open_case",
    "plan_visit",
    "record_contact",
    "record_service",
    "renew_calendar",
    "reopen",
    "report_concern",
    "request_support",
    "review",
    "revoke_calendar",
    "save_plan",
    "set_worker",
    "take_concern",
    "take_off_team",
    "withdraw",
    "write_note",
]
