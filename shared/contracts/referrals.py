"""What referrals says: what became of a referral, and which families are one.

Every event of a referral carries its present state, so that whoever tells people needs nothing else to know whom:
the sender's side is `sent_by` and `from_organisation`, the receiver's `to_organisation` and, once named, the worker.
"""

from typing import Any

from shared.contracts.common import EventData, event
from shared.contracts.examples import (
    COORDINATOR,
    GUARDIANSHIP,
    KNOWN_FAMILY,
    KNOWN_SON,
    MEMBERS,
    NGO,
    REFERRER,
    SCHOOL,
    SON,
    WORKER,
    happened,
)
from shared.contracts.examples import FAMILY as FAMILY_ID
from shared.contracts.examples import REFERRAL as REFERRAL_ID
from shared.contracts.referral_data import (
    Accepted,
    AnswerEscalated,
    AnswerReminder,
    Declined,
    DutyCalled,
    Family,
    FamilyMerged,
    FamilySeparated,
    InfoRequested,
    MarkedDuplicate,
    PassedOn,
    Referral,
    ReplyPassed,
    ReplyReminder,
    Submitted,
    Withdrawn,
)
from shared.contracts.work_events import DUTY_HANDED_OVER as DUTY_HANDED_OVER
from shared.eventing.contract import EventType

_REFERRAL: dict[str, Any] = {
    **happened("2026-11-12T09:30:00Z", REFERRER),
    "referral": REFERRAL_ID,
    "reference": "482-109-379",
    "family": FAMILY_ID,
    "family_kind": "blood",
    "from_organisation": GUARDIANSHIP,
    "sent_by": REFERRER,
    "to_organisation": NGO,
    "channel": "partner",
    "urgency": "urgent",
    "district": "lesnoy",
    "submitted_at": "2026-11-12T09:30:00Z",
    "answer_by": "2026-11-15T09:30:00Z",
    "status": "submitted",
}
_DECIDED = {**_REFERRAL, **happened("2026-11-13T07:10:00Z", COORDINATOR), "answer_by": None}
_ACCEPTED = {
    **_DECIDED,
    "status": "accepted",
    "worker": WORKER,
    "reasons": ["parent_emotional_state", "few_contacts", "risk_of_losing_care"],
    "help_wanted": ["psychological", "social"],
    "basis": {"kind": "consent", "given_on": "2026-11-11"},
    "members": MEMBERS,
    "address": "г. Заозёрск, ул. Садовая, д. 14, кв. 3",
    "phone": "+79005550177",
    "narrative": "Мама одна растит сына, после потери работы ей трудно справляться с тревогой.",
    "questions": [
        {
            "question": "В какое время семье удобно, чтобы ей позвонили?",
            "asked_at": "2026-11-12T11:00:00Z",
            "answer": "После шести вечера.",
            "answered_at": "2026-11-12T13:45:00Z",
        }
    ],
    "basis_document": "Согласие от 11.11.2026",
    "former_reference": "12-А/2024",
}
_REMINDER = {
    **happened("2026-11-14T09:30:00Z", None),
    **{name: _REFERRAL[name] for name in ("referral", "reference", "to_organisation", "from_organisation")},
    **{name: _REFERRAL[name] for name in ("sent_by", "urgency")},
}
_FAMILY = {
    **happened("2026-11-12T09:30:00Z", REFERRER),
    "family": FAMILY_ID,
    "district": "lesnoy",
    "kind": "blood",
}


def _referral(did: str, schema: type[EventData], description: str, example: dict[str, Any]) -> EventType:
    return event(f"referrals.referral.{did}", "referral", schema, description, example)


REFERRAL_SUBMITTED = _referral(
    "submitted", Submitted, "A family is referred and waits for an answer; also as a snapshot.", _REFERRAL
)
REFERRAL_INFO_REQUESTED = _referral(
    "info_requested",
    InfoRequested,
    "The receiver asked the sender a question; the time to answer stands still.",
    {**_DECIDED, "status": "info_requested", "reply_by": "2026-11-16T21:00:00Z"},
)
REFERRAL_ANSWERED = _referral(
    "answered",
    Referral,
    "The sender answered the question; the time to answer runs again.",
    {**_REFERRAL, "at": "2026-11-13T13:45:00Z", "answer_by": "2026-11-16T16:05:00Z"},
)
REFERRAL_ACCEPTED = _referral(
    "accepted",
    Accepted,
    "The receiver takes the family on: all that a case needs to begin. From here on cases owns the household.",
    _ACCEPTED,
)
REFERRAL_DECLINED = _referral(
    "declined",
    Declined,
    "The receiver cannot take the family on.",
    {**_DECIDED, "status": "declined", "reason": "no_capacity"},
)
REFERRAL_PASSED_ON = _referral(
    "passed_on",
    PassedOn,
    "Another organisation is to answer now; its time starts anew.",
    {
        **_DECIDED,
        "previous_organisation": SCHOOL,
        "answer_by": "2026-11-16T07:10:00Z",
    },
)
REFERRAL_WITHDRAWN = _referral(
    "withdrawn",
    Withdrawn,
    "The sender took the referral back.",
    {**_DECIDED, "by": REFERRER, "status": "withdrawn", "reason": "helped_elsewhere"},
)
REFERRAL_MARKED_DUPLICATE = _referral(
    "marked_duplicate",
    MarkedDuplicate,
    "The family is one that the receiver knows already; the worker of its open case is told.",
    {**_DECIDED, "status": "duplicate", "of": KNOWN_FAMILY},
)

