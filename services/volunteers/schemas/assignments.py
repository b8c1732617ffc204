"""The shapes of pairings and their journals."""

from marshmallow import Schema, fields

from services.volunteers.schemas.common import MineQuery
from shared.codes import ASSIGNMENT_STATES
from shared.contracts.common import Instant as UtcInstant
from shared.web.fields import Body, Code, Id, Instant, Text
from shared.web.paging import YesNo


class EntryBody(Body):
    at = Instant(required=True)
    text = Text(longest=5000, lines=True, required=True)


class SupervisorBody(Body):
    supervised_by = Id(required=True)


class AssignmentsQuery(MineQuery):
    status = Code(ASSIGNMENT_STATES)
    attention = YesNo(load_default=False)


class Meeting(Schema):
    at = fields.String()
    place = fields.String()


class Introduction(Schema):
    first_names = fields.List(fields.String(), allow_none=True)
    contact_name = fields.String(allow_none=True)
    contact_phone = fields.String(allow_none=True)
    first_meeting = fields.Nested(Meeting, allow_none=True)


class AssignmentAnswer(Schema):
    id = fields.UUID()
    request = fields.UUID()
    proposal = fields.UUID()
    status = fields.String(metadata={"enum": list(ASSIGNMENT_STATES)})
    kind = fields.String()
    district = fields.String()
    supervised_by = fields.UUID()
    supervisor_name = fields.String()
    started_at = UtcInstant()
    introduced_at = UtcInstant(allow_none=True)
    ended_at = UtcInstant(allow_none=True)
    introduction = fields.Nested(
        Introduction,
        allow_none=True,
        metadata={"description": "For the volunteer and who supervises them, from the introduction to the end."},
    )
    volunteer = fields.UUID()
    reference = fields.String(metadata={"description": "Coordinators' view."})
    display_name = fields.String(metadata={"description": "Coordinators' view."})
    attention = fields.List(
        fields.String(
            metadata={"enum": ["volunteer_gone", "supervisor_gone", "supervisor_not_independent", "vetting_lapsed"]}
        ),
        metadata={"description": "Coordinators' view: what is to be decided about a running pairing."},
    )


class EntryAnswer(Schema):
    id = fields.UUID()
    author = fields.UUID()
    at = UtcInstant()
    text = fields.String()
    written_at = UtcInstant()
