"""What `opora status` shows of the compose stack, from `docker inspect` of its containers."""

import os
from typing import Any

from shared.config import SERVICES

JOBS = ("migrate", "region")
"""They end, and are as they should be when they have ended well."""


def of_containers(containers: list[dict[str, Any]]) -> dict[str, Any]:
    """The same shape as the embedded stack's. `containers`: what `docker inspect` prints."""
    lasting = (_part(container) for container in containers if not _is_for_once(container))
    parts = sorted(lasting, key=lambda part: str(part["name"]))
    return {
        "healthy": bool(parts) and all(part["state"] == "healthy" for part in parts),
        "mode": "compose",
        "demo": os.environ.get("OPORA_DEMO") == "1",
        "home": os.environ.get("OPORA_PROJECT", ""),
        "address": os.environ.get("OPORA_ADDRESS", ""),
        "kafka_bootstrap": os.environ.get("KAFKA_BOOTSTRAP", ""),
        "database_urls": {name: os.environ.get(f"{name.upper()}_DATABASE_URL", "") for name in SERVICES},
        "parts": parts,
        "events": {},
    }


def _is_for_once(container: dict[str, Any]) -> bool:
    """One of `docker compose run`: the one in which this is asked, for example."""
    return bool(container["Config"]["Labels"].get("com.docker.compose.oneoff") == "True")


def _part(container: dict[str, Any]) -> dict[str, Any]:
    name, state = container["Config"]["Labels"]["com.docker.compose.service"], container["State"]
    return {
        "name": name,
        "state": _state(name, state),
        "pid": state["Pid"] or None,
        "restarts": container["RestartCount"],
        "since": state["StartedAt"][:19] + "+00:00",
    }


def _state(name: str, state: dict[str, Any]) -> str:
    match state["Status"], state.get("Health", {}).get("Status", ""):
        case "running", "healthy":
            return "healthy"
        case "running", "starting" | "":
            return "starting"
        case "exited", _ if name in JOBS:
            return "healthy" if state["ExitCode"] == 0 else "failing"
        case "created" | "exited" | "dead", _:
            return "stopped"
    return "failing"
