"""Who is told what: one row for each event, audience and text. A person is told of an event once: by the first row
that finds them, and never of what they did themselves."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from services.notifications.audiences import (
    ALARMED,
    AWAY,
    COORDINATORS,
    DEPUTY,
    ESCALATED_TO,
    EVERYONE_ON_DUTY,
    FORMER_DEPUTY,
    GIVER,
    GUARDIANS,
    HELPER,
    INVITED,
    JOINED,
    KEEPERS,
    KNOWN_KEEPERS,
    KNOWN_WORKER,
    LEFT,
    MATCHMAKERS,
    NEXT,
    NEXT_MATCHMAKER,
    ON_DUTY,
    OTHERS_IN_CHARGE,
    PAIRING_SUPERVISORS,
    PRESENTER,
    RECEIVER,
    RECEIVER_SUPERVISORS,
    REPORTER,
    SENDER,
    STAGE_CHECKERS,
    SUPERVISED_BY,
    SUPERVISORS,
    TEAM,
    WORKER,
    Audience,
)
from shared.contracts import cases, identity, notifications, referrals, volunteers
from shared.eventing.contract import EventType

IN_APP = "in_app"
EMAIL = "email"
MESSENGER = "messenger"
EVERYWHERE = (IN_APP, EMAIL, MESSENGER)
GATHERED = (IN_APP, EMAIL)
"""What can wait for the day's mail."""


class About(NamedTuple):
    """Where the link leads, by facts, and which fact is the reference that this audience knows the record by."""

    path: str
    reference: str | None = None


REFERRAL = About("/referrals/{referral}", "reference")
OWN_REFERRAL = About("/referrals/{referral}", "referral_reference")
CASE = About("/cases/{case}", "reference")
KNOWN_CASE = About("/cases/{case}", "case_reference")
OTHER_CASES = About("/cases/mine", "reference")
OWN_CASES = About("/cases/mine")
CASES_WITHOUT_WORKER = About("/cases/overview")
OWN_DUTY = About("/referrals/queue")
ALL_ASSIGNMENTS = About("/volunteers/assignments")
CANDIDATES = About("/volunteers/requests/{request}", "reference")
KNOWN_CANDIDATES = About("/volunteers/requests/{request}", "case_reference")
KNOWN_ASSIGNMENT = About("/volunteers/assignments/{assignment}", "case_reference")
OWN_PROPOSALS = About("/volunteers/mine")
OWN_ASSIGNMENTS = About("/volunteers/mine")

CONCERN = About("/cases/concerns/{concern}", "reference")
MEETING = About("/cases/meetings/{meeting}", "reference")
ROADMAP = About("/cases/{case}/roadmap", "reference")
OWN_CONCERN = About("/cases/concerns/{concern}")
KNOWN_FEEDBACK = About("/volunteers/requests/{request}/feedback", "case_reference")
OWN_FEEDBACK = About("/volunteers/requests/{request}/feedback")
PROFILE = About("/volunteers/register/{volunteer}")
OWN_VETTING = About("/volunteers/mine")
STAND_INS = About("/identity/me")
OWN_ABSENCES = About("/identity/people/{person}/absences")
COLLEAGUES = About("/identity/people", "reference")


class Row(NamedTuple):
    """`text` names a wording; e-mail and messenger can be switched off by each person, by that name."""

    event: EventType
    audience: Audience
    text: str
    about: About
    channels: tuple[str, ...] = EVERYWHERE


def immediate(facts: Mapping[str, Any]) -> bool:
    return bool(facts["urgency"] == "immediate")


def not_carried_over(facts: Mapping[str, Any]) -> bool:
    """Of cases that began before they were kept here nobody hears what is past."""
    return facts.get("carried_over") is None


def several_were_carried_over(facts: Mapping[str, Any]) -> bool:
    """Said with one of them, for all."""
    return bool(facts.get("carried_over"))


def first_time(facts: Mapping[str, Any]) -> bool:
    return bool(facts["times"] == 1)


def nobody_named(facts: Mapping[str, Any]) -> bool:
    return facts["person"] is None


def closure(facts: Mapping[str, Any]) -> bool:
    return bool(facts["kind"] == "closure")


