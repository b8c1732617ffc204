"""Shapes of HTTP: the meetings of a case's team and what was decided there."""

from urllib.parse import urlsplit

from marshmallow import Schema, ValidationError, fields

from services.cases.schemas.cases import NARRATIVE
from services.cases.schemas.entries import Annulled
from shared.codes import DECISION_STATES, SESSION_STATES
from shared.contracts.common import Instant as UtcInstant
from shared.web.fields import Body, Code, Day, Id, Instant, Many, Part, Text
from shared.web.paging import PageQuery, YesNo

REASON = 2_000


def _web_address(link: str) -> None:
    """A link that people will follow leads to a page, and does nothing else."""
    try:
        address = urlsplit(link)
    except ValueError:
        raise ValidationError("invalid_link") from None
    if address.scheme not in ("http", "https") or not address.hostname or " " in link:
        raise ValidationError("invalid_link")


class TeamMeetingChangeBody(Body):
    planned_at = Instant()
    invited = Many(Id(), least=1)
    place = Text(longest=500, allow_none=True)
    link = Text(longest=2_000, allow_none=True, validate=_web_address)
    agenda = Text(longest=NARRATIVE, lines=True, allow_none=True)


class TeamMeetingBody(TeamMeetingChangeBody):
    planned_at = Instant(required=True)
    invited = Many(Id(), least=1, required=True, metadata={"description": "Of the team."})


class DecisionBody(Body):
    """`who`: the id of a member or of a person, or anyone else in words."""

    text = Text(longest=2_000, lines=True, required=True)
    who = Text(longest=200, required=True)
    due_on = Day(required=True)


class HeldBody(Body):
    held_on = Day(required=True)
    came = Many(Id(), least=1, required=True, metadata={"description": "People who work with the family."})
    members = Many(Id(), load_default=list, metadata={"description": "Whom of the household came with them."})
    summary = Text(longest=NARRATIVE, lines=True, allow_none=True)
    decisions = Many(Part(DecisionBody), load_default=list)


class CancelBody(Body):
    reason = Text(longest=REASON, lines=True, required=True)


class DoneBody(Body):
    done_on = Day(required=True)


class DropBody(Body):
    dropped_on = Day()
    reason = Text(longest=REASON, lines=True, required=True)


class MeetingQuery(PageQuery):
    status = Code(SESSION_STATES)


class MyMeetingQuery(MeetingQuery):
    mine = YesNo(metadata={"description": "Those to which the caller is invited."})


class DecisionQuery(PageQuery):
    open = YesNo()


class OutcomeAnswer(Schema):
    outcome = fields.String(metadata={"enum": ["done", "dropped"]})
    happened_on = fields.Date()
    reason = fields.String(allow_none=True)
    written_at = UtcInstant()
    written_by = fields.UUID()
    annulled = fields.Nested(Annulled, allow_none=True)


class OpenDecision(Schema):
    id = fields.UUID()
    text = fields.String()
    who = fields.String()
    due_on = fields.Date()


class DecisionAnswer(OpenDecision):
    status = fields.String(metadata={"enum": list(DECISION_STATES)})
    meeting = fields.UUID()
    decided_on = fields.Date()
    who_name = fields.String(allow_none=True, metadata={"description": "Of a person who works with the family."})
    outcomes = fields.List(fields.Nested(OutcomeAnswer))


class NextMeeting(Schema):
    id = fields.UUID()
    planned_at = UtcInstant()
    place = fields.String(allow_none=True)
    link = fields.String(allow_none=True)


class MeetingAnswer(NextMeeting):
    case = fields.UUID()
    reference = fields.String(metadata={"description": "The case's."})
    status = fields.String()
    agenda = fields.String(allow_none=True)
    invited = fields.List(fields.UUID())
    planned_by = fields.UUID()
    held_on = fields.Date(allow_none=True)
    came = fields.List(fields.UUID())
    members = fields.List(fields.UUID())
    summary = fields.String(allow_none=True)
    recorded_at = UtcInstant(allow_none=True)
    recorded_by = fields.UUID(allow_none=True)
    cancelled_at = UtcInstant(allow_none=True)
    cancelled_by = fields.UUID(allow_none=True)
    cancelled_reason = fields.String(allow_none=True)
    annulled = fields.Nested(Annulled, allow_none=True)
    decisions = fields.List(fields.Nested(DecisionAnswer))
