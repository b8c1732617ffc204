"""Use cases of volunteers, one transaction each: the register, proposals, assignments with their journals."""

from services.volunteers.commands.assignments import end, introduce, stop, take_back_introduction, withdraw, write_entry
from services.volunteers.commands.chains import propose_in_order, stop_chain
from services.volunteers.commands.concerns import report_concern
from services.volunteers.commands.feedback import give_feedback
from services.volunteers.commands.handing_over import HandedOver, hand_over, pass_on
from services.volunteers.commands.imports import check_volunteers, import_volunteers
from services.volunteers.commands.pauses import end_due_pauses
from services.volunteers.commands.proposals import accept, decline, expire_due, propose, take_back
from services.volunteers.commands.register import change, leave_all, register
from services.volunteers.commands.runs import propose_lines, run_matching
from services.volunteers.commands.settings import change_settings
from services.volunteers.commands.supervision import hand_on
from services.volunteers.commands.vetting import warn_of_vetting

__all__ = [
    "HandedOver",
    "accept",
    "change",
    "change_settings",
    "check_volunteers",
    "decline",
    "end",
    "end_due_pauses",
    "expire_due",
    "give_feedback",
    "hand_on",
    "hand_over",
    "import_volunteers",
    "introduce",
    "leave_all",
    "pass_on",
    "propose",
    "propose_in_order",
    "propose_lines",
    "register",
    "report_concern",
    "run_matching",
    "stop",
    "stop_chain",
    "take_back",
    "take_back_introduction",
    "warn_of_vetting",
    "withdraw",
    "write_entry",
]
