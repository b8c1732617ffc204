"""What volunteers tells of a request, in tests."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from shared.ids import uuid7
from tests.cases.region import Opened


def pairing(case: Opened, request: str, **changes: Any) -> dict[str, Any]:
    """The data of `volunteers.assignment.…`."""
    volunteer = case.region.bench.person("contact_family", organisation=case.region.ngo)
    return {
        "request": UUID(request),
        "proposal": uuid7(),
        "assignment": uuid7(),
        "case": case.id,
        "kind": "contact_family",
        "volunteer": uuid7(),
        "person": volunteer.id,
        "organisation": case.region.ngo,
        "supervised_by": case.region.supervisor.id,
    } | changes


def proposal(pair: dict[str, Any], status: str) -> dict[str, Any]:
    """The data of `volunteers.proposal.…` of the same pair."""
    same = {name: value for name, value in pair.items() if name != "assignment"}
    return {**same, "status": status, "expires_at": datetime(2026, 3, 12, tzinfo=UTC)}
