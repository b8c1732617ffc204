"""What is to be known of an organisation before it is asked for help."""

from typing import Any

from services.referrals.model import DeadlinePolicy
from shared.directory.model import KnownOrganisation

_PLACE = ("id", "name", "kind", "districts")


def place(organisation: KnownOrganisation) -> dict[str, Any]:
    """What anyone is to know before asking for help there."""
    shown = {name: getattr(organisation, name) for name in _PLACE}
    return shown | {"takes_no_more_until": organisation.takes_no_more_until()}


def receiver(organisation: KnownOrganisation, policy: DeadlinePolicy, urgency: str | None) -> dict[str, Any]:
    """What a referrer is to know before sending."""
    return place(organisation) | {
        "duty_phone": organisation.duty_phone,
        "answer_within_minutes": policy.lengths[f"answer_{urgency}"] if urgency else None,
    }
