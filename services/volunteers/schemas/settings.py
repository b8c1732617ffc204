"""The shapes of the settings of a register."""

from marshmallow import Schema, fields

from shared.codes import MATCH_REASONS, SETTING_SOURCES, VOLUNTEER_SETTINGS
from shared.contracts.common import Instant
from shared.web.fields import Body, Code, Integer, Many, Part


class SettingBody(Body):
    code = Code(VOLUNTEER_SETTINGS, required=True)
    value = Integer(required=True)


class SettingsBody(Body):
    """The numbers to change; the others stay."""

    settings = Many(Part(SettingBody), most=len(VOLUNTEER_SETTINGS), least=1, required=True)


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
