"""`python -m tests.faults.process SERVICE`: the worker of alpha or beta (tests/eventing/road.py) as a real process."""

import json
import os
import signal
import sys
from dataclasses import asdict
from pathlib import Path

from shared import logs
from shared.config import Kafka, Settings
from shared.eventing.handlers import Handlers
from shared.service import Service
from shared.worker import Worker
from tests.eventing.road import HAPPENED, write_down

HANDLERS = {"alpha": Handlers({}, {}), "beta": Handlers({}, {HAPPENED: [write_down]})}


def environ(settings: Settings) -> dict[str, str]:
    """The environment in which `main` finds these settings."""
    return {**os.environ, "ROAD_SETTINGS": json.dumps(asdict(settings), default=str)}


def main() -> None:
    values = json.loads(os.environ["ROAD_SETTINGS"])
    paths = {name: Path(values[name]) for name in ("secrets", "home", "documents")}
    settings = Settings(**values | paths | {"kafka": Kafka(**values["kafka"])})
    logs.set_up(settings.service, "warning")
    worker = Worker(Service(settings.service, HANDLERS[settings.service]), settings)
    signal.signal(signal.SIGTERM, lambda *_: worker.stop.set())
    sys.exit(worker.run())


if __name__ == "__main__":
    main()
