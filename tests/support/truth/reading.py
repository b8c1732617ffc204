"""What the product says of the region, in the words in which its truth is told."""

from datetime import date
from typing import Any

from tests.support.bench import Api
from tests.support.truth.homes import Adds

YEAR = "from=2026-01-01&to=2026-12-31"
FIGURES = "/cases/api/v1/figures"
CODES = {
    "children_served": "served",
    "children_supported": "supported",
    "wellbeing_improved": "improved",
    "removal_prevented": "prevented",
    "families_closed": "closed",
    "families_self_sufficient": "self_sufficient",
    "outcomes_followed_up": "followed",
    "outcomes_hold": "held",
    "parental_rights_kept_or_restored": "rights",
}


def said(api: Api, known_on: date) -> Adds:
    answer = api.get(f"{FIGURES}?{YEAR}&known_on={known_on}")
    assert answer.status == 200, answer.text
    return of(answer.json["total"])


def of(figures: dict[str, Any]) -> Adds:
    return Adds(**{name: int(figures[code]["value"]) for code, name in CODES.items()})
