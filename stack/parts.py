"""One part of the stack under supervision: started, watched, restarted with backoff when it dies."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from subprocess import SubprocessError
from typing import Any

from shared import clock
from stack.processes import Child, NotReadyError

BACKOFF_S = (0.1, 0.5, 1, 2, 4, 8, 16, 30)
"""Waits before the first, second… restart in a row; the last one is kept."""

STEADY_S = 60
"""Healthy for so long, a part starts again at the first of the waits."""

PROBE_EVERY_S = 3.0
PROBE_FAILING_EVERY_S = 0.5


@dataclass
class Part:
    """What is started how (`make` a new Child), when it is ready, and what follows then.

    `then` runs each time when it has become ready, before it counts as healthy. It may raise NotReadyError.
    """

    name: str
    make: Callable[[], Child]
    ready: Callable[[], bool]
    say: Callable[[str], None]
    then: Callable[[], None] = lambda: None
    patience: float = 30
    stop_with: Callable[[Child], None] = lambda child: child.request_stop()

    state: str = field(default="stopped", init=False)
    restarts: int = field(default=0, init=False)
    failures: int = field(default=0, init=False)
    since: datetime = field(default_factory=clock.system, init=False)
    child: Child | None = field(default=None, init=False)
    _changed: float = field(default_factory=time.monotonic, init=False)
    _due: float = field(default=0, init=False)
    _probed: float = field(default=0, init=False)

    def start(self) -> None:
        """Start it, now; `tick` sees when it is ready."""
        self._become("starting")
        self._due = 0
        try:
            self.child = self.make().start()
        except (OSError, SubprocessError) as problem:
            self.child = None
            self.say(f"{self.name}: cannot be started, {problem}")

    def tick(self) -> None:
        """Look after it. Call it often; it returns soon."""
        if self.state == "stopped":
            return
        if self.child is None or not self.child.running:
            self._revive()
        elif self.state == "starting":
            self._await_ready()
        elif time.monotonic() > self._probed + self._probe_pause():
            self._probe()

    def replace(self, reason: str) -> None:
        """End it and start another: not its fault, hence no backoff."""
        self.say(f"{self.name}: restarting, {reason}")
        self.end(3)
        self.start_again()

    def start_again(self) -> None:
        self.restarts += 1
        self.start()

    def request_stop(self) -> None:
        """Ask it to end and expect it to: it is not restarted."""
        self._become("stopped")
        if self.child is not None and self.child.running:
            self.stop_with(self.child)

    def end(self, grace: float) -> None:
        """Ask it to end, give it `grace` seconds, then end it."""
        self.request_stop()
        if self.child is not None:
            self.child.reap(grace)

    @property
    def age(self) -> float:
        """Seconds since it was started, or since its state changed."""
        return time.monotonic() - self._changed

    def report(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "state": self.state,
            "pid": self.child.pid if self.child else None,
            "restarts": self.restarts,
            "since": self.since.isoformat(timespec="milliseconds"),
        }

    def last_lines(self) -> str:
        return self.child.last_lines() if self.child else ""

    def _revive(self) -> None:
        now = time.monotonic()
        if self.state != "failing" or not self._due:
            self._died(now)
        elif now >= self._due:
            self.start_again()

    def _died(self, now: float) -> None:
        if self.state == "healthy" and self.age > STEADY_S:
            self.failures = 0
        wait = BACKOFF_S[min(self.failures, len(BACKOFF_S) - 1)]
        self.failures += 1
        self._due = now + wait
        code = self.child.exit_code if self.child else None
        if self.child is not None:
            self.child.kill()
        self.say(f"{self.name}: ended with {_reason(code)}, restarting in {wait:g} s")
        self._become("failing")

    def _await_ready(self) -> None:
        waited = self.age
        if self.ready():
            self._arrived(waited)
        elif waited > self.patience and self.child is not None:
            self.say(f"{self.name}: not ready after {self.patience:g} s")
            self.child.kill()

    def _arrived(self, waited: float) -> None:
        try:
            self.then()
        except NotReadyError as problem:
            self.say(f"{self.name}: {problem}")
            if self.child is not None:
                self.child.kill()
            return
        self.say(f"{self.name}: healthy after {waited:.1f} s")
        self._become("healthy")

    def _probe_pause(self) -> float:
        return PROBE_FAILING_EVERY_S if self.state == "failing" else PROBE_EVERY_S

    def _probe(self) -> None:
        self._probed = time.monotonic()
        state = "healthy" if self.ready() else "failing"
        if state != self.state:
            self.say(f"{self.name}: {'healthy again' if state == 'healthy' else 'does not answer as it should'}")
            self._become(state)

    def _become(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.since = clock.system()
        self._changed = time.monotonic()


def _reason(code: int | None) -> str:
    return f"signal {-code}" if code is not None and code < 0 else f"code {code}"
