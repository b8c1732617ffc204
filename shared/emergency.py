"""Whom anyone calls first when there is danger right now: no referral and no report is as fast."""

NUMBER = "112"
"""Russia's one number of police, ambulance and fire brigade; also without money, card or network of one's own."""

SAID = {
    "ru": f"Если есть опасность прямо сейчас, позвоните по номеру {NUMBER}.",
    "en": f"If there is danger right now, call {NUMBER}.",
}
"""By language, for those without an account."""
