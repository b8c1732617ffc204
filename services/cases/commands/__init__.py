"""The use cases: each in the transaction of its caller, each refusing with a problem of `shared.problems`."""

from services.cases.commands.agreement import agree, annul_agreement
from services.cases.commands.assessments import assess, follow_up, review
from services.cases.commands.closing import close, reopen
from services.cases.commands.concerns import acknowledge, escalate_due, report_concern, take_concern
from services.cases.commands.enrolments import annul_enrolment, enrol, leave
from services.cases.commands.entries import annul, record_contact, record_service, write_note
from services.cases.commands.family import change_family
from services.cases.commands.handing_over import HandedOver, hand_over
from services.cases.commands.lengths import change_lengths
from services.cases.commands.meetings import (
    annul_meeting,
    annul_outcome,
    cancel_meeting,
    change_meeting,
    hold_meeting,
    plan_meeting,
    settle_decision,
)
from services.cases.commands.opening import open_case
from services.cases.commands.planning import save_plan
from services.cases.commands.programmes import change_group, change_programme, make_programme, open_group
from services.cases.commands.roadmap import annul_check, annul_presentation, check_stage, present_stage, save_roadmap
from services.cases.commands.sessions import (
    annul_attendance,
    annul_session,
    cancel_session,
    plan_session,
    record_attendance,
)
from services.cases.commands.support import annul_introduction, end, introduce, request_support, withdraw
from services.cases.commands.team import add_to_team, set_worker, take_off_team
from services.cases.commands.visits import cancel_visit, change_visit, plan_visit

__all__ = [
    "HandedOver",
    "acknowledge",
    "add_to_team",
    "agree",
    "annul",
    "annul_agreement",
    "annul_attendance",
    "annul_check",
    "annul_enrolment",
    "annul_introduction",
    "annul_meeting",
    "annul_outcome",
    "annul_presentation",
    "annul_session",
    "assess",
    "cancel_meeting",
    "cancel_session",
    "cancel_visit",
    "change_family",
    "change_group",
    "change_lengths",
    "change_meeting",
    "change_programme",
    "change_visit",
    "check_stage",
    "close",
    "end",
    "enrol",
    "escalate_due",
    "follow_up",
    "hand_over",
    "hold_meeting",
    "introduce",
    "leave",
    "make_programme",
    "open_case",
    "open_group",
    "plan_meeting",
    "plan_session",
    "plan_visit",
    "present_stage",
    "record_attendance",
    "record_contact",
    "record_service",
    "reopen",
    "report_concern",
    "request_support",
    "review",
    "save_plan",
    "save_roadmap",
    "set_worker",
    "settle_decision",
    "take_concern",
    "take_off_team",
    "withdraw",
    "write_note",
]
