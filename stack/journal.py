"""What the supervisor says: one line each, in its log and to whoever watches."""

from collections.abc import Callable
from pathlib import Path

from shared import clock
from stack.processes import LOG_LIMIT, rotate


class Journal:
    """Lines, each with its time, in home/logs/supervisor.log; `watch` gets each without its time."""

    def __init__(self, log: Path, watch: Callable[[str], None] | None = None) -> None:
        self.log = log
        self._watch = watch

    def say(self, line: str) -> None:
        rotate(self.log, LOG_LIMIT)
        with self.log.open("a", encoding="utf-8") as out:
            moment = clock.system().isoformat(timespec="milliseconds")
            out.writelines(f"{moment} {one}\n" for one in line.splitlines())
        if self._watch:
            self._watch(line)
