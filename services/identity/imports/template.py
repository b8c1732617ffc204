"""What to fill in: the headings, an invented person as an example, and the codes with their texts."""

from typing import Any

from services.identity.imports.columns import EMAIL, LAYOUT
from shared.codes import INTERFACE_LANGUAGES, ROLES
from shared.spreadsheets.template import Template, coded, example

_WORDS = {
    "ru": {"last_name": "Тестова", "first_name": "Алёна", "middle_name": "Олеговна", "invite": "да"},
    "en": {"last_name": "Testova", "first_name": "Alyona", "middle_name": "Olegovna", "invite": "yes"},
}


def examples(language: str) -> list[dict[str, Any]]:
    in_words = {
        "roles": coded(ROLES, ("case_worker", "supervisor"), language),
        "language": coded(INTERFACE_LANGUAGES, ("ru",), language),
    }
    plain = {EMAIL: example(language), "phone": "+7 900 555-01-42", "time_zone": "Europe/Moscow"}
    return [plain | _WORDS[language] | in_words]


TEMPLATE = Template(LAYOUT, examples, (("roles", ROLES), ("language", INTERFACE_LANGUAGES)))
