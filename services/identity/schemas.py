"""Shapes of identity's requests and answers."""

import unicodedata
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from marshmallow import Schema, ValidationError, fields
from marshmallow.validate import Length, Regexp

from services.identity import passwords
from shared.codes import INTERFACE_LANGUAGES, ORGANISATION_KINDS, ROLES
from shared.contracts.common import Instant
from shared.web.fields import Body, Code, Day, Email, Flag, Id, Integer, Many, Name, Number, Phone, Text
from shared.web.paging import PageQuery, YesNo

NOT_EMPTY = Length(min=1, error="required")


@cache
def time_zones() -> frozenset[str]:
    return frozenset(available_timezones())


class Password(Text):
    """Kept as it is typed, spaces too; only composed to one Unicode form, as keyboards differ."""

    def __init__(self, **options: Any) -> None:
        super().__init__(longest=passwords.LONGEST, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> Any:
        super()._deserialize(value, attr, data, **rest)
        return unicodedata.normalize("NFC", value)


class TimeZone(Text):
    """An IANA name, for example "Europe/Moscow"."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> Any:
        name = super()._deserialize(value, attr, data, **rest)
        if name not in time_zones():
            raise ValidationError("unknown_code")
        return name


def district_code(**options: Any) -> Text:
    return Text(longest=50, validate=Regexp(r"[a-z0-9][a-z0-9_-]*\Z", error="invalid"), **options)


class SignIn(Body):
    email = Email(required=True)
    password = Password(required=True)


class Token(Schema):
    token = fields.String()
    expires_at = Instant()


class Revoke(Body):
    all = Flag(load_default=False)


class LinkRequest(Body):
    email = Email(required=True)


class NewPassword(Body):
    password = Password(required=True)


class OrganisationChange(Body):
    name = Text(validate=NOT_EMPTY)
    kind = Code(ORGANISATION_KINDS)
    districts = Many(Text(longest=50), most=200)
    accepts_referrals = Flag()
    accepts_appeals = Flag()
    time_zone = TimeZone()
    self_sufficiency_threshold = Integer(least=1, most=5)
    active = Flag()
    no_referrals_until = Day(allow_none=True)
    duty_phone = Phone(allow_none=True)


class NewOrganisation(OrganisationChange):
    name = Text(required=True)
    kind = Code(ORGANISATION_KINDS, required=True)


class OrganisationQuery(PageQuery):
    kind = Code(ORGANISATION_KINDS)
    accepts_referrals = YesNo()


class OrganisationAnswer(Schema):
    id = fields.UUID()
    name = fields.String()
    kind = fields.String()
    districts = fields.List(fields.String())
    accepts_referrals = fields.Boolean()
    accepts_appeals = fields.Boolean(metadata={"description": "Whether families may turn to it without an account."})
    time_zone = fields.String()
    self_sufficiency_threshold = fields.Integer()
    active = fields.Boolean()
    no_referrals_until = fields.Date(
        allow_none=True,
        metadata={"description": "It takes no new referrals before this day begins in its time zone."},
    )
    duty_phone = fields.String(allow_none=True)


class DistrictChange(Body):
    name = Text(validate=NOT_EMPTY)
    region = Text(validate=NOT_EMPTY)
    latitude = Number(-90, 90, allow_none=True)
    longitude = Number(-180, 180, allow_none=True)


class NewDistrict(DistrictChange):
    code = district_code(required=True)
    name = Text(required=True)
    region = Text(required=True)


class DistrictAnswer(Schema):
    code = fields.String()
    name = fields.String()
    region = fields.String()
    latitude = fields.Float(allow_none=True)
    longitude = fields.Float(allow_none=True)


class OwnChange(Body):
    phone = Phone(allow_none=True)
    language = Code(INTERFACE_LANGUAGES)
    time_zone = TimeZone()


class PersonChange(OwnChange):
    email = Email()
    last_name = Name()
    first_name = Name()
    middle_name = Name(allow_none=True)
    organisation = Id(allow_none=True)
    roles = Many(Code(ROLES), least=1)


class NewPerson(PersonChange):
    email = Email(required=True)
    last_name = Name(required=True)
    first_name = Name(required=True)
    roles = Many(Code(ROLES), least=1, required=True)


class ImportedPerson(NewPerson):
    """A row of a file of people."""

    invite = Flag()


class ImportedPeople(Schema):
    id = fields.UUID(allow_none=True, metadata={"description": "Null when the file was only checked."})
    checked = fields.Boolean()
    count = fields.Integer(metadata={"description": "How many people the file holds."})
    people = fields.List(fields.UUID(), metadata={"description": "Their ids, in the file's order."})


class PeopleQuery(PageQuery):
    organisation = Text(longest=36)
    role = Code(ROLES)
    q = Text(longest=100)
    active = YesNo(load_default=True)


class Names(Schema):
    last_name = fields.String()
    first_name = fields.String()
    middle_name = fields.String(allow_none=True)


class PersonRow(Schema):
    id = fields.UUID()
    name = fields.String()
    names = fields.Nested(Names)
    organisation = fields.UUID(allow_none=True)
    roles = fields.List(fields.String())
    active = fields.Boolean()


class PersonAnswer(PersonRow):
    email = fields.String()
    last_name = fields.String()
    first_name = fields.String()
    middle_name = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    language = fields.String()
    time_zone = fields.String()


class OwnOrganisation(Schema):
    id = fields.UUID()
    name = fields.String()
    kind = fields.String()


class MeAnswer(Schema):
    id = fields.UUID()
    email = fields.String()
    names = fields.Nested(Names)
    organisation = fields.Nested(OwnOrganisation, allow_none=True)
    roles = fields.List(fields.String())
    phone = fields.String(allow_none=True)
    language = fields.String()
    time_zone = fields.String()
