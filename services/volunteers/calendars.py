"""What lies before a volunteer or a contact family: questions, meetings, papers that end, a pause, feedback. Neither
whom nor where they meet."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, joinedload

from services.volunteers.codes import CALENDAR_KINDS
from services.volunteers.model import BUSY, Assignment, CalendarLink, Feedback, Proposal, Volunteer
from services.volunteers.policies.common import own
from services.volunteers.queries.settings import present_settings
from services.volunteers.rules import vetting
from services.volunteers.rules.feedback import ASKED_AFTER, GIVEN_AFTER_END, VOLUNTEER
from shared import clock
from shared.calendars.feed import Feed
from shared.calendars.items import AT_MOST, DAY, LOOKS_BACK, Item
from shared.caller import Caller
from shared.codes import DOCUMENT_KINDS, VOLUNTEER_KINDS
from shared.directory.model import KnownPerson

LASTS = timedelta(hours=1)
"""How long a meeting is set down for (ours); and the last hour in which a question can be answered."""


def questions(session: Session, person: KnownPerson, holder: Caller) -> Iterable[Item]:
    """Until when they may answer."""
    standing = (own(holder), Proposal.status == "made", Proposal.expires_at > clock.now())
    found = select(Proposal).join(Proposal.volunteer).where(*standing).order_by(Proposal.expires_at).limit(AT_MOST)
    for row in session.scalars(found):
        yield Item(
            uid=f"question-{row.id}@opora",
            sequence=row.version,
            changed_at=row.made_at,
            begins=row.expires_at - LASTS,
            ends=row.expires_at,
            title=CALENDAR_KINDS.text("question", person.language),
        )


def first_meetings(session: Session, person: KnownPerson, holder: Caller) -> Iterable[Item]:
    """As the family's worker said at the introduction."""
    found = _pairings(holder).where(Assignment.introduced_at.is_not(None), Assignment.status.in_(BUSY))
    for row in session.scalars(found):
        meeting = first_meeting(row, person.language)
        if meeting and meeting.ends >= clock.now() - LOOKS_BACK:
            yield meeting


def first_meeting(row: Assignment, language: str) -> Item | None:
    """None when nobody said when it is."""
    said = (row.introduction or {}).get("first_meeting")
    if not said or row.introduced_at is None:
        return None
    at = datetime.fromisoformat(said["at"])
    return Item(
        uid=f"meeting-{row.id}@opora",
        sequence=row.version,
        changed_at=row.introduced_at,
        begins=at,
        ends=at + LASTS,
        title=CALENDAR_KINDS.text("first_meeting", language),
    )


def ending_papers(session: Session, person: KnownPerson, holder: Caller) -> Iterable[Item]:
    """The last day of each document that nothing renews. What it is called in own words is left out: words may name
    people."""
    for row in _profiles(session, holder):
        ends = {(vetting.kind_of(name), last) for name, last in vetting.ending(row.vetting["documents"]).items()}
        for kind, last in sorted(ends):
            title = f"{DOCUMENT_KINDS.text(kind, person.language)}: {_text('last_day', person)}"
            yield _whole_day(f"paper-{row.id}-{kind}-{last:%Y%m%d}", row.registered_at, last, title)


def ending_pauses(session: Session, person: KnownPerson, holder: Caller) -> Iterable[Item]:
    """From this day on they can be asked again."""
    for row in _profiles(session, holder):
        if row.status == "paused" and row.paused_until:
            title = f"{_text('pause_over', person)} · {VOLUNTEER_KINDS.text(row.kind, person.language)}"
            yield _whole_day(f"pause-{row.id}-{row.paused_until:%Y%m%d}", row.registered_at, row.paused_until, title)


def feedback_wanted(session: Session, person: KnownPerson, holder: Caller) -> Iterable[Item]:
    """The day on which they are asked how it is; of what has ended, the last on which they can say how it was."""
    said = exists().where(Feedback.assignment == Assignment.id, Feedback.side == VOLUNTEER)
    for row in session.scalars(_pairings(holder).where(Assignment.introduced_at.is_not(None), ~said)):
        if row.introduced_at and present_settings(session, row.volunteer.organisation).values["feedback_counts"]:
            kind = "feedback_last" if row.ended_at else "feedback"
            moment = row.ended_at + GIVEN_AFTER_END if row.ended_at else row.introduced_at + ASKED_AFTER
            day = moment.astimezone(ZoneInfo(person.time_zone)).date()
            yield _whole_day(f"feedback-{row.id}-{kind}", row.ended_at or row.introduced_at, day, _text(kind, person))


def _pairings(holder: Caller) -> Select[Assignment]:
    """The newest first: those of long ago have nothing that lies before anybody."""
    found = select(Assignment).join(Assignment.volunteer).where(own(holder)).options(joinedload(Assignment.volunteer))
    lately = Assignment.ended_at.is_(None) | (Assignment.ended_at >= clock.now() - GIVEN_AFTER_END)
    return found.where(lately).order_by(Assignment.id.desc()).limit(AT_MOST)


def _profiles(session: Session, holder: Caller) -> Iterator[Volunteer]:
    yield from session.scalars(select(Volunteer).where(own(holder), Volunteer.status != "left"))


def _text(code: str, person: KnownPerson) -> str:
    return CALENDAR_KINDS.text(code, person.language)


def _whole_day(uid: str, changed_at: datetime, day: date, title: str) -> Item:
    return Item(f"{uid}@opora", 0, changed_at, day, day + DAY, title)


FEED = Feed(
    "volunteers",
    CalendarLink,
    ("volunteer", "contact_family"),
    (questions, first_meetings, ending_papers, ending_pauses, feedback_wanted),
)
