"""An invented referral, to look at a wording before it is saved."""

from datetime import date

from services.referrals.forms.facts import ReferralFacts
from services.referrals.forms.values import consent_values, referral_values
from shared.forms.blocks import Values
from shared.forms.household import SAMPLE

FACTS = ReferralFacts(
    reference="482-109-379",
    sent_on=date(2026, 11, 12),
    today=date(2026, 11, 12),
    sender="Отдел опеки и попечительства (пример)",
    sender_person="Соколова Вера Игоревна",
    receiver="АНО «Рядом» (пример)",
    channel="partner",
    urgency="urgent",
    basis="consent",
    basis_given_on=date(2026, 11, 11),
    basis_document="Письменное согласие",
    family_kind="blood",
    district="Лесной район",
    address="г. Заозёрск, ул. Садовая, д. 14, кв. 3",
    phone="+7 900 555-01-77",
    family=SAMPLE,
    signer=SAMPLE[0],
    reasons=("few_contacts", "risk_of_losing_care"),
    help_wanted=("psychological", "social"),
    narrative="Мама одна растит двоих детей.\nПосле потери работы ей трудно, помогает бабушка.",
)


def referral() -> Values:
    return referral_values(FACTS)


def consent() -> Values:
    return consent_values(FACTS)
