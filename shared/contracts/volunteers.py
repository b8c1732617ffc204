"""What volunteers says. No score, never a reason for a no or for an end: both sides may end it without giving one."""

from typing import Any

from shared.codes import (
    CONCERN_SEVERITIES,
    DOCUMENT_KINDS,
    EXPERIENCE,
    PROPOSAL_STATES,
    SKILLS,
    VOLUNTEER_KINDS,
    VOLUNTEER_STATES,
)
from shared.contracts.common import (
    INTRODUCTION,
    EventData,
    code,
    codes,
    day,
    event,
    flag,
    identifier,
    instant,
    language,
    several,
    text,
    whole,
)
from shared.contracts.examples import (
    ASSIGNMENT,
    CASE,
    CONCERN,
    CONTACT_PERSON,
    COORDINATOR,
    NGO,
    PROPOSAL,
    REQUEST,
    VOLUNTEER,
    VOLUNTEER_COORDINATOR,
    happened,
)
from shared.contracts.work_events import PAIRINGS_HANDED_OVER as PAIRINGS_HANDED_OVER
from shared.eventing.contract import EventType, sealed


class Volunteer(EventData):
    volunteer = identifier()
    person = identifier()
    organisation = identifier("Which vetted them.")
    kind = code(VOLUNTEER_KINDS)
    districts = several(text())
    skills = codes(SKILLS)
    experience = codes(EXPERIENCE)
    languages = several(language())
    capacity = whole("How many families at a time.")
    status = code(VOLUNTEER_STATES)


class Pairing(EventData):
    request = identifier()
    proposal = identifier()
    case = identifier()
    kind = code(VOLUNTEER_KINDS)
    volunteer = identifier()
    person = identifier()
    organisation = identifier("The volunteer's.")
    supervised_by = identifier("The volunteer coordinator to whom they turn.")


class Proposal(Pairing):
    status = code(PROPOSAL_STATES)
    expires_at = instant()


class Exhausted(EventData):
    request = identifier()
    case = identifier()
    kind = code(VOLUNTEER_KINDS)
    organisation = identifier("Whose volunteers were asked.")
    supervised_by = identifier("The volunteer coordinator in whose name they were asked.")
    asked = whole("How many were asked.")
    skipped = whole("How many were passed over, as they did not fit any more.")


class Assignment(Pairing):
    assignment = identifier()


class HandedOn(Assignment):
    previous_supervised_by = identifier()
    gathered = flag("One of several at once: `volunteers.work.handed_over` tells of all; not said: no.", optional=True)


class FeedbackAsked(Assignment):
    sides = several(text(), "Who has said nothing yet: `worker`, `volunteer`.")


class Vetting(EventData):
    volunteer = identifier()
    person = identifier()
    organisation = identifier("Which vets them.")
    kind = code(VOLUNTEER_KINDS)
    what = code(DOCUMENT_KINDS, "Which of their documents.")
    expires_on = day("The last day on which it is good.")


class VettingNear(Vetting):
    days = whole("How many days before the last one this word is for.")


class VettingLapsed(Vetting):
    supervisors = several(identifier(), "Who supervise running pairings of theirs, which go on until somebody decides.")


class Concern(Assignment):
    concern = identifier()
    severity = code(CONCERN_SEVERITIES)
    text = sealed(INTRODUCTION, text("What was seen, in the volunteer's words.", null=True))


_VOLUNTEER: dict[str, Any] = {
    **happened("2026-10-01T10:00:00Z", VOLUNTEER_COORDINATOR),
    "volunteer": VOLUNTEER,
    "person": CONTACT_PERSON,
    "organisation": NGO,
    "kind": "contact_family",
    "districts": ["lesnoy", "zarechny"],
    "skills": ["company", "leisure"],
    "experience": ["single_parent"],
    "languages": ["ru"],
    "capacity": 2,
    "status": "applied",
}
_PAIRING: dict[str, Any] = {
    **happened("2026-12-17T09:00:00Z", VOLUNTEER_COORDINATOR),
    "request": REQUEST,
    "proposal": PROPOSAL,
    "case": CASE,
    "kind": "contact_family",
    "volunteer": VOLUNTEER,
    "person": CONTACT_PERSON,
    "organisation": NGO,
    "supervised_by": VOLUNTEER_COORDINATOR,
}
_PROPOSAL = {**_PAIRING, "status": "made", "expires_at": "2026-12-20T09:00:00Z"}
_ANSWER = happened("2026-12-18T17:20:00Z", CONTACT_PERSON)
_ASSIGNMENT = {**_PAIRING, **_ANSWER, "assignment": ASSIGNMENT}


def _proposal(did: str, description: str, example: dict[str, Any]) -> EventType:
    return event(f"volunteers.proposal.{did}", "request", Proposal, description, {**example, "status": did})


