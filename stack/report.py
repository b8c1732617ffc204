"""The state that a supervisor publishes: what `opora status` shows of a running stack."""

import os
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from shared.config import SERVICES
from stack.home import Home
from stack.parts import Part

_PASSWORD = re.compile(r":[^:@/]+@")


def state_of(
    home: Home, environment: Mapping[str, str], parts: Sequence[Part], *, since: datetime, up: bool, error: str | None
) -> dict[str, Any]:
    """For `Home.publish`. `healthy` needs a finished start (`up`) and every part healthy.

    `error` says why the start was given up. `since` is the supervisor's own start.
    """
    urls = {service: environment.get(f"{service.upper()}_DATABASE_URL", "") for service in SERVICES}
    return {
        "healthy": up and all(part.state == "healthy" for part in parts),
        "mode": "embedded",
        "demo": home.demo,
        "home": str(home.path),
        "address": environment.get("OPORA_ADDRESS", ""),
        "kafka_bootstrap": environment.get("KAFKA_BOOTSTRAP", ""),
        "database_urls": {service: _PASSWORD.sub("@", url) for service, url in urls.items()},
        "parts": [_supervisor(since), *(part.report() for part in parts)],
        "port": environment.get("OPORA_PORT", ""),
        "error": error,
    }


def _supervisor(since: datetime) -> dict[str, Any]:
    return {
        "name": "supervisor",
        "state": "healthy",
        "pid": os.getpid(),
        "restarts": 0,
        "since": since.isoformat(timespec="milliseconds"),
    }
