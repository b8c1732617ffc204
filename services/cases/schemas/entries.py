"""Shapes of HTTP: what is written about a family. An entry is answered as it was sent, with who wrote it."""

from marshmallow import Schema, fields

from services.cases.schemas.cases import NARRATIVE
from shared.codes import (
    ASSESSMENT_DOMAINS,
    ASSESSMENT_TOOLS,
    CONTACT_KINDS,
    HELP_KINDS,
    NON_PARTICIPATION_REASONS,
    REMOVAL,
    SPECIALITIES,
    WELLBEING,
)
from shared.contracts.common import Instant as UtcInstant
from shared.web.fields import Body, Code, Day, Flag, Id, Instant, Integer, Many, Part, Text

DAY_MINUTES = 24 * 60
WORST, BEST = 1, 5


class ContactBody(Body):
    kind = Code(CONTACT_KINDS, required=True)
    at = Instant(required=True)
    members = Many(Id(), required=True)
    minutes = Integer(least=0, most=DAY_MINUTES, allow_none=True)
    note = Text(longest=NARRATIVE, lines=True, allow_none=True)
    visit = Id(allow_none=True, metadata={"description": "The planned visit that it was: it is done by this."})


class NoteBody(Body):
    text = Text(longest=NARRATIVE, lines=True, required=True)


class AbsentBody(Body):
    member = Id(required=True)
    reason = Code(NON_PARTICIPATION_REASONS, required=True)


class ScoreBody(Body):
    """A child domain is scored for a member, a family domain for the family."""

    member = Id(allow_none=True)
    domain = Code(ASSESSMENT_DOMAINS, required=True)
    score = Integer(least=WORST, most=BEST, required=True)


class ChildRemovalBody(Body):
    member = Id(required=True)
    removal = Code(REMOVAL, required=True)


class ChildReviewBody(ChildRemovalBody):
    wellbeing = Code(WELLBEING, required=True)


class AssessmentBody(Body):
    tool = Code(ASSESSMENT_TOOLS, required=True)
    done_on = Day(required=True)
    participants = Many(Id(), least=1, required=True)
    absent = Many(Part(AbsentBody), allow_none=True)
    scores = Many(Part(ScoreBody), most=500, least=1, required=True)
    children = Many(Part(ChildRemovalBody), allow_none=True)
    summary = Text(longest=NARRATIVE, lines=True, required=True)
    family_says = Text(longest=NARRATIVE, lines=True, allow_none=True)


class ServiceBody(Body):
    kind = Code(HELP_KINDS, required=True)
    speciality = Code(SPECIALITIES, allow_none=True)
    method = Text(longest=500, allow_none=True)
    given_on = Day(required=True)
    members = Many(Id(), least=1, required=True)
    provider = Text(longest=500, allow_none=True)
    note = Text(longest=NARRATIVE, lines=True, allow_none=True)


class ReviewBody(Body):
    held_on = Day(required=True)
    participants = Many(Id(), least=1, required=True)
    absent = Many(Part(AbsentBody), allow_none=True)
    children = Many(Part(ChildReviewBody), required=True)
    summary = Text(longest=NARRATIVE, lines=True, required=True)
    family_says = Text(longest=NARRATIVE, lines=True, allow_none=True)


class FollowUpBody(Body):
    held_on = Day(required=True)
    holds = Flag(required=True)
    note = Text(longest=NARRATIVE, lines=True, allow_none=True)


class AnnulBody(Body):
    reason = Text(longest=2_000, lines=True, required=True)


class Annulled(Schema):
    at = UtcInstant()
    by = fields.UUID()
    reason = fields.String()


class EntryAnswer(Schema):
    """What every entry has; `annulled` is null while it counts."""

    id = fields.UUID()
    author = fields.UUID()
    author_name = fields.String(allow_none=True)
    written_at = UtcInstant()
    annulled = fields.Nested(Annulled, allow_none=True)


class Agreement(EntryAnswer):
    signed_on = fields.Date()
    signed_by = fields.List(fields.UUID())


def _kept_day() -> fields.String:
    """A day among the facts of an entry, which are kept as JSON."""
    return fields.String(allow_none=True, metadata={"format": "date"})


class CarriedOver(EntryAnswer):
    """What was done before the case was kept here; each day the last of its kind, null where nothing is known."""

    recorded_on = fields.Date()
    former_reference = fields.String(allow_none=True, metadata={"description": "What its file was called."})
    signed_on = _kept_day()
    assessed_on = _kept_day()
    planned_on = _kept_day()
    reviewed_on = _kept_day()
    contacted_on = _kept_day()


class Contact(EntryAnswer, ContactBody):
    at = UtcInstant()  # type: ignore[assignment]


class Note(EntryAnswer, NoteBody):
    pass


class Assessment(EntryAnswer, AssessmentBody):
    pass


class Service(EntryAnswer, ServiceBody):
    pass


class Review(EntryAnswer, ReviewBody):
    pass


class FollowUp(EntryAnswer, FollowUpBody):
    pass