REFERRAL_ANSWER_NEAR = _referral(
    "answer_near",
    AnswerReminder,
    "The time to answer is nearly over.",
    {**_REMINDER, "answer_by": "2026-11-15T09:30:00Z"},
)
REFERRAL_ANSWER_PASSED = _referral(
    "answer_passed",
    AnswerReminder,
    "The time to answer is over and nobody decided.",
    {**_REMINDER, "at": "2026-11-15T09:30:00Z", "answer_by": "2026-11-15T09:30:00Z"},
)
REFERRAL_ANSWER_ESCALATED = _referral(
    "answer_escalated",
    AnswerEscalated,
    "Some time after the time to answer was over there is still no decision: the sender is told, and the receiver's "
    "supervisors are again; and then these each day until there is one.",
    {**_REMINDER, "at": "2026-11-16T03:30:00Z", "answer_by": "2026-11-15T09:30:00Z", "times": 1},
)
REFERRAL_REPLY_NEAR = _referral(
    "reply_near",
    ReplyReminder,
    "The sender's time to answer a question is nearly over.",
    {**_REMINDER, "at": "2026-11-15T21:00:00Z", "reply_by": "2026-11-16T21:00:00Z"},
)
REFERRAL_REPLY_PASSED = _referral(
    "reply_passed",
    ReplyPassed,
    "The sender's time to answer a question is over; the receiver's time to answer the referral goes on.",
    {
        **_REMINDER,
        "at": "2026-11-16T21:00:00Z",
        "reply_by": "2026-11-16T21:00:00Z",
        "answer_by": "2026-11-18T09:30:00Z",
    },
)

REFERRAL_ACKNOWLEDGED = _referral(
    "acknowledged",
    Referral,
    "Someone of the receiver says that they see to it. It is no decision, but nobody else is called.",
    {**_REFERRAL, **happened("2026-11-12T09:41:00Z", COORDINATOR), "urgency": "immediate"},
)
REFERRAL_DUTY_CALLED = _referral(
    "duty_called",
    DutyCalled,
    "A referral of immediate danger calls whoever is next on the receiver's duty roster; nobody acknowledged it yet.",
    {
        **_REMINDER,
        "at": "2026-11-12T09:30:02Z",
        "urgency": "immediate",
        "person": COORDINATOR,
        "position": 1,
        "call": 1,
    },
)

FAMILY_REGISTERED = event(
    "referrals.family.registered",
    "family",
    Family,
    "A family got its id on the whole platform.",
    _FAMILY,
)
FAMILY_MERGED = event(
    "referrals.family.merged",
    "family",
    FamilyMerged,
    "Two families turned out to be one.",
    {
        **_FAMILY,
        **happened("2026-11-13T07:10:00Z", COORDINATOR),
        "into": KNOWN_FAMILY,
        "members": [{"id": SON, "same_as": KNOWN_SON}],
    },
)
FAMILY_SEPARATED = event(
    "referrals.family.separated",
    "family",
    FamilySeparated,
    "Two families that had been merged are two after all.",
    {**_FAMILY, **happened("2026-11-14T10:00:00Z", COORDINATOR), "separated_from": KNOWN_FAMILY},
)

EVENTS = (
    REFERRAL_SUBMITTED,
    REFERRAL_INFO_REQUESTED,
    REFERRAL_ANSWERED,
    REFERRAL_ACCEPTED,
    REFERRAL_DECLINED,
    REFERRAL_PASSED_ON,
    REFERRAL_WITHDRAWN,
    REFERRAL_MARKED_DUPLICATE,
    REFERRAL_ANSWER_NEAR,
    REFERRAL_ANSWER_PASSED,
    REFERRAL_ANSWER_ESCALATED,
    REFERRAL_REPLY_NEAR,
    REFERRAL_REPLY_PASSED,
    REFERRAL_ACKNOWLEDGED,
    REFERRAL_DUTY_CALLED,
    FAMILY_REGISTERED,
    FAMILY_MERGED,
    FAMILY_SEPARATED,
    DUTY_HANDED_OVER,
)
