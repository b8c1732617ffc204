"""The supervisor: brings the parts up in their order, looks after them, takes them down.

Run in the foreground by `opora up`, or as `python -m stack.supervisor HOME PORT` by `opora up --detach`.
It has one thread, because the kernel ties each child's life to the thread that started it.
"""

import signal
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType

from shared import clock
from shared.config import SERVICES, Settings, WrongSetting
from stack.assembly import Assembly
from stack.backups import mark
from stack.environment import environment
from stack.home import AlreadyRunningError, Home, WrongHomeError
from stack.journal import Journal
from stack.orphans import end_orphans
from stack.parts import Part
from stack.ports import ensure_ports, is_free
from stack.processes import LOG_LIMIT, Child, NotReadyError, Tail, rotate_in_use
from stack.report import state_of
from stack.secrets import ensure_secrets

START_LIMIT_S = 120
"""After so long a start has failed. Twenty seconds are usual at most; a slow disk may need more."""

REGION_LIMIT_S = 600
"""Half a minute is usual for the sample region."""

SIMULATION_LIMIT_S = 7200
"""Minutes are usual; as many families for as long as can be asked for take longer."""

ATTEMPTS = 3
"""How often a part may end before it was ready for the first time."""

_PAUSE_S = 0.05
_TIDY_EVERY_S = 5


class _StopAskedError(Exception):
    """Somebody wants the stack to end while it is still starting."""


