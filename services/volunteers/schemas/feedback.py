"""The shapes of feedback on pairings."""

from marshmallow import Schema, fields

from shared.codes import FEEDBACK_ANSWERS, FEEDBACK_QUESTIONS
from shared.contracts.common import Instant
from shared.web.fields import Body, Code, Part

# Made from a dict because the questions are a list of codes.
AnswersBody = Body.from_dict(
    {question: Code(FEEDBACK_ANSWERS, required=True) for question in FEEDBACK_QUESTIONS}, name="FeedbackAnswersBody"
)


class FeedbackBody(Body):
    answers = Part(AnswersBody, required=True)


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
