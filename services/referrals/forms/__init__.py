"""Forms to print around a referral: the referral itself, and the consent that is signed before it is sent."""

from services.referrals.forms.catalogue import FORMS
from services.referrals.forms.gathering import blank, facts_of
from services.referrals.forms.values import consent_values, referral_values
from shared.forms.routes import Forms

FILLED = Forms(FORMS, blank)

__all__ = ["FILLED", "FORMS", "blank", "consent_values", "facts_of", "referral_values"]
