"""All services spell a moment the same way: in UTC, with a Z."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from shared.contracts.common import Instant


def test_no_answer_spells_a_moment_its_own_way() -> None:
    own = [str(file) for file in Path("services").rglob("*.py") if "fields.AwareDateTime(" in file.read_text()]
    assert own == []


def test_a_moment_is_in_utc_with_a_z() -> None:
    moscow = datetime(2026, 11, 22, 12, 30, tzinfo=timezone(timedelta(hours=3)))
    assert [Instant().serialize("at", {"at": at}) for at in (moscow, moscow.astimezone(UTC), None)] == [
        "2026-11-22T09:30:00Z",
        "2026-11-22T09:30:00Z",
        None,
    ]