VOLUNTEER_REGISTERED = event(
    "volunteers.volunteer.registered",
    "volunteer",
    Volunteer,
    "A volunteer or contact family came to an organisation.",
    _VOLUNTEER,
)
VOLUNTEER_CHANGED = event(
    "volunteers.volunteer.changed",
    "volunteer",
    Volunteer,
    "Something about them is different now, also whether they are ready.",
    {**_VOLUNTEER, "at": "2026-10-20T10:00:00Z", "status": "ready"},
)
PROPOSAL_MADE = _proposal("made", "A volunteer is asked.", _PROPOSAL)
PROPOSAL_ACCEPTED = _proposal("accepted", "They said yes; the first yes to a request wins.", {**_PROPOSAL, **_ANSWER})
PROPOSAL_DECLINED = _proposal("declined", "They said no, and need not say why.", {**_PROPOSAL, **_ANSWER})
PROPOSAL_EXPIRED = _proposal(
    "expired", "They did not answer in time.", {**_PROPOSAL, **happened("2026-12-20T09:00:00Z", None)}
)
PROPOSAL_WITHDRAWN = _proposal(
    "withdrawn",
    "It is no longer needed: another said yes, the request was withdrawn, or a coordinator (`by`) took it back.",
    {**_PROPOSAL, **happened("2026-12-18T17:20:00Z", None)},
)
CHAIN_EXHAUSTED = event(
    "volunteers.chain.exhausted",
    "request",
    Exhausted,
    "Everyone whom a coordinator wanted to have asked one after the other was asked or passed over; nobody said yes.",
    {
        **happened("2026-12-26T09:00:00Z", None),
        **{name: _PAIRING[name] for name in ("request", "case", "kind", "organisation", "supervised_by")},
        "asked": 2,
        "skipped": 1,
    },
)
ASSIGNMENT_STARTED = event(
    "volunteers.assignment.started",
    "request",
    Assignment,
    "A yes became a pairing; the worker introduces both sides.",
    _ASSIGNMENT,
)
ASSIGNMENT_HANDED_ON = event(
    "volunteers.assignment.handed_on",
    "request",
    HandedOn,
    "Somebody else supervises the pairing from now on.",
    {**_ASSIGNMENT, "at": "2027-03-01T10:00:00Z", "by": COORDINATOR, "previous_supervised_by": COORDINATOR},
)
ASSIGNMENT_ENDED = event(
    "volunteers.assignment.ended",
    "request",
    Assignment,
    "The pairing ended, by either side.",
    {**_ASSIGNMENT, "at": "2027-09-01T10:00:00Z"},
)
FEEDBACK_ASKED = event(
    "volunteers.feedback.asked",
    "request",
    FeedbackAsked,
    "Some weeks after they met, or at the end: both sides are asked once how it is. What they say is never told.",
    {**_ASSIGNMENT, **happened("2027-02-06T08:00:00Z", None), "sides": ["worker", "volunteer"]},
)
CONCERN_RAISED = event(
    "volunteers.concern.raised",
    "request",
    Concern,
    "A volunteer or contact family saw danger in their family, or a need for a specialist. No part of the journal.",
    {
        **_ASSIGNMENT,
        "at": "2027-01-15T16:40:00Z",
        "concern": CONCERN,
        "severity": "needs_specialist",
        "text": "Мама почти не спит и часто плачет. Мне кажется, ей нужен психолог.",
    },
)

_VETTING: dict[str, Any] = {
    **happened("2027-02-10T21:00:00Z", None),
    "volunteer": VOLUNTEER,
    "person": CONTACT_PERSON,
    "organisation": NGO,
    "kind": "contact_family",
    "what": "medical",
    "expires_on": "2027-03-12",
}
VETTING_NEAR = event(
    "volunteers.vetting.near",
    "volunteer",
    VettingNear,
    "A document of a volunteer is good for some days more; once for each document and each of these days.",
    {**_VETTING, "days": 30},
)
VETTING_LAPSED = event(
    "volunteers.vetting.lapsed",
    "volunteer",
    VettingLapsed,
    "A document of a volunteer ran out: nobody can ask them any more; their pairings go on. Once for each document.",
    {**_VETTING, "at": "2027-03-12T21:00:00Z", "supervisors": [VOLUNTEER_COORDINATOR]},
)

EVENTS = (
    VOLUNTEER_REGISTERED,
    VOLUNTEER_CHANGED,
    PROPOSAL_MADE,
    PROPOSAL_ACCEPTED,
    PROPOSAL_DECLINED,
    PROPOSAL_EXPIRED,
    PROPOSAL_WITHDRAWN,
    CHAIN_EXHAUSTED,
    ASSIGNMENT_STARTED,
    ASSIGNMENT_HANDED_ON,
    ASSIGNMENT_ENDED,
    FEEDBACK_ASKED,
    CONCERN_RAISED,
    VETTING_NEAR,
    VETTING_LAPSED,
    PAIRINGS_HANDED_OVER,
)
