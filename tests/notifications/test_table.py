"""For every row of the table: who is told, and that nobody else is."""

from typing import Any, NamedTuple
from uuid import UUID

import pytest
from sqlalchemy import select

from services.notifications import audiences, catalogue
from services.notifications.model import Delivery, Notification
from services.notifications.table import ALWAYS_MAILED, AT_ONCE, NOBODY, ROWS, TABLE, WITHOUT_EVENT
from services.notifications.texts import TEXTS
from shared.contracts import ALL, cases, identity, referrals, volunteers
from shared.eventing.contract import EventType
from tests.notifications.story import Story

COORDINATORS = ("coordinator", "second_coordinator")
KEEPERS = (*COORDINATORS, "supervisor")
REFERRERS = ("referrer", "second_referrer")
GUARDIANS = ("safeguarding_lead", "supervisor")
MATCHMAKERS = ("matchmaker", "second_matchmaker")


class Telling(NamedTuple):
    """`told` maps a text to the names of those who get it; `changes` may name people, organisations."""

    event: EventType
    told: dict[str, tuple[str, ...]]
    changes: dict[str, Any] = {}

    def __str__(self) -> str:
        return " ".join([self.event.name.split(".", 1)[1], *map(str, self.changes.values())])


TELLINGS = [
    Telling(referrals.REFERRAL_SUBMITTED, {"referral_submitted": COORDINATORS}),
    Telling(referrals.REFERRAL_SUBMITTED, {"referral_submitted": KEEPERS}, {"urgency": "immediate"}),
    Telling(referrals.REFERRAL_SUBMITTED, {"referral_submitted": ("second_coordinator",)}, {"by": "@coordinator"}),
    Telling(
        referrals.REFERRAL_SUBMITTED,
        {"referral_submitted": ("guardianship_supervisor",)},
        {"to_organisation": "#guardianship"},
    ),
    Telling(referrals.REFERRAL_INFO_REQUESTED, {"referral_info_requested": REFERRERS}),
    Telling(referrals.REFERRAL_INFO_REQUESTED, {}, {"from_organisation": None, "sent_by": None}),
    Telling(
        referrals.REFERRAL_INFO_REQUESTED,
        {"referral_info_requested": ("second_coordinator",)},
        {"from_organisation": None, "sent_by": "@second_coordinator"},
    ),
    Telling(referrals.REFERRAL_ANSWERED, {"referral_answered": COORDINATORS}),
    Telling(referrals.REFERRAL_ACCEPTED, {"referral_accepted": REFERRERS}),
    Telling(referrals.REFERRAL_DECLINED, {"referral_declined": REFERRERS}),
    Telling(
        referrals.REFERRAL_PASSED_ON,
        {"referral_passed_on": REFERRERS, "referral_received": COORDINATORS},
        {"by": "@school_coordinator"},
    ),
    Telling(
        referrals.REFERRAL_PASSED_ON,
        {"referral_passed_on": REFERRERS, "referral_received": KEEPERS},
        {"by": "@school_coordinator", "urgency": "immediate"},
    ),
    Telling(referrals.REFERRAL_WITHDRAWN, {"referral_withdrawn": COORDINATORS}),
    Telling(referrals.REFERRAL_MARKED_DUPLICATE, {"referral_duplicate": REFERRERS}),
    Telling(referrals.REFERRAL_ANSWER_NEAR, {"referral_answer_near": COORDINATORS}),
    Telling(referrals.REFERRAL_ANSWER_PASSED, {"referral_answer_passed": KEEPERS}),
    Telling(
        referrals.REFERRAL_ANSWER_ESCALATED,
        {"referral_unanswered": REFERRERS, "referral_answer_escalated": ("supervisor",)},
    ),
    Telling(referrals.REFERRAL_ANSWER_ESCALATED, {"referral_answer_escalated": ("supervisor",)}, {"times": 2}),
    Telling(
        referrals.REFERRAL_ANSWER_ESCALATED,
        {"referral_answer_escalated": ("school_supervisor",)},
        {"times": 2, "to_organisation": "#school"},
    ),
    Telling(referrals.REFERRAL_DUTY_CALLED, {"referral_duty_called": ("coordinator",)}),
    Telling(referrals.REFERRAL_DUTY_CALLED, {"referral_duty_called": ("supervisor",)}, {"person": "@supervisor"}),
    Telling(referrals.REFERRAL_DUTY_CALLED, {"referral_duty_called": KEEPERS}, {"person": None, "position": None}),
    Telling(referrals.REFERRAL_ACKNOWLEDGED, {"referral_acknowledged": REFERRERS}),
    Telling(referrals.REFERRAL_ACKNOWLEDGED, {}, {"urgency": "routine"}),
    Telling(referrals.REFERRAL_REPLY_NEAR, {"referral_reply_near": REFERRERS}),
    Telling(
        referrals.REFERRAL_REPLY_PASSED, {"referral_reply_passed": REFERRERS, "referral_without_reply": COORDINATORS}
    ),
    Telling(cases.CASE_OPENED, {"case_opened": ("worker",)}),
    Telling(cases.CASE_OPENED, {"case_without_worker": KEEPERS}, {"worker": None, "team": []}),
    Telling(cases.CASE_OPENED, {}, {"by": "@worker"}),
    # Of what was carried over from the time before, only each worker, once for all.
    Telling(cases.CASE_OPENED, {}, {"carried_over": 0}),
    Telling(cases.CASE_OPENED, {}, {"carried_over": 0, "worker": None, "team": []}),
    Telling(cases.CASE_OPENED, {"cases_carried_over": ("worker",)}, {"carried_over": 12}),
    Telling(referrals.REFERRAL_SUBMITTED, {}, {"carried_over": 0, "urgency": "immediate"}),
    Telling(referrals.REFERRAL_ACCEPTED, {}, {"carried_over": 12}),
    Telling(cases.CASE_TEAM_CHANGED, {"case_joined": ("psychologist",)}),
    Telling(cases.CASE_TEAM_CHANGED, {}, {"by": "@psychologist"}),
    Telling(
        cases.CASE_TEAM_CHANGED,
        {"case_assigned": ("second_worker",), "case_left": ("worker",)},
        {"by": "@supervisor", "worker": "@second_worker", "joined": ["@second_worker"], "left": ["@worker"]},
    ),
    Telling(
        cases.CASE_TEAM_CHANGED,
        {"case_without_worker": KEEPERS, "case_left": ("worker",)},
        {"by": None, "worker": None, "team": [], "joined": [], "left": ["@worker"]},
    ),
    Telling(cases.CASE_TEAM_CHANGED, {"case_joined": ("psychologist",)}, {"worker": None, "previous_worker": None}),
    Telling(
        cases.CASE_CLOSED,
        {"case_closed": ("psychologist",), "referral_case_closed": REFERRERS},
        {"team": ["@worker", "@psychologist"]},
    ),
    Telling(cases.CASE_CLOSED, {"case_closed": ("worker",), "referral_case_closed": REFERRERS}, {"by": "@supervisor"}),
    Telling(
        cases.CASE_REOPENED,
        {"case_reopened": ("psychologist",), "referral_case_reopened": REFERRERS},
        {"team": ["@worker", "@psychologist"]},
    ),
    Telling(
        cases.CASE_TEAM_CHANGED,
        {},
        {
            "by": None,
            "worker": "@second_worker",
            "joined": ["@second_worker"],
            "left": ["@worker"],
            "gathered": True,
        },
    ),
    Telling(
        cases.CASE_WORK_HANDED_OVER,
        {"cases_handed_over": ("psychologist",), "cases_given_on": ("worker",)},
        {"by": "@coordinator"},
    ),
    Telling(
        cases.CASE_WORK_HANDED_OVER,
        {"cases_without_worker": KEEPERS, "cases_given_on": ("worker",)},
        {"by": None, "to": None, "cases": 0, "without_worker": 40},
    ),
    Telling(referrals.DUTY_HANDED_OVER, {"duty_handed_over": ("supervisor",)}, {"to": "@supervisor"}),
    Telling(volunteers.PAIRINGS_HANDED_OVER, {"pairings_handed_over": ("matchmaker",)}),
    Telling(
        volunteers.ASSIGNMENT_HANDED_ON,
        {"supervisor_changed": ("contact",)},
        {"by": "@second_matchmaker", "gathered": True},
    ),
    Telling(cases.CASE_MEETING_PLANNED, {"meeting_planned": ("psychologist",)}),
    Telling(cases.CASE_MEETING_CANCELLED, {"meeting_cancelled": ("psychologist",)}),
    Telling(cases.CASE_STAGE_PRESENTED, {"stage_presented": ("supervisor",)}),
    Telling(
        cases.CASE_STAGE_PRESENTED,
        {"stage_presented": ("worker",)},
        {"by": "@supervisor", "presented_by": "@supervisor", "team": ["@worker", "@supervisor"]},
    ),
    Telling(cases.CASE_STAGE_RETURNED, {"stage_returned": ("worker",)}),
    Telling(cases.DEADLINE_NEAR, {"deadline_near": ("worker",)}),
    Telling(cases.DEADLINE_NEAR, {"deadline_near": KEEPERS}, {"worker": None}),
    Telling(cases.DEADLINE_NEAR, {"closure_due": ("supervisor",)}, {"kind": "closure", "warned": ["supervisor"]}),
    Telling(cases.DEADLINE_PASSED, {"deadline_passed": ("worker",), "deadline_passed_supervisor": ("supervisor",)}),
    Telling(cases.DEADLINE_PASSED, {"deadline_passed": KEEPERS}, {"worker": None}),
    Telling(cases.DEADLINE_PASSED, {"closure_due": ("supervisor",)}, {"kind": "closure", "warned": ["supervisor"]}),
    Telling(cases.CONCERN_RAISED, {"concern_danger": GUARDIANS}),
    Telling(cases.CONCERN_RAISED, {"concern_needs_specialist": GUARDIANS}, {"severity": "needs_specialist"}),
    Telling(
        cases.CONCERN_RAISED,
        {"concern_danger": ("safeguarding_lead",)},
        {"by": "@supervisor", "reported_by": "@supervisor"},
    ),
    Telling(cases.CONCERN_RAISED, {"concern_danger": ("school_supervisor",)}, {"organisation": "#school"}),
    Telling(cases.CONCERN_ACKNOWLEDGED, {"concern_acknowledged": ("psychologist",)}),
    Telling(cases.CONCERN_ACKNOWLEDGED, {"concern_acknowledged": ("contact",)}, {"reported_by": "@contact"}),
    Telling(
        cases.CONCERN_ESCALATED,
        {"concern_escalated": GUARDIANS, "concern_unanswered": (*COORDINATORS, "ngo_administrator")},
    ),
    Telling(
        cases.CONCERN_ESCALATED,
        {"concern_escalated": ("safeguarding_lead",), "concern_unanswered": (*COORDINATORS, "ngo_administrator")},
        {"reported_by": "@supervisor"},
    ),
    Telling(cases.SUPPORT_REQUESTED, {"support_requested": MATCHMAKERS}),
    Telling(cases.SUPPORT_WITHDRAWN, {"support_withdrawn": MATCHMAKERS}),
    Telling(
        volunteers.ASSIGNMENT_HANDED_ON,
        {"pairing_handed_on": ("matchmaker",), "supervisor_changed": ("contact",)},
        {"by": "@second_matchmaker"},
    ),
    Telling(cases.SUPPORT_INTRODUCTION_ANNULLED, {"support_introduction_annulled": ("contact",)}),
    Telling(cases.SUPPORT_INTRODUCED, {"support_introduced": ("contact",)}),
    Telling(
        cases.SUPPORT_INTRODUCED, {"support_introduced": ("volunteer",)}, {"person": "@volunteer", "kind": "volunteer"}
    ),
    Telling(cases.SUPPORT_ENDED, {"support_ended": ("contact",)}),
    Telling(cases.SUPPORT_ENDED, {}, {"by": "@contact"}),
    Telling(volunteers.PROPOSAL_MADE, {"proposal_made": ("contact",)}),
    Telling(volunteers.PROPOSAL_ACCEPTED, {"proposal_accepted": ("matchmaker",)}),
    Telling(volunteers.PROPOSAL_DECLINED, {"proposal_declined": ("matchmaker",), "search_goes_on": ("worker",)}),
    Telling(volunteers.PROPOSAL_EXPIRED, {"proposal_expired": ("matchmaker",), "search_goes_on": ("worker",)}),
    Telling(volunteers.CHAIN_EXHAUSTED, {"nobody_left": ("matchmaker",)}),
    Telling(volunteers.PROPOSAL_WITHDRAWN, {"proposal_withdrawn": ("contact",)}),
    Telling(volunteers.ASSIGNMENT_STARTED, {"helper_found": ("worker",)}),
    Telling(
        volunteers.ASSIGNMENT_STARTED, {"assignment_started": ("contact",), "helper_found": ("worker",)}, {"by": None}
    ),
    Telling(volunteers.ASSIGNMENT_ENDED, {"assignment_ended": ("worker", "matchmaker")}),
    Telling(volunteers.ASSIGNMENT_ENDED, {"assignment_ended": ("matchmaker",)}, {"by": "@worker"}),
    Telling(volunteers.FEEDBACK_ASKED, {"feedback_asked": ("contact", "worker")}),
    Telling(volunteers.FEEDBACK_ASKED, {"feedback_asked": ("contact",)}, {"sides": ["volunteer"]}),
    Telling(volunteers.VETTING_NEAR, {"vetting_near": ("contact",), "vetting_near_coordinator": MATCHMAKERS}),
    Telling(
        volunteers.VETTING_LAPSED,
        {
            "vetting_lapsed": ("contact",),
            "vetting_lapsed_supervisor": ("matchmaker",),
            "vetting_lapsed_coordinator": ("second_matchmaker",),
        },
    ),
    Telling(
        volunteers.VETTING_LAPSED,
        {"vetting_lapsed": ("volunteer",), "vetting_lapsed_coordinator": MATCHMAKERS},
        {"person": "@volunteer", "kind": "volunteer", "supervisors": []},
    ),
    Telling(
        identity.ABSENCE_PLANNED,
        {"stand_in_planned": ("coordinator",), "stand_in_ended": ("second_worker",), "absence_planned": ("worker",)},
        {"by": "@supervisor", "previous_deputy": "@second_worker"},
    ),
    Telling(identity.ABSENCE_STARTED, {"stand_in_started": ("coordinator",)}),
    Telling(
        identity.ABSENCE_UNCOVERED,
        {"stand_in_lost": ("worker",), "stand_in_lost_colleague": KEEPERS},
        {"by": "@ngo_administrator"},
    ),
    Telling(identity.ABSENCE_ENDED, {"stand_in_ended": ("coordinator",), "absence_ended": ("worker",)}),
]


