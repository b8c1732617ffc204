"""Shapes of HTTP: the plan, and the end of support."""

from marshmallow import Schema, fields

from services.cases.schemas.cases import NARRATIVE
from services.cases.schemas.entries import ChildReviewBody
from shared.codes import ASSESSMENT_DOMAINS, GOAL_STATES, NON_PARTICIPATION_REASONS, OUTCOMES, PARENTAL_RIGHTS
from shared.contracts.common import Instant as UtcInstant
from shared.web.fields import Body, Code, Day, Flag, Id, Many, Part, Text

TITLE = 500


class TaskBody(Body):
    """`who`: the id of a member or of a person, or anyone else in words."""

    id = Id()
    title = Text(longest=TITLE, required=True)
    who = Text(longest=200, required=True)
    due_on = Day(required=True)
    done_on = Day(allow_none=True)


class GoalBody(Body):
    id = Id()
    title = Text(longest=TITLE, required=True)
    domain = Code(ASSESSMENT_DOMAINS, required=True)
    member = Id(allow_none=True)
    needs_specialist = Flag()
    status = Code(GOAL_STATES)
    tasks = Many(Part(TaskBody), load_default=list)


class ParticipationBody(Body):
    member = Id(required=True)
    took_part = Flag(required=True)
    reason = Code(NON_PARTICIPATION_REASONS, allow_none=True)


class PlanBody(Body):
    goals = Many(Part(GoalBody), required=True)
    participation = Many(Part(ParticipationBody), required=True)


class Task(Schema):
    id = fields.String()
    title = fields.String()
    who = fields.String()
    due_on = fields.String()
    done_on = fields.String(allow_none=True)


class Goal(Schema):
    id = fields.String()
    title = fields.String()
    domain = fields.String()
    member = fields.String(allow_none=True)
    needs_specialist = fields.Boolean()
    status = fields.String()
    tasks = fields.List(fields.Nested(Task))


class Participation(Schema):
    member = fields.String()
    took_part = fields.Boolean()
    reason = fields.String(allow_none=True)


class PlanAnswer(Schema):
    version = fields.Integer()
    state = fields.String()
    goals = fields.List(fields.Nested(Goal))
    participation = fields.List(fields.Nested(Participation))


class PlanVersionAnswer(PlanAnswer):
    saved_on = fields.Date()
    saved_at = UtcInstant()
    saved_by = fields.UUID()


class PlanVersions(Schema):
    items = fields.List(fields.Nested(PlanVersionAnswer))
    next = fields.String(allow_none=True)


class ChildClosureBody(ChildReviewBody):
    in_own_family = Flag(required=True)


class ParentBody(Body):
    member = Id(required=True)
    rights = Code(PARENTAL_RIGHTS, required=True)


class ClosureBody(Body):
    outcome = Code(OUTCOMES, required=True)
    closed_on = Day(required=True)
    children = Many(Part(ChildClosureBody), required=True)
    parents = Many(Part(ParentBody), allow_none=True)
    participation = Many(Part(ParticipationBody), required=True)
    family_agrees = Flag(required=True)
    family_says = Text(longest=NARRATIVE, lines=True, allow_none=True)
    reason = Text(longest=NARRATIVE, lines=True, allow_none=True)
    note = Text(longest=NARRATIVE, lines=True, allow_none=True)


class ReopenBody(Body):
    reason = Text(longest=NARRATIVE, lines=True, required=True)
