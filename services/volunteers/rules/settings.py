"""What an organisation can set for its register: whole numbers between bounds, and what they usually are."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.codes import DOCUMENT_KINDS, MATCH_REASONS, VOLUNTEER_KINDS

POINTS, KILOMETRES, DAYS, PAIRINGS, YES_NO = "points", "km", "days", "pairings", "yes_no"
PRACTICE, LAW, OURS, ORGANISATION = "practice", "law", "ours", "organisation"

STEPS = ("training", "interview", "approval")


@dataclass(frozen=True)
class Setting:
    """One number: what it usually is, its unit, between what it may be, and where what is usual comes from."""

    usual: int
    unit: str
    least: int
    most: int
    source: str = OURS


def _weight(points: int) -> Setting:
    return Setting(points, POINTS, 0, 100)


def _way(kilometres: int, most: int) -> Setting:
    return Setting(kilometres, KILOMETRES, 1, most)


def _need(usual: int, source: str = OURS, least: int = 0) -> Setting:
    return Setting(usual, YES_NO, least, 1, source)


_WEIGHTS = {
    "same_district": 30,
    "near_district": 15,
    "language": 20,
    "time": 20,
    "skill": 20,
    "experience": 25,
    "free_capacity": 10,
}
"""Experience in common counts most after the same district: contact families are equals ("равный — равному")."""

_NEEDS = {
    ("contact_family", "training"): _need(1, PRACTICE),
    ("contact_family", "interview"): _need(1),
    ("contact_family", "approval"): _need(1, least=1),
    ("volunteer", "approval"): _need(1, least=1),
    ("contact_family", "data_consent"): _need(0, LAW),
    ("volunteer", "data_consent"): _need(0, LAW),
}
"""The practice trains its contact families. The law on personal data asks for a consent (152-ФЗ, art. 9), which most
organisations keep elsewhere; so no document is asked for until the organisation says so. Nobody is asked without an
approval: that cannot be switched off."""


def _all_needs() -> dict[str, Setting]:
    wanted = (*STEPS, *(kind for kind in DOCUMENT_KINDS if kind != "other"))
    return {f"needs_{who}_{what}": _NEEDS.get((who, what), _need(0)) for who in VOLUNTEER_KINDS for what in wanted}


SETTINGS: Mapping[str, Setting] = {
    **{f"weight_{reason}": _weight(_WEIGHTS[reason]) for reason in MATCH_REASONS},
    "near_km_contact_family": _way(15, 300),
    "far_km_contact_family": _way(50, 1000),
    "near_km_volunteer": _way(25, 300),
    "far_km_volunteer": _way(80, 1000),
    "answer_days": Setting(3, DAYS, 1, 14),
    "feedback_counts": Setting(1, YES_NO, 0, 1),
    "feedback_least_pairings": Setting(10, PAIRINGS, 5, 1000),
    **_all_needs(),
}
"""Ways are between the middles of two districts: 50 km is an hour's way, so that meeting every week stays possible; who
comes with a skill comes more rarely, and so from farther. `answer_days`: how long a volunteer may think it over. All
ours where no other source is named."""

NOT_ABOVE = {
    "weight_near_district": "weight_same_district",
    "near_km_contact_family": "far_km_contact_family",
    "near_km_volunteer": "far_km_volunteer",
}
"""The first of each is no greater than the second."""

USUAL: Mapping[str, int] = {code: setting.usual for code, setting in SETTINGS.items()}


def errors(values: Mapping[str, int]) -> dict[str, str]:
    """What is wrong with a whole set of numbers: setting → code."""
    found = {code: "out_of_range" for code, one in SETTINGS.items() if not one.least <= values[code] <= one.most}
    for lower, upper in NOT_ABOVE.items():
        if values[lower] > values[upper]:
            found.setdefault(lower, f"above_{upper}")
    return found


def source_of(code: str, value: int) -> str:
    """Whose number it is: the organisation's when it is not what is usual."""
    return SETTINGS[code].source if value == SETTINGS[code].usual else ORGANISATION


def needs(values: Mapping[str, int], kind: str) -> frozenset[str]:
    """The steps and kinds of documents without which nobody of this kind is ready."""
    start = f"needs_{kind}_"
    return frozenset(code.removeprefix(start) for code, value in values.items() if code.startswith(start) and value)