class Supervisor:
    """One run of one home's stack."""

    def __init__(self, home: Home, port: int, journal: Journal) -> None:
        self.home = home
        self.port = port
        self.journal = journal
        self._since = clock.system()
        self._stopping = False
        self._up = False
        self._error: str | None = None
        self._assembly: Assembly | None = None
        self._published: dict[str, object] = {}

    def run(self) -> int:
        """Until SIGTERM or SIGINT: 0. 1 when the stack could not be started; the reason is in the state."""
        with self.home.locked():
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, self._ask_stop)
            try:
                self._start()
                self._watch()
            except _StopAskedError:
                pass
            except (NotReadyError, WrongSetting) as problem:
                self._fail(str(problem))
            finally:
                self._take_down()
        return 1 if self._error else 0

    def _start(self) -> None:
        self.journal.say(f"starting in {self.home.path}")
        for name in end_orphans(self.home.path):
            self.journal.say(f"ended {name}, left over from a killed supervisor")
        if self.home.region == "restoring":
            raise NotReadyError(f"{mark.SAID}: {mark.DO}")
        self.home.empty_temporary()
        assembly = self._assembly = self._assemble()
        began = time.monotonic()
        self._bring_up(assembly.foundations)
        assembly.ensure_foreign_topics()
        if self.home.region == "begun":
            self.journal.say("region: it was cut short, it is made anew")
            assembly.empty_databases()
        self._run_to_end(assembly.migration())
        if self.home.demo and self.home.region != "made":
            self._make_region(assembly)
        if self.home.demo and self.home.simulation:
            self._simulate(assembly)
        self._bring_up(assembly.services)
        self._up = True
        self.journal.say(f"healthy after {time.monotonic() - began:.1f} s: {assembly.environment['OPORA_ADDRESS']}")

    def _assemble(self) -> Assembly:
        if not is_free(self.port):
            raise NotReadyError(f"port {self.port} is taken by another program: choose one with --port or OPORA_PORT")
        ensure_secrets(self.home.secrets, SERVICES)
        ports = ensure_ports(self.home.path, ("postgres", "broker", "mail"))
        variables = environment(self.home, self.port, ports)
        for service in SERVICES:
            Settings.of(service, variables)
        return Assembly(self.home, ports, variables, self.journal.say)

    def _bring_up(self, parts: Iterable[Part]) -> None:
        """Start them side by side and wait until all are healthy. Raises NotReadyError."""
        awaited = list(parts)
        for part in awaited:
            self.journal.say(f"{part.name}: starting")
            part.start()
        self._until(lambda: all(part.state == "healthy" for part in awaited))

    def _make_region(self, assembly: Assembly) -> None:
        """The sample region of a demo home, once, while nobody else is at work."""
        self.home.region = "begun"
        self._run_to_end(assembly.region(), REGION_LIMIT_S, aloud=True)
        self.home.region = "made"

    def _simulate(self, assembly: Assembly) -> None:
        """A year, once, while nobody else is at work. One that fails, or is cut short, leaves what has happened."""
        year, self.home.simulation = self.home.simulation, ""
        try:
            self._run_to_end(assembly.simulation(year), SIMULATION_LIMIT_S, aloud=True)
        except NotReadyError as problem:
            self.journal.say(str(problem))

    def _run_to_end(self, child: Child, limit: float = START_LIMIT_S, *, aloud: bool = False) -> None:
        """Until it has ended; `aloud`: what it says is said here too. Raises NotReadyError when it fails."""
        self.journal.say(f"{child.name}: starting")
        began, said = time.monotonic(), Tail(child.log)
        child.start()

        def ended() -> bool:
            over = not child.running
            for line in said.lines() if aloud else ():
                self.journal.say(f"{child.name}: {line}")
            return over

        try:
            self._until(ended, limit)
        finally:
            child.stop(0.5)
        if child.exit_code != 0:
            raise NotReadyError(f"{child.name} failed\n{child.last_lines()}")
        self.journal.say(f"{child.name}: done after {time.monotonic() - began:.1f} s")

    def _until(self, reached: Callable[[], bool], limit: float = START_LIMIT_S) -> None:
        deadline = time.monotonic() + limit
        while not reached():
            self._tick()
            for part in self._parts():
                if part.failures >= ATTEMPTS:
                    raise NotReadyError(f"{part.name} ended {ATTEMPTS} times\n{part.last_lines()}")
            if time.monotonic() > deadline:
                raise NotReadyError(f"not healthy after {limit:g} s\n{self._laggards()}")
            time.sleep(_PAUSE_S)

    def _laggards(self) -> str:
        late = [part for part in self._parts() if part.state not in ("healthy", "stopped")]
        return "\n".join(f"{part.name} is {part.state}\n{part.last_lines()}" for part in late)

    def _watch(self) -> None:
        tidied = time.monotonic()
        while not self._stopping:
            self._tick()
            if time.monotonic() > tidied + _TIDY_EVERY_S:
                self._tidy()
                tidied = time.monotonic()
            time.sleep(_PAUSE_S * 2)

    def _tidy(self) -> None:
        """Keep within bounds what would grow for ever."""
        if self._assembly is not None:
            self._assembly.mind_broker()
        for part in self._parts():
            if part.child is not None:
                rotate_in_use(part.child.log, LOG_LIMIT)

    def _tick(self) -> None:
        if self._stopping and not self._up:
            raise _StopAskedError
        for part in self._parts():
            part.tick()
        self._publish()

    def _take_down(self) -> None:
        self._stopping = True
        if self._assembly is not None:
            self.journal.say("stopping")
            self._assembly.take_down()
        self._publish()
        self.journal.say("stopped")

    def _fail(self, problem: str) -> None:
        self._error = problem
        self.journal.say(f"not started: {problem}")

    def _parts(self) -> list[Part]:
        return self._assembly.parts if self._assembly else []

    def _publish(self) -> None:
        variables = self._assembly.environment if self._assembly else {}
        state = state_of(
            self.home,
            variables,
            self._parts(),
            since=self._since,
            up=self._up and not self._stopping,
            error=self._error,
        )
        if state != self._published:
            self.home.publish(state)
            self._published = state

    def _ask_stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True


def main() -> None:
    home = Home(Path(sys.argv[1]))
    try:
        sys.exit(Supervisor(home, int(sys.argv[2]), Journal(home.logs / "supervisor.log")).run())
    except (AlreadyRunningError, WrongHomeError) as problem:
        sys.exit(f"opora: {problem}")


if __name__ == "__main__":
    main()
