"""Requests, as coordinators see them."""

from typing import Any

from services.volunteers.model import Request
from services.volunteers.views.common import columns


def request(row: Request) -> dict[str, Any]:
    shown = columns(row, "id", "case", "reference", "kind", "status", "organisation", "worker", "district", "skills")
    return shown | columns(row, "experience", "languages", "times", "children_ages", "about", "requested_at")
