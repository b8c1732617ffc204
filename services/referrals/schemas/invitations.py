"""Invitations, and the one referral that each is good for."""

from marshmallow import Schema, fields

from services.referrals.schemas.common import OPTIONAL
from services.referrals.schemas.outside import NamedOrganisation, OutsideReferral, choices
from services.referrals.schemas.referrals import ReferralBody
from shared.contracts.common import Instant
from shared.web.fields import Body, Email, Name, Text


class NewInvitation(Body):
    organisation_name = Text(longest=300, required=True)
    email = Email(required=True)
    contact_name = Name(**OPTIONAL)


class GuestReferral(ReferralBody):
    """What an invited organisation sends: to whom, the invitation says."""


class InvitedReferral(Schema):
    id = fields.UUID()
    reference = fields.String()
    status = fields.String(allow_none=True, metadata={"description": "Null once it was passed on."})


class Invitation(Schema):
    id = fields.UUID()
    status = fields.String(metadata={"description": "open, used, expired, cancelled."})
    organisation_name = fields.String()
    email = fields.String()
    contact_name = fields.String(allow_none=True)
    invited_by = fields.UUID()
    invited_at = Instant()
    expires_at = Instant()
    referral = fields.Nested(InvitedReferral, allow_none=True)


class HeldInvitation(Schema):
    status = fields.String(metadata={"description": "open or used."})
    organisation_name = fields.String()
    to_organisation = fields.Nested(NamedOrganisation)
    expires_at = Instant()
    referral = fields.Nested(OutsideReferral, allow_none=True)
    choices = choices()
