"""Who can take a family on: organisations before a referral is sent, the own workers before it is accepted."""

from marshmallow import Schema, fields

from services.referrals.schemas.common import Away, Names
from shared.codes import URGENCIES
from shared.web.fields import Code, Text
from shared.web.paging import PageQuery


class ReceiversQuery(PageQuery):
    district = Text(longest=100)
    urgency = Code(URGENCIES)


class ReceiverRow(Schema):
    id = fields.UUID()
    name = fields.String()
    kind = fields.String()
    districts = fields.List(fields.String())
    takes_no_more_until = fields.Date(
        allow_none=True, metadata={"description": "It takes referrals again on this day; null: it does now."}
    )
    duty_phone = fields.String(allow_none=True)
    answer_within_minutes = fields.Integer(
        allow_none=True, metadata={"description": "The time to answer at the urgency that was asked about."}
    )


class Receivers(Schema):
    items = fields.List(fields.Nested(ReceiverRow))
    next = fields.String(allow_none=True)
    emergency_number = fields.String(allow_none=True, metadata={"description": "Whom to call first in danger."})


class Worker(Schema):
    id = fields.UUID()
    names = fields.Nested(Names)
    open_cases = fields.Integer(
        data_key="load", metadata={"description": "Open cases of which this person is the worker."}
    )
    away = fields.Nested(Away, allow_none=True)
