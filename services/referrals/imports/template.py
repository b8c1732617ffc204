"""What to fill in: the headings, one invented family as an example, and the codes with their texts."""

from datetime import date
from typing import Any

from services.referrals.imports.columns import GROUP, LAYOUT
from shared.codes import BASIS, CHANNELS, FAMILY_KINDS, HELP_KINDS, MEMBER_ROLES, REASONS, URGENCIES, CodeList
from shared.spreadsheets.template import Template, coded, example

_TO = {"ru": "Название организации", "en": "Name of the organisation"}

_FAMILY: dict[str, Any] = {
    "basis.given_on": date(2026, 3, 2),
    "family.address": "ул. Садовая, д. 14, кв. 3",
    "family.phone": "+7 900 555-01-77",
    "narrative": "Мама одна растит сына, после потери работы ей трудно справляться с тревогой.",
}
_CODES: dict[str, tuple[CodeList, tuple[str, ...]]] = {
    "channel": (CHANNELS, ("partner",)),
    "urgency": (URGENCIES, ("routine",)),
    "basis.kind": (BASIS, ("consent",)),
    "family.kind": (FAMILY_KINDS, ("blood",)),
    "reasons": (REASONS, ("few_contacts", "no_job_skills")),
    "help_wanted": (HELP_KINDS, ("psychological", "social")),
}
_MEMBERS: tuple[dict[str, Any], ...] = (
    {"role": "mother", "last_name": "Тестова", "first_name": "Алёна", "middle_name": "Олеговна"},
    {"role": "child", "last_name": "Тестов", "first_name": "Фёдор", "born_on": date(2016, 5, 9)},
)


def examples(language: str) -> list[dict[str, Any]]:
    """Two rows: a mother with what all share, and her son."""
    first, second = (_example(member, language) for member in _MEMBERS)
    common = _common(language)
    return [common | first, {GROUP: common[GROUP]} | second]


def _common(language: str) -> dict[str, Any]:
    in_words = {path: coded(codes, chosen, language) for path, (codes, chosen) in _CODES.items()}
    place = {GROUP: example(language), "to_organisation": _TO[language], "family.district": "lesnoy"}
    return _FAMILY | in_words | place


def _example(member: dict[str, Any], language: str) -> dict[str, Any]:
    return member | {"role": MEMBER_ROLES.text(member["role"], language)}


TEMPLATE = Template(
    LAYOUT,
    examples,
    (
        ("channel", CHANNELS),
        ("urgency", URGENCIES),
        ("basis.kind", BASIS),
        ("family.kind", FAMILY_KINDS),
        ("reasons", REASONS),
        ("help_wanted", HELP_KINDS),
        ("role", MEMBER_ROLES),
    ),
)
