"""Times of the week: when somebody is free, or when help is wished for. `{"weekday": 1 to 7, "from": …, "to": …}`."""

from collections.abc import Sequence
from typing import Any


def errors(times: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    """Each time ends after it begins, on the same day. Paths begin at the field `times`."""
    return {f"times.{index}.to": ["before_start"] for index, time in enumerate(times) if time["to"] <= time["from"]}
