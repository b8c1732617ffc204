"""What to fill in: the headings, an invented contact family as an example, and the codes with their texts."""

from datetime import date
from typing import Any

from services.volunteers.imports.columns import EMAIL, LAYOUT
from shared import clock
from shared.codes import EXPERIENCE, LANGUAGES, SKILLS, VOLUNTEER_KINDS, VOLUNTEER_STATES
from shared.spreadsheets.template import Template, coded, example

_PLAIN: dict[str, Any] = {
    "capacity": 1,
    "vetting.trained_on": date(2025, 9, 6),
    "vetting.interviewed_on": date(2025, 9, 13),
    "vetting.approved_on": date(2025, 9, 20),
    "since": date(2025, 9, 1),
    "districts": "lesnoy",
}
_WORDS = {
    "ru": {"times": "сб 11:00-15:00; вс 10:00-12:00", "documents.identity_checked": "да"},
    "en": {"times": "Sat 11:00-15:00; Sun 10:00-12:00", "documents.identity_checked": "yes"},
}


def examples(language: str) -> list[dict[str, Any]]:
    in_words = {
        "kind": coded(VOLUNTEER_KINDS, ("contact_family",), language),
        "languages": coded(LANGUAGES, ("ru",), language),
        "skills": coded(SKILLS, ("company", "leisure"), language),
        "experience": coded(EXPERIENCE, ("single_parent",), language),
        "status": coded(VOLUNTEER_STATES, ("ready",), language),
    }
    good_until = date(clock.today(clock.DEFAULT_TIME_ZONE).year + 1, 9, 1)  # so that the example is never out of date
    papers = {"documents.no_criminal_record": good_until}
    return [{EMAIL: example(language)} | _PLAIN | papers | _WORDS[language] | in_words]


TEMPLATE = Template(
    LAYOUT,
    examples,
    (
        ("kind", VOLUNTEER_KINDS),
        ("languages", LANGUAGES),
        ("skills", SKILLS),
        ("experience", EXPERIENCE),
        ("status", VOLUNTEER_STATES),
    ),
)
