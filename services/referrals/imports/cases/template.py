"""What to fill in: the headings of a file of cases, an example, and the codes with their texts."""

from datetime import date
from typing import Any

from services.referrals.imports import household_template as household
from services.referrals.imports.cases.columns import FROM, GROUP, LAYOUT, WORKER
from shared.spreadsheets.template import Template

_WORDS = {
    "ru": {WORKER: "kurator@example.org", FROM: "Название организации", "signed": "да"},
    "en": {WORKER: "worker@example.org", FROM: "Name of the organisation", "signed": "yes"},
}
_CASE: dict[str, Any] = {
    "former_reference": "12-А/2024",
    "opened_on": date(2024, 2, 5),
    "basis.given_on": date(2024, 2, 5),
    "signed_on": date(2024, 2, 12),
    "assessed_on": date(2025, 9, 1),
    "planned_on": date(2024, 3, 20),
    "reviewed_on": date(2025, 11, 10),
    "contacted_on": date(2026, 2, 25),
}


def examples(language: str) -> list[dict[str, Any]]:
    return household.examples(GROUP, _CASE | _WORDS[language], language)


TEMPLATE = Template(LAYOUT, examples, (household.CHANNEL_CODES, *household.FAMILY_CODES))