def people_for(story: Story, value: Any) -> Any:
    """ "@name" is a person's id, "#name" an organisation's, also in lists."""
    if isinstance(value, list):
        return [people_for(story, item) for item in value]
    if isinstance(value, str) and value[:1] == "@":
        return story.id(value[1:])
    return story.organisations[value[1:]] if isinstance(value, str) and value[:1] == "#" else value


def changes_for(story: Story, changes: dict[str, Any]) -> dict[str, Any]:
    named = {field: people_for(story, value) for field, value in changes.items()}
    if "team" in named:
        ngo = story.organisations["ngo"]
        named["team"] = [{"person": id, "organisation": ngo, "role": "case_worker"} for id in named["team"]]
    return named


MAILED_BY_VOLUNTEERS = {"proposal_made"}
"""With the link that answers it."""


@pytest.mark.parametrize("telling", TELLINGS, ids=str)
def test_exactly_those_are_told_whom_it_concerns(long_story: Story, telling: Telling) -> None:
    long_story.turn_page()
    long_story.case_is_known()
    event_id = long_story.happens(telling.event, **changes_for(long_story, telling.changes))
    expected = {name: text for text, names in telling.told.items() for name in names}
    assert long_story.told(event_id) == expected
    assert mailed(long_story, event_id) == {name for name, text in expected.items() if text not in MAILED_BY_VOLUNTEERS}


