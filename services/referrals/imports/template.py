"""What to fill in: the headings of a file of referrals, an example, and the codes with their texts."""

from datetime import date
from typing import Any

from services.referrals.imports import household_template as household
from services.referrals.imports.columns import GROUP, LAYOUT, TO
from shared.codes import URGENCIES
from shared.spreadsheets.template import Template, coded

_TO = {"ru": "Название организации", "en": "Name of the organisation"}


def examples(language: str) -> list[dict[str, Any]]:
    own = {TO: _TO[language], "urgency": coded(URGENCIES, ("routine",), language), "basis.given_on": date(2026, 3, 2)}
    return household.examples(GROUP, own, language)


TEMPLATE = Template(LAYOUT, examples, (household.CHANNEL_CODES, ("urgency", URGENCIES), *household.FAMILY_CODES))
