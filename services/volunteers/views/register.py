"""Volunteers, as whoever sees them on the register sees them."""

from typing import Any

from services.volunteers.model import Volunteer
from services.volunteers.rules.vetting import Lack
from services.volunteers.views.common import columns, lack_shown


def volunteer(row: Volunteer, lacks: list[Lack], language: str) -> dict[str, Any]:
    shown = columns(row, "id", "kind", "person", "organisation", "status", "districts", "skills", "experience")
    shown |= columns(row, "languages", "times", "capacity", "employers", "vetting", "registered_at", "paused_until")
    return shown | {"display_name": row.display_name, "not_ready": [lack_shown(lack, language) for lack in lacks]}
