"""An invitation, as who invited sees it."""

from typing import Any

from services.referrals.model import Invitation, Referral
from shared import clock


def row(invitation: Invitation) -> dict[str, Any]:
    sent = invitation.referral
    fields = ("id", "organisation_name", "email", "contact_name", "invited_by", "invited_at", "expires_at")
    return {name: getattr(invitation, name) for name in fields} | {
        "status": invitation.state(clock.system()),
        "referral": _sent(invitation, sent) if sent else None,
    }


def _sent(invitation: Invitation, sent: Referral) -> dict[str, Any]:
    """Who passed it on is not told what became of it."""
    is_ours = sent.to_organisation == invitation.organisation
    return {"id": sent.id, "reference": sent.reference, "status": sent.status if is_ours else None}
