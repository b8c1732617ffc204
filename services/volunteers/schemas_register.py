"""The shapes of settings, figures and feedback of a register."""

from marshmallow import Schema, fields

from shared.codes import (
    FEEDBACK_ANSWERS,
    FEEDBACK_QUESTIONS,
    MATCH_REASONS,
    SETTING_SOURCES,
    VOLUNTEER_KINDS,
    VOLUNTEER_SETTINGS,
)
from shared.contracts.common import Instant
from shared.web.fields import Body, Code, Integer, Many, Part


class SettingBody(Body):
    code = Code(VOLUNTEER_SETTINGS, required=True)
    value = Integer(required=True)


class SettingsBody(Body):
    """The numbers to change; the others stay."""

    settings = Many(Part(SettingBody), most=len(VOLUNTEER_SETTINGS), least=1, required=True)


# Made from a dict because the questions are a list of codes.
AnswersBody = Body.from_dict(
    {question: Code(FEEDBACK_ANSWERS, required=True) for question in FEEDBACK_QUESTIONS}, name="FeedbackAnswersBody"
)


class FeedbackBody(Body):
    answers = Part(AnswersBody, required=True)


class ReadinessQuery(Body):
    kind = Code(VOLUNTEER_KINDS, load_default="contact_family")


# --- answers ----------------------------------------------------------------------------------------------------------


class Person(Schema):
    last_name = fields.String(allow_none=True)
    first_name = fields.String(allow_none=True)
    middle_name = fields.String(allow_none=True)


class Changed(Schema):
    version = fields.Integer()
    changed_at = Instant(allow_none=True)
    changed_by = fields.UUID(allow_none=True)
    changed_by_names = fields.Nested(Person, allow_none=True)


class SettingAnswer(Schema):
    code = fields.String(metadata={"enum": list(VOLUNTEER_SETTINGS)})
    text = fields.String()
    group = fields.String()
    value = fields.Integer()
    unit = fields.String()
    usual = fields.Integer()
    least = fields.Integer()
    most = fields.Integer()
    source = fields.String(metadata={"enum": list(SETTING_SOURCES)})


class WeightAnswer(Schema):
    """What a reason is worth, as it was set and after feedback moved it."""

    reason = fields.String(metadata={"enum": list(MATCH_REASONS)})
    text = fields.String()
    before = fields.Integer(metadata={"description": "As it is set."})
    after = fields.Integer(metadata={"description": "As candidates get it now."})
    pairings = fields.Integer(metadata={"description": "Pairings with feedback in which this reason held."})
    good = fields.Float(
        allow_none=True, metadata={"description": "How good they were, 0 to 1; null while they are too few to say."}
    )


class SettingsAnswer(Changed):
    settings = fields.List(fields.Nested(SettingAnswer))
    weights = fields.List(fields.Nested(WeightAnswer))


class SettingChange(Schema):
    code = fields.String()
    text = fields.String()
    before = fields.Integer()
    after = fields.Integer()


class VersionAnswer(Changed):
    changes = fields.List(fields.Nested(SettingChange))


class HistoryAnswer(Schema):
    items = fields.List(fields.Nested(VersionAnswer), metadata={"description": "All of them, newest first."})


class FiguresAnswer(Schema):
    ready = fields.Integer(metadata={"description": "Who could be asked today and has room for a family."})
    free_places = fields.Integer(metadata={"description": "How many families they could take."})
    needed = fields.Integer(metadata={"description": "Requests for which somebody is looked for."})
    short_by = fields.Integer(
        metadata={"description": "Requests that stay without anyone however the free places are spread."}
    )


class DistrictFigures(FiguresAnswer):
    district = fields.String()
    name = fields.String(allow_none=True)
    region = fields.String()


class RegionFigures(FiguresAnswer):
    region = fields.String()


class ReadinessAnswer(FiguresAnswer):
    kind = fields.String(metadata={"enum": list(VOLUNTEER_KINDS)})
    regions = fields.List(fields.Nested(RegionFigures))
    districts = fields.List(fields.Nested(DistrictFigures))


class QuestionAnswer(Schema):
    code = fields.String(metadata={"enum": list(FEEDBACK_QUESTIONS)})
    text = fields.String()


class FeedbackAnswer(Schema):
    request = fields.UUID()
    side = fields.String(metadata={"enum": ["worker", "volunteer"]})
    questions = fields.List(fields.Nested(QuestionAnswer))
    answers = fields.Dict(keys=fields.String(), values=fields.String(), allow_none=True)
    given_at = Instant(allow_none=True)
    closed = fields.String(
        allow_none=True,
        metadata={"enum": ["not_introduced", "too_late", None], "description": "Why nothing can be said now."},
    )