def policy_says_worker(facts: Mapping[str, Any]) -> bool:
    """Events of former versions do not say who is warned: the worker of each step."""
    return "worker" in facts["warned"] if "warned" in facts else not closure(facts)


def step_and_policy_says_supervisor_too(facts: Mapping[str, Any]) -> bool:
    """That a step is near: only where it is said."""
    return not closure(facts) and "supervisor" in facts.get("warned", ())


def step_and_policy_says_supervisor(facts: Mapping[str, Any]) -> bool:
    return not closure(facts) and "supervisor" in facts.get("warned", ("supervisor",))


def closure_and_policy_says_supervisor(facts: Mapping[str, Any]) -> bool:
    return closure(facts) and "supervisor" in facts.get("warned", ("supervisor",))


def new_worker(facts: Mapping[str, Any]) -> bool:
    return bool(facts["worker"] != facts["previous_worker"])


def told_alone(facts: Mapping[str, Any]) -> bool:
    """Of several that changed at once one word tells: `….work.handed_over`."""
    return not facts.get("gathered", False)


def new_worker_told_alone(facts: Mapping[str, Any]) -> bool:
    return new_worker(facts) and told_alone(facts)


def some_have_no_worker(facts: Mapping[str, Any]) -> bool:
    return bool(facts["without_worker"])


def danger(facts: Mapping[str, Any]) -> bool:
    return bool(facts["severity"] == "danger")


def no_danger(facts: Mapping[str, Any]) -> bool:
    return not danger(facts)


def volunteer_is_asked(facts: Mapping[str, Any]) -> bool:
    return "volunteer" in facts["sides"]


def worker_is_asked(facts: Mapping[str, Any]) -> bool:
    return "worker" in facts["sides"]