def mailed(story: Story, event_id: UUID) -> set[str]:
    with story.bench.session() as session:
        found = select(Notification.person).join(Delivery, Delivery.notification == Notification.id)
        return {story.name(person) for person in session.scalars(found.where(Notification.event == event_id))}


def test_the_tellings_above_pass_every_row_of_the_table() -> None:
    passed = {(telling.event, text) for telling in TELLINGS for text in telling.told}
    worker_of_a_duplicate = {(referrals.REFERRAL_MARKED_DUPLICATE, "case_referred_again")}
    assert {(row.event, row.text) for row in ROWS} == passed | worker_of_a_duplicate


def test_every_event_is_told_to_someone_or_to_nobody_for_a_reason() -> None:
    assert not set(TABLE) & set(NOBODY)
    assert set(TABLE) | set(NOBODY) == set(ALL)
    assert all(NOBODY.values())


def test_every_text_is_used_and_every_row_has_one() -> None:
    assert {row.text for row in ROWS} | set(WITHOUT_EVENT) == set(TEXTS)


def test_the_printed_table_is_up_to_date() -> None:
    assert catalogue.FILE.read_text() == catalogue.document(), "run python -m services.notifications.catalogue"


def test_what_waits_for_nothing_is_among_the_texts_and_holds_all_that_is_always_mailed() -> None:
    assert set(TEXTS) > AT_ONCE > ALWAYS_MAILED


def test_the_printed_table_names_everyone_in_words() -> None:
    assert all(row.audience.said for row in ROWS)
    assert audiences.GUARDIANS.said == (
        "(((each safeguarding lead of the organisation; each supervisor of the organisation) but not who reported it)"
        " or else each coordinator of the organisation) but not who reported it"
    )
