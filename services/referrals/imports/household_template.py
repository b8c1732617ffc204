"""The invented family of the templates, and the codes that every file of families takes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.referrals.imports.household_columns import DISTRICT
from shared.codes import BASIS, CHANNELS, FAMILY_KINDS, HELP_KINDS, MEMBER_ROLES, REASONS, CodeList
from shared.spreadsheets.template import coded, example

_FAMILY: dict[str, Any] = {
    DISTRICT: "lesnoy",
    "family.address": "ул. Садовая, д. 14, кв. 3",
    "family.phone": "+7 900 555-01-77",
    "narrative": "Мама одна растит сына, после потери работы ей трудно справляться с тревогой.",
}
_CODED: dict[str, tuple[CodeList, tuple[str, ...]]] = {
    "channel": (CHANNELS, ("partner",)),
    "basis.kind": (BASIS, ("consent",)),
    "family.kind": (FAMILY_KINDS, ("blood",)),
    "reasons": (REASONS, ("few_contacts", "no_job_skills")),
    "help_wanted": (HELP_KINDS, ("psychological", "social")),
}
_MEMBERS: tuple[dict[str, Any], ...] = (
    {"role": "mother", "last_name": "Тестова", "first_name": "Алёна", "middle_name": "Олеговна"},
    {"role": "child", "last_name": "Тестов", "first_name": "Фёдор", "born_on": date(2016, 5, 9)},
)

CHANNEL_CODES = ("channel", CHANNELS)
FAMILY_CODES = (
    ("basis.kind", BASIS),
    ("family.kind", FAMILY_KINDS),
    ("reasons", REASONS),
    ("help_wanted", HELP_KINDS),
    ("role", MEMBER_ROLES),
)


def examples(group: str, own: Mapping[str, Any], language: str) -> list[dict[str, Any]]:
    """Two rows: a mother with what all share, and her son. `own` is what only this kind of file says, by path; `group`
    the path of the column that tells families apart."""
    first, second = (member | {"role": MEMBER_ROLES.text(member["role"], language)} for member in _MEMBERS)
    in_words = {path: coded(codes, chosen, language) for path, (codes, chosen) in _CODED.items()}
    key = {group: example(language)}
    return [key | _FAMILY | in_words | dict(own) | first, key | second]
