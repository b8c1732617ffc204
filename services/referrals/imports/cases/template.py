"""What to fill in: the headings, one invented family as an example, and the codes with their texts."""

from datetime import date
from typing import Any

from services.referrals.imports.cases.columns import DISTRICT, FROM, GROUP, LAYOUT, WORKER
from shared.codes import BASIS, CHANNELS, FAMILY_KINDS, HELP_KINDS, MEMBER_ROLES, REASONS, CodeList
from shared.spreadsheets.template import Template, coded, example

_WORDS = {
    "ru": {WORKER: "kurator@example.org", FROM: "Название организации", "signed": "да"},
    "en": {WORKER: "worker@example.org", FROM: "Name of the organisation", "signed": "yes"},
}

_FAMILY: dict[str, Any] = {
    "former_reference": "12-А/2024",
    "opened_on": date(2024, 2, 5),
    "basis.given_on": date(2024, 2, 5),
    DISTRICT: "lesnoy",
    "family.address": "ул. Садовая, д. 14, кв. 3",
    "family.phone": "+7 900 555-01-77",
    "narrative": "Мама одна растит сына, после потери работы ей трудно справляться с тревогой.",
    "signed_on": date(2024, 2, 12),
    "assessed_on": date(2025, 9, 1),
    "planned_on": date(2024, 3, 20),
    "reviewed_on": date(2025, 11, 10),
    "contacted_on": date(2026, 2, 25),
}
_CODES: dict[str, tuple[CodeList, tuple[str, ...]]] = {
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


def examples(language: str) -> list[dict[str, Any]]:
    """Two rows: a mother with what all share, and her son."""
    first, second = (member | {"role": MEMBER_ROLES.text(member["role"], language)} for member in _MEMBERS)
    in_words = {path: coded(codes, chosen, language) for path, (codes, chosen) in _CODES.items()}
    group = {GROUP: example(language)}
    return [group | _FAMILY | in_words | _WORDS[language] | first, group | second]


TEMPLATE = Template(
    LAYOUT,
    examples,
    (
        ("channel", CHANNELS),
        ("basis.kind", BASIS),
        ("family.kind", FAMILY_KINDS),
        ("reasons", REASONS),
        ("help_wanted", HELP_KINDS),
        ("role", MEMBER_ROLES),
    ),
)
