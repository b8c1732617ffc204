"""Filters of lists: forms sent by GET, whose fields may be left open."""

from typing import Any

from marshmallow import pre_load


class Open:
    """For a query's schema: what was left open is sent empty, and stands for nothing."""

    @pre_load
    def _without_empty(self, data: dict[str, Any], **rest: Any) -> dict[str, Any]:
        return {name: value for name, value in data.items() if value}
