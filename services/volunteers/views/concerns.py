"""What a volunteer reported about a pairing."""

from typing import Any

from services.volunteers.model import Assignment


def concern(said: dict[str, Any], row: Assignment) -> dict[str, Any]:
    """Of what a volunteer has just reported; it waits for who takes it up."""
    same = {name: said[name] for name in ("severity", "text")}
    emergency = "call_emergency" if said["severity"] == "danger" else None
    told = {"id": said["concern"], "assignment": row.id, "status": "open", "raised_at": said["at"]}
    return told | same | {"emergency": emergency}