ROWS: tuple[Row, ...] = (
    # A referral: the receiver answers, the sender always learns what became of it.
    Row(
        referrals.REFERRAL_SUBMITTED,
        (RECEIVER | RECEIVER_SUPERVISORS.when(immediate)).when(not_carried_over),
        "referral_submitted",
        REFERRAL,
    ),
    Row(referrals.REFERRAL_INFO_REQUESTED, SENDER, "referral_info_requested", REFERRAL),
    Row(referrals.REFERRAL_ANSWERED, RECEIVER, "referral_answered", REFERRAL),
    Row(referrals.REFERRAL_ACCEPTED, SENDER.when(not_carried_over), "referral_accepted", REFERRAL),
    Row(referrals.REFERRAL_DECLINED, SENDER, "referral_declined", REFERRAL),
    Row(referrals.REFERRAL_PASSED_ON, SENDER, "referral_passed_on", REFERRAL),
    Row(referrals.REFERRAL_PASSED_ON, RECEIVER | RECEIVER_SUPERVISORS.when(immediate), "referral_received", REFERRAL),
    Row(referrals.REFERRAL_WITHDRAWN, RECEIVER, "referral_withdrawn", REFERRAL),
    Row(referrals.REFERRAL_MARKED_DUPLICATE, SENDER, "referral_duplicate", REFERRAL),
    Row(
        referrals.REFERRAL_MARKED_DUPLICATE,
        KNOWN_WORKER.otherwise(KNOWN_KEEPERS),
        "case_referred_again",
        KNOWN_CASE,
    ),
    Row(referrals.REFERRAL_ANSWER_NEAR, RECEIVER, "referral_answer_near", REFERRAL),
    Row(referrals.REFERRAL_ANSWER_PASSED, RECEIVER | RECEIVER_SUPERVISORS, "referral_answer_passed", REFERRAL),
    Row(referrals.REFERRAL_ANSWER_ESCALATED, SENDER.when(first_time), "referral_unanswered", REFERRAL),
    Row(referrals.REFERRAL_ANSWER_ESCALATED, ESCALATED_TO, "referral_answer_escalated", REFERRAL),
    Row(
        referrals.REFERRAL_DUTY_CALLED,
        ON_DUTY | EVERYONE_ON_DUTY.when(nobody_named),
        "referral_duty_called",
        REFERRAL,
    ),
    Row(referrals.REFERRAL_ACKNOWLEDGED, SENDER.when(immediate), "referral_acknowledged", REFERRAL),
    Row(referrals.REFERRAL_REPLY_NEAR, SENDER, "referral_reply_near", REFERRAL),
    Row(referrals.REFERRAL_REPLY_PASSED, SENDER, "referral_reply_passed", REFERRAL),
    Row(referrals.REFERRAL_REPLY_PASSED, RECEIVER, "referral_without_reply", REFERRAL),
    # A case: who works on it; at its end everyone who was part of it.
    Row(cases.CASE_OPENED, WORKER.when(not_carried_over), "case_opened", CASE),
    Row(cases.CASE_OPENED, KEEPERS.when(not_carried_over), "case_without_worker", CASE),
    Row(cases.CASE_OPENED, WORKER.when(several_were_carried_over), "cases_carried_over", OWN_CASES),
    Row(cases.CASE_TEAM_CHANGED, WORKER.when(new_worker_told_alone), "case_assigned", CASE),
    Row(cases.CASE_TEAM_CHANGED, JOINED.when(told_alone), "case_joined", CASE),
    Row(cases.CASE_TEAM_CHANGED, KEEPERS.when(new_worker_told_alone), "case_without_worker", CASE),
    Row(cases.CASE_TEAM_CHANGED, LEFT.when(told_alone), "case_left", OTHER_CASES),
    # Work that goes from one person to another all at once: one word instead of forty.
    Row(
        cases.CASE_WORK_HANDED_OVER,
        (COORDINATORS | SUPERVISORS).when(some_have_no_worker),
        "cases_without_worker",
        CASES_WITHOUT_WORKER,
    ),
    Row(cases.CASE_WORK_HANDED_OVER, NEXT, "cases_handed_over", OWN_CASES),
    Row(cases.CASE_WORK_HANDED_OVER, GIVER, "cases_given_on", OWN_CASES),
    Row(referrals.DUTY_HANDED_OVER, NEXT, "duty_handed_over", OWN_DUTY),
    Row(volunteers.PAIRINGS_HANDED_OVER, NEXT_MATCHMAKER, "pairings_handed_over", ALL_ASSIGNMENTS),
    Row(cases.CASE_CLOSED, TEAM, "case_closed", CASE),
    Row(cases.CASE_CLOSED, SENDER, "referral_case_closed", OWN_REFERRAL),
    Row(cases.CASE_REOPENED, TEAM, "case_reopened", CASE),
    Row(cases.CASE_REOPENED, SENDER, "referral_case_reopened", OWN_REFERRAL),
    # Its team meets; a stage of its roadmap waits for a check by another than who presents it.
    Row(cases.CASE_MEETING_PLANNED, INVITED, "meeting_planned", MEETING),
    Row(cases.CASE_MEETING_CANCELLED, INVITED, "meeting_cancelled", MEETING),
    Row(cases.CASE_STAGE_PRESENTED, STAGE_CHECKERS, "stage_presented", ROADMAP),
    Row(cases.CASE_STAGE_RETURNED, PRESENTER, "stage_returned", ROADMAP),
    # Its deadlines: first the worker, then the supervisor; whether support goes on after years is the supervisor's.
    # Who is told is policy: an administrator can change it.
    Row(cases.DEADLINE_NEAR, (WORKER | KEEPERS).when(policy_says_worker), "deadline_near", CASE),
    Row(cases.DEADLINE_NEAR, SUPERVISORS.when(step_and_policy_says_supervisor_too), "deadline_near", CASE),
    Row(cases.DEADLINE_NEAR, SUPERVISORS.when(closure_and_policy_says_supervisor), "closure_due", CASE),
    Row(cases.DEADLINE_PASSED, (WORKER | KEEPERS).when(policy_says_worker), "deadline_passed", CASE),
    Row(cases.DEADLINE_PASSED, SUPERVISORS.when(step_and_policy_says_supervisor), "deadline_passed_supervisor", CASE),
    Row(cases.DEADLINE_PASSED, SUPERVISORS.when(closure_and_policy_says_supervisor), "closure_due", CASE),
    # A concern: at once to those who keep children safe; when nobody takes it up, to all who can find one who does.
    Row(cases.CONCERN_RAISED, ALARMED.when(danger), "concern_danger", CONCERN),
    Row(cases.CONCERN_RAISED, ALARMED.when(no_danger), "concern_needs_specialist", CONCERN),
    Row(cases.CONCERN_ACKNOWLEDGED, REPORTER, "concern_acknowledged", OWN_CONCERN),
    Row(cases.CONCERN_ESCALATED, GUARDIANS, "concern_escalated", CONCERN),
    Row(cases.CONCERN_ESCALATED, OTHERS_IN_CHARGE, "concern_unanswered", COLLEAGUES),
    # Someone who will be there for the family.
    Row(cases.SUPPORT_REQUESTED, MATCHMAKERS, "support_requested", CANDIDATES),
    Row(cases.SUPPORT_WITHDRAWN, MATCHMAKERS, "support_withdrawn", CANDIDATES),
    Row(volunteers.PROPOSAL_MADE, HELPER, "proposal_made", OWN_PROPOSALS, (IN_APP, MESSENGER)),  # volunteers mails it
    Row(volunteers.PROPOSAL_ACCEPTED, SUPERVISED_BY, "proposal_accepted", KNOWN_CANDIDATES),
    Row(volunteers.PROPOSAL_DECLINED, SUPERVISED_BY, "proposal_declined", KNOWN_CANDIDATES),
    Row(volunteers.PROPOSAL_DECLINED, KNOWN_WORKER, "search_goes_on", KNOWN_CASE),
    Row(volunteers.PROPOSAL_EXPIRED, SUPERVISED_BY, "proposal_expired", KNOWN_CANDIDATES),
    Row(volunteers.PROPOSAL_EXPIRED, KNOWN_WORKER, "search_goes_on", KNOWN_CASE),
    Row(volunteers.CHAIN_EXHAUSTED, SUPERVISED_BY, "nobody_left", KNOWN_CANDIDATES),
    Row(volunteers.PROPOSAL_WITHDRAWN, HELPER, "proposal_withdrawn", OWN_PROPOSALS),
    Row(volunteers.ASSIGNMENT_STARTED, HELPER, "assignment_started", OWN_ASSIGNMENTS),
    Row(volunteers.ASSIGNMENT_STARTED, KNOWN_WORKER.otherwise(KNOWN_KEEPERS), "helper_found", KNOWN_CASE),
    Row(volunteers.ASSIGNMENT_HANDED_ON, SUPERVISED_BY.when(told_alone), "pairing_handed_on", KNOWN_ASSIGNMENT),
    Row(volunteers.ASSIGNMENT_HANDED_ON, HELPER, "supervisor_changed", OWN_ASSIGNMENTS),
    Row(cases.SUPPORT_INTRODUCED, HELPER, "support_introduced", OWN_ASSIGNMENTS),
    Row(cases.SUPPORT_INTRODUCTION_ANNULLED, HELPER, "support_introduction_annulled", OWN_ASSIGNMENTS),
    Row(cases.SUPPORT_ENDED, HELPER, "support_ended", OWN_ASSIGNMENTS),
    Row(volunteers.ASSIGNMENT_ENDED, KNOWN_WORKER.otherwise(KNOWN_KEEPERS), "assignment_ended", KNOWN_CASE),
    Row(volunteers.ASSIGNMENT_ENDED, SUPERVISED_BY, "assignment_ended", KNOWN_CANDIDATES),
    # Both sides of it are asked once how it is.
    Row(volunteers.FEEDBACK_ASKED, HELPER.when(volunteer_is_asked), "feedback_asked", OWN_FEEDBACK, GATHERED),
    Row(volunteers.FEEDBACK_ASKED, KNOWN_WORKER.when(worker_is_asked), "feedback_asked", KNOWN_FEEDBACK, GATHERED),
    # A document of a volunteer ends: they bring a new one; who supervises a running pairing decides about it.
    Row(volunteers.VETTING_NEAR, HELPER, "vetting_near", OWN_VETTING),
    Row(volunteers.VETTING_NEAR, MATCHMAKERS, "vetting_near_coordinator", PROFILE),
    Row(volunteers.VETTING_LAPSED, HELPER, "vetting_lapsed", OWN_VETTING),
    Row(volunteers.VETTING_LAPSED, PAIRING_SUPERVISORS, "vetting_lapsed_supervisor", PROFILE),
    Row(volunteers.VETTING_LAPSED, MATCHMAKERS, "vetting_lapsed_coordinator", PROFILE),
    # Somebody is away: who stands in is told first, as it is their work now.
    Row(identity.ABSENCE_PLANNED, DEPUTY, "stand_in_planned", STAND_INS),
    Row(identity.ABSENCE_PLANNED, FORMER_DEPUTY, "stand_in_ended", STAND_INS),
    Row(identity.ABSENCE_PLANNED, AWAY, "absence_planned", OWN_ABSENCES),
    Row(identity.ABSENCE_STARTED, DEPUTY, "stand_in_started", STAND_INS),
    Row(identity.ABSENCE_UNCOVERED, AWAY, "stand_in_lost", OWN_ABSENCES),
    Row(identity.ABSENCE_UNCOVERED, COORDINATORS | SUPERVISORS, "stand_in_lost_colleague", OWN_ABSENCES),
    Row(identity.ABSENCE_ENDED, DEPUTY, "stand_in_ended", STAND_INS),
    Row(identity.ABSENCE_ENDED, AWAY, "absence_ended", OWN_ABSENCES),
)

