"""Which event which organisations' systems are told of, and what of it: a row for each event and side.

The same rights as in the API: who sends or receives a referral, and whose case it is. Values are ids of records and of
organisations, references, dates and codes of states: nothing sealed, no person, nothing of a family. More is read
through the API by who may. An organisation with two sides is told once, by its first row.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from shared.codes import CodeList, Text
from shared.contracts import cases, identity, notifications, referrals, volunteers
from shared.eventing.contract import EventType


class Side(NamedTuple):
    """`field`: where the event names the organisation; `said`: how the printed table does, in Russian and English."""

    field: str
    said: Text


RECEIVER = Side("to_organisation", Text("получатель направления", "receiver of the referral"))
SENDER = Side("from_organisation", Text("отправитель направления", "sender of the referral"))
FORMER_RECEIVER = Side("previous_organisation", Text("кто передал направление дальше", "who passed the referral on"))
OWNER = Side("organisation", Text("организация, которая ведёт случай", "the case's organisation"))


class Row(NamedTuple):
    """`name` is the type that the system gets; `fields` are all that it is told. `referral_reference`, which an event
    of a case does not carry, is added."""

    event: EventType
    name: str
    side: Side
    fields: tuple[str, ...]


_REFERRAL = ("referral", "reference", "status", "urgency", "from_organisation", "to_organisation", "submitted_at")
_WAITING = (*_REFERRAL, "answer_by")
_REMINDER = ("referral", "reference", "urgency", "from_organisation", "to_organisation")
_CASE = ("case", "reference", "referral", "organisation", "status", "opened_on")
_STAGE = (*_CASE, "stage", "position", "presented_on")
_MEETING = (*_CASE, "meeting", "planned_at")
_SUPPORT = ("case", "reference", "organisation", "request", "kind", "status")
_DEADLINE = ("case", "reference", "organisation", "kind", "due_on")
_LOOP = ("referral", "referral_reference", "organisation", "opened_on")
"""What a sender sees of the case that came of their referral: neither its id nor its reference."""


def _both(event: EventType, name: str, fields: tuple[str, ...]) -> tuple[Row, Row]:
    return Row(event, name, RECEIVER, fields), Row(event, name, SENDER, fields)


ROWS: tuple[Row, ...] = (
    *_both(referrals.REFERRAL_SUBMITTED, "referral.submitted", _WAITING),
    *_both(referrals.REFERRAL_INFO_REQUESTED, "referral.info_requested", (*_REFERRAL, "reply_by")),
    *_both(referrals.REFERRAL_ANSWERED, "referral.answered", _WAITING),
    *_both(referrals.REFERRAL_ACCEPTED, "referral.accepted", _REFERRAL),
    *_both(referrals.REFERRAL_DECLINED, "referral.declined", (*_REFERRAL, "reason")),
    *_both(referrals.REFERRAL_PASSED_ON, "referral.passed_on", _WAITING),
    Row(referrals.REFERRAL_PASSED_ON, "referral.passed_on", FORMER_RECEIVER, ("referral", "reference")),
    *_both(referrals.REFERRAL_WITHDRAWN, "referral.withdrawn", (*_REFERRAL, "reason")),
    *_both(referrals.REFERRAL_MARKED_DUPLICATE, "referral.marked_duplicate", _REFERRAL),
    *_both(referrals.REFERRAL_ACKNOWLEDGED, "referral.acknowledged", _WAITING),
    Row(referrals.REFERRAL_DUTY_CALLED, "referral.duty_called", RECEIVER, (*_REMINDER, "call")),
    Row(referrals.REFERRAL_ANSWER_NEAR, "referral.answer_near", RECEIVER, (*_REMINDER, "answer_by")),
    *_both(referrals.REFERRAL_ANSWER_PASSED, "referral.answer_passed", (*_REMINDER, "answer_by")),
    *_both(referrals.REFERRAL_ANSWER_ESCALATED, "referral.answer_escalated", (*_REMINDER, "answer_by", "times")),
    Row(referrals.REFERRAL_REPLY_NEAR, "referral.reply_near", SENDER, (*_REMINDER, "reply_by")),
    *_both(referrals.REFERRAL_REPLY_PASSED, "referral.reply_passed", (*_REMINDER, "reply_by")),
    # A case: its own organisation all steps, the referral's sender beginning and end.
    Row(cases.CASE_OPENED, "case.opened", OWNER, _CASE),
    Row(cases.CASE_OPENED, "case.opened", SENDER, _LOOP),
    Row(cases.CASE_AGREED, "case.agreed", OWNER, (*_CASE, "entry", "signed_on")),
    Row(cases.CASE_ASSESSED, "case.assessed", OWNER, (*_CASE, "entry", "done_on")),
    Row(cases.CASE_PLANNED, "case.planned", OWNER, (*_CASE, "version", "planned_on")),
    Row(cases.CASE_SERVICE_GIVEN, "case.service_given", OWNER, (*_CASE, "entry", "given_on")),
    Row(cases.CASE_CONTACTED, "case.contacted", OWNER, (*_CASE, "entry", "kind", "held_on")),
    Row(cases.CASE_REVIEWED, "case.reviewed", OWNER, (*_CASE, "entry", "held_on")),
    Row(cases.CASE_STAGE_PRESENTED, "case.stage_presented", OWNER, _STAGE),
    Row(cases.CASE_STAGE_PASSED, "case.stage_passed", OWNER, (*_STAGE, "entry", "checked_on")),
    Row(cases.CASE_STAGE_RETURNED, "case.stage_returned", OWNER, (*_STAGE, "entry", "checked_on")),
    Row(cases.CASE_MEETING_PLANNED, "case.meeting_planned", OWNER, _MEETING),
    Row(cases.CASE_MEETING_CANCELLED, "case.meeting_cancelled", OWNER, _MEETING),
    Row(
        cases.CASE_SESSION_ATTENDED,
        "case.session_attended",
        OWNER,
        (*_CASE, "entry", "session", "programme", "held_on"),
    ),
    Row(cases.CASE_TEAM_CHANGED, "case.team_changed", OWNER, _CASE),
    Row(cases.CASE_CLOSED, "case.closed", OWNER, (*_CASE, "outcome", "closed_on")),
    Row(cases.CASE_CLOSED, "case.closed", SENDER, (*_LOOP, "outcome", "closed_on")),
    Row(cases.CASE_REOPENED, "case.reopened", OWNER, (*_CASE, "reopened_on")),
    Row(cases.CASE_REOPENED, "case.reopened", SENDER, (*_LOOP, "reopened_on")),
    Row(cases.CASE_FOLLOWED_UP, "case.followed_up", OWNER, (*_CASE, "entry", "held_on", "holds")),
    Row(cases.CASE_ENTRY_ANNULLED, "case.entry_annulled", OWNER, (*_CASE, "entry", "kind")),
    Row(cases.DEADLINE_NEAR, "deadline.near", OWNER, _DEADLINE),
    Row(cases.DEADLINE_PASSED, "deadline.passed", OWNER, _DEADLINE),
    Row(cases.SUPPORT_REQUESTED, "support.requested", OWNER, _SUPPORT),
    Row(cases.SUPPORT_WITHDRAWN, "support.withdrawn", OWNER, _SUPPORT),
    Row(cases.SUPPORT_INTRODUCED, "support.introduced", OWNER, _SUPPORT),
    Row(cases.SUPPORT_INTRODUCTION_ANNULLED, "support.introduction_annulled", OWNER, _SUPPORT),
    Row(cases.SUPPORT_ENDED, "support.ended", OWNER, _SUPPORT),
)

TABLE: Mapping[EventType, Sequence[Row]] = {
    event: [row for row in ROWS if row.event is event] for event in dict.fromkeys(row.event for row in ROWS)
}

_OF_PEOPLE = "about people, not about work"
_OF_CONCERNS = "a concern is for those who keep children safe, and for nobody else of the organisation"
_OF_HELPERS = "what a volunteer or a contact family answers is theirs; the case's own `support.…` tells how it goes on"
_OF_PLACES = "read it through the API"
_OF_FAMILIES = "says who is whose family; the referral's own events tell what becomes of it"
_OF_US = "about a notification itself"

NOT_TOLD: Mapping[EventType, str] = {
    identity.ORGANISATION_REGISTERED: _OF_PLACES,
    identity.ORGANISATION_CHANGED: _OF_PLACES,
    identity.DISTRICT_REGISTERED: _OF_PLACES,
    identity.DISTRICT_CHANGED: _OF_PLACES,
    **{event: _OF_PEOPLE for event in identity.EVENTS if event.key == "person"},
    **{event: _OF_FAMILIES for event in referrals.EVENTS if event.key == "family"},
    cases.CONCERN_RAISED: _OF_CONCERNS,
    cases.CONCERN_ACKNOWLEDGED: _OF_CONCERNS,
    cases.CONCERN_ESCALATED: _OF_CONCERNS,
    cases.CASE_WORK_HANDED_OVER: _OF_PEOPLE,
    referrals.DUTY_HANDED_OVER: _OF_PEOPLE,
    **dict.fromkeys(volunteers.EVENTS, _OF_HELPERS),
    notifications.DELIVERY_SENT: _OF_US,
    notifications.DELIVERY_FAILED: _OF_US,
}
"""Events of which no system is told, and why."""

WEBHOOK_EVENTS = CodeList(
    "webhook_events",
    {
        "referral.submitted": Text("Направление отправлено", "A referral was sent"),
        "referral.info_requested": Text("Получатель задал вопрос", "The receiver asked a question"),
        "referral.answered": Text("Отправитель ответил", "The sender answered"),
        "referral.accepted": Text("Направление принято", "A referral was accepted"),
        "referral.declined": Text("Направление отклонено", "A referral was declined"),
        "referral.passed_on": Text("Направление передано дальше", "A referral was passed on"),
        "referral.withdrawn": Text("Направление отозвано", "A referral was withdrawn"),
        "referral.marked_duplicate": Text("Семью уже знают", "The family is known already"),
        "referral.acknowledged": Text("Направлением занимаются", "Someone sees to a referral"),
        "referral.duty_called": Text("Вызван дежурный", "Someone on duty was called"),
        "referral.answer_near": Text("Срок ответа близко", "The time to answer is nearly over"),
        "referral.answer_passed": Text("Срок ответа прошёл", "The time to answer is over"),
        "referral.answer_escalated": Text("Ответа всё ещё нет", "There is still no answer"),
        "referral.reply_near": Text("Срок ответа на вопрос близко", "The time to reply is nearly over"),
        "referral.reply_passed": Text("Срок ответа на вопрос прошёл", "The time to reply is over"),
        "case.opened": Text("Случай открыт", "A case was opened"),
        "case.agreed": Text("Соглашение подписано", "An agreement was signed"),
        "case.assessed": Text("Оценка проведена", "An assessment was made"),
        "case.planned": Text("План составлен", "A plan was made"),
        "case.service_given": Text("Услуга оказана", "A service was given"),
        "case.contacted": Text("Контакт с семьёй", "The family was contacted"),
        "case.reviewed": Text("Случай пересмотрен", "A case was reviewed"),
        "case.stage_presented": Text("Этап предъявлен к проверке", "A stage was presented"),
        "case.stage_passed": Text("Этап пройден", "A stage was passed"),
        "case.stage_returned": Text("Этап возвращён на доработку", "A stage was returned"),
        "case.meeting_planned": Text("Назначена встреча команды", "A team meeting was planned"),
        "case.meeting_cancelled": Text("Встреча команды отменена", "A team meeting was cancelled"),
        "case.session_attended": Text("Посещено занятие программы", "A programme's session was attended"),
        "case.team_changed": Text("Команда изменилась", "The team changed"),
        "case.closed": Text("Случай закрыт", "A case was closed"),
        "case.reopened": Text("Случай открыт снова", "A case was reopened"),
        "case.followed_up": Text("Узнали, как дела у семьи", "A family was followed up"),
        "case.entry_annulled": Text("Запись аннулирована", "An entry was annulled"),
        "deadline.near": Text("Срок близко", "A deadline is near"),
        "deadline.passed": Text("Срок прошёл", "A deadline has passed"),
        "support.requested": Text("Семье ищут помощника", "A family would like company"),
        "support.withdrawn": Text("Помощника больше не ищут", "Nobody is looked for any more"),
        "support.introduced": Text("Семью познакомили", "A family was introduced"),
        "support.introduction_annulled": Text("Знакомство отменено", "An introduction was annulled"),
        "support.ended": Text("Поддержка завершилась", "The support has ended"),
    },
)
TEST = "webhook.test"
"""What a test ping is called; nobody chooses it."""
