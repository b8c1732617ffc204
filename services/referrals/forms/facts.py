"""What the forms of a referral rest on."""

from dataclasses import dataclass
from datetime import date

from shared.forms.household import Relative


@dataclass(frozen=True)
class ReferralFacts:
    """Codes as codes, names as people read them. `sender` is empty where the family or a crisis line asked; `signer`
    is who gives consent, None where it has no adult."""

    reference: str
    sent_on: date
    today: date
    sender: str
    sender_person: str
    receiver: str
    channel: str
    urgency: str
    basis: str
    basis_given_on: date
    basis_document: str
    family_kind: str
    district: str
    address: str
    phone: str
    family: tuple[Relative, ...]
    signer: Relative | None
    reasons: tuple[str, ...]
    help_wanted: tuple[str, ...]
    narrative: str