TABLE: Mapping[EventType, Sequence[Row]] = {
    event: [row for row in ROWS if row.event is event] for event in dict.fromkeys(row.event for row in ROWS)
}

ALWAYS_MAILED = frozenset({"concern_danger", "concern_needs_specialist", "concern_escalated", "concern_unanswered"})
"""Ours: nobody switches off the mails on which a child's safety may hang."""

MAILED_ELSEWHERE = frozenset({"proposal_made"})
"""`volunteers` sends the mail itself, with the link that answers the proposal; so it cannot be switched off here."""

AT_ONCE = ALWAYS_MAILED | {"referral_duty_called", "referral_unanswered", "duty_handed_over"}
"""Ours, and the only place that says so: these wait for no morning, no daily mail and for no other news. (Links for
signing in wait for nothing either: `shared.letters` sends them, which knows none of that.)"""

WITHOUT_EVENT: Mapping[str, str] = {
    "webhook_disabled": "each organisation administrator, when nothing is sent to their system any more",
}
"""Texts that no event of another service leads to, and who gets them when."""

NOBODY: Mapping[EventType, str] = {
    identity.ORGANISATION_REGISTERED: "its people are invited by identity",
    identity.ORGANISATION_CHANGED: "whoever needs it sees it where it counts",
    identity.DISTRICT_REGISTERED: "concerns no person",
    identity.DISTRICT_CHANGED: "concerns no person",
    identity.PERSON_REGISTERED: "the invitation is identity's own mail",
    identity.PERSON_CHANGED: "they see it when they sign in",
    identity.PERSON_DEACTIVATED: "what was theirs is told by the events that pass it on",
    identity.SESSION_REVOKED: "they did it themselves, or may not know",
    referrals.FAMILY_REGISTERED: "the referral is told",
    referrals.FAMILY_MERGED: "the duplicate is told",
    referrals.FAMILY_SEPARATED: "changes nothing for anyone's work today",
    cases.CASE_AGREED: "a step of the team's own; deadlines tell when it is late",
    cases.CASE_ASSESSED: "a step of the team's own",
    cases.CASE_PLANNED: "a step of the team's own",
    cases.CASE_SERVICE_GIVEN: "a mail for each service would bury what matters",
    cases.CASE_CONTACTED: "a mail for each contact would bury what matters",
    cases.CASE_REVIEWED: "a step of the team's own",
    cases.CASE_FOLLOWED_UP: "a step of the team's own",
    cases.CASE_ENTRY_ANNULLED: "seen in the case",
    cases.CASE_SESSION_ATTENDED: "a mail for each session would bury what matters",
    cases.CASE_STAGE_PASSED: "seen in the case; nobody has to do anything",
    volunteers.CONCERN_RAISED: "cases makes the concern of it, and that is told",
    volunteers.VOLUNTEER_REGISTERED: "their coordinator did it with them",
    volunteers.VOLUNTEER_CHANGED: "their coordinator talks with them",
    notifications.DELIVERY_SENT: "about a notification itself",
    notifications.DELIVERY_FAILED: "about a notification itself",
}
"""Events of which nobody is told, and why."""
