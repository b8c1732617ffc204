"""Shapes of HTTP: the roadmap, its stages and their checks."""

from marshmallow import Schema, fields

from services.cases.schemas.cases import NARRATIVE
from services.cases.schemas.entries import Annulled
from services.cases.schemas.plans import TITLE
from shared.codes import STAGE_VERDICTS
from shared.contracts.common import Instant as UtcInstant
from shared.web.fields import Body, Code, Day, Id, Many, Part, Text

MOST_STAGES = 30


class StageBody(Body):
    """With `id` a stage that is known. `who`: the id of a member or of a person, or anyone else in words."""

    id = Id()
    title = Text(longest=TITLE, required=True)
    shown_by = Text(longest=2_000, lines=True, required=True, metadata={"description": "What shows that it is passed."})
    due_on = Day(required=True)
    who = Text(longest=200, required=True)


class RoadmapBody(Body):
    purpose = Text(longest=2_000, lines=True, required=True)
    stages = Many(Part(StageBody), most=MOST_STAGES, least=1, required=True)


class PresentBody(Body):
    passed_on = Day(required=True)
    note = Text(longest=NARRATIVE, lines=True, required=True)


class CheckBody(Body):
    verdict = Code(STAGE_VERDICTS, required=True)
    reason = Text(longest=NARRATIVE, lines=True, allow_none=True, metadata={"description": "When it is sent back."})


class Check(Schema):
    id = fields.UUID()
    verdict = fields.String()
    reason = fields.String(allow_none=True)
    checked_on = fields.Date()
    checked_at = UtcInstant()
    checked_by = fields.UUID()
    checker_name = fields.String(allow_none=True)
    annulled = fields.Nested(Annulled, allow_none=True)


class Presentation(Schema):
    id = fields.UUID()
    passed_on = fields.Date()
    note = fields.String()
    presented_at = UtcInstant()
    presented_by = fields.UUID()
    presenter_name = fields.String(allow_none=True)
    annulled = fields.Nested(Annulled, allow_none=True)
    checks = fields.List(fields.Nested(Check))


class Stage(Schema):
    id = fields.UUID()
    position = fields.Integer()
    title = fields.String()
    shown_by = fields.String()
    due_on = fields.Date()
    who = fields.String()
    state = fields.String()
    presentations = fields.List(fields.Nested(Presentation), metadata={"description": "In the order of time."})


class NextStage(Schema):
    stage = fields.UUID()
    position = fields.Integer()
    title = fields.String()
    due_on = fields.Date()
    step = fields.String(metadata={"enum": ["present", "check"]})
    state = fields.String()
    overdue = fields.Boolean()


class Progress(Schema):
    """`passed` stages `of` all; `next` is null when all are passed."""

    passed = fields.Integer()
    of = fields.Integer()
    next = fields.Nested(NextStage, allow_none=True)


class RoadmapAnswer(Progress):
    version = fields.Integer()
    purpose = fields.String()
    stages = fields.List(fields.Nested(Stage))


class DrawnStage(Schema):
    id = fields.String()
    title = fields.String()
    shown_by = fields.String()
    due_on = fields.String()
    who = fields.String()


class RoadmapVersionAnswer(Schema):
    version = fields.Integer()
    purpose = fields.String()
    stages = fields.List(fields.Nested(DrawnStage))
    saved_at = UtcInstant()
    saved_by = fields.UUID()


class RoadmapVersions(Schema):
    items = fields.List(fields.Nested(RoadmapVersionAnswer))
    next = fields.String(allow_none=True)


class StageToCheck(Schema):
    case = fields.UUID()
    reference = fields.String()
    stage = fields.UUID()
    position = fields.Integer()
    title = fields.String()
    due_on = fields.Date()
    passed_on = fields.Date()
    presented_by = fields.UUID()
    presenter_name = fields.String(allow_none=True)
    presented_at = UtcInstant()
