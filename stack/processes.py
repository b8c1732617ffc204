"""A started child process: its own log file, its own process group, dead when its parent is."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from stack.accounts import Account, child_setup

HOME_MARK = "OPORA_PART_OF"
"""Environment variable of every child, its value the home: how orphans of a killed supervisor are found."""

LOG_LIMIT = 8 * 1024 * 1024
"""Bytes after which a log is set aside as `.log.1`, which replaces the one set aside before."""


class NotReadyError(Exception):
    """A part did not become ready in time, or ended before it did."""


class Child:
    """One process of the stack. `argv[0]` is an absolute path; the log is home/logs/<name>.log."""

    def __init__(
        self,
        name: str,
        argv: Sequence[str],
        *,
        home: Path,
        environment: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        account: Account | None = None,
        death: signal.Signals = signal.SIGKILL,
    ) -> None:
        self.name = name
        self.argv = list(argv)
        self.home = home.resolve()
        self.log = self.home / "logs" / f"{name}.log"
        self._environment = dict(os.environ if environment is None else environment)
        self._cwd = cwd or self.home
        self._setup = child_setup(account, death)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Child":
        """Start it; call from the main thread (see `child_setup`)."""
        self.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        rotate(self.log, LOG_LIMIT)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.argv,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self._cwd,
                env=self._environment | {HOME_MARK: str(self.home)},
                start_new_session=True,
                preexec_fn=self._setup,
            )
        return self

    @property
    def pid(self) -> int | None:
        return self._process.pid if self.running else None  # type: ignore[union-attr]

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def exit_code(self) -> int | None:
        """None while it runs or before it was started; minus the signal's number if a signal ended it."""
        return None if self._process is None else self._process.poll()

    def stop(self, grace: float = 10, request: signal.Signals = signal.SIGTERM) -> None:
        """Ask it to end, wait up to `grace` seconds, then kill what is left of its process group."""
        self.request_stop(request)
        self.reap(grace)

    def reap(self, grace: float) -> None:
        """Wait up to `grace` seconds for its end, then kill what is left of its process group."""
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(grace)
            self.kill()

    def request_stop(self, request: signal.Signals = signal.SIGTERM) -> None:
        if self._process is not None:
            self._process.send_signal(request)

    def kill(self) -> None:
        """End the whole process group now and reap the child."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def wait_until(self, ready: Callable[[], bool], timeout: float) -> None:
        """Wait for `ready()`. Raises NotReadyError with the last lines of the log."""
        deadline = time.monotonic() + timeout
        while not ready():
            if not self.running:
                raise NotReadyError(f"{self.name} ended with code {self.exit_code}\n{self.last_lines()}")
            if time.monotonic() > deadline:
                raise NotReadyError(f"{self.name} was not ready after {timeout:g} s\n{self.last_lines()}")
            time.sleep(0.02)

    def last_lines(self, count: int = 15) -> str:
        return last_lines(self.log, count)


class Tail:
    """Reads on in a log from its present end."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._read = log.stat().st_size if log.exists() else 0

    def lines(self) -> list[str]:
        """The whole lines that came since the last call."""
        size = self._log.stat().st_size if self._log.exists() else 0
        self._read = min(self._read, size)  # it was set aside meanwhile
        if size == self._read:
            return []
        with self._log.open("rb") as log:
            log.seek(self._read)
            whole = log.read().rpartition(b"\n")[0]
        self._read += len(whole) + 1 if whole else 0
        return whole.decode(errors="replace").splitlines()


def last_lines(log: Path, count: int = 15) -> str:
    """The end of a log, or an empty text when there is none."""
    try:
        with log.open(encoding="utf-8", errors="replace") as lines:
            return "".join(deque(lines, maxlen=count)).rstrip()
    except FileNotFoundError:
        return ""


def rotate(log: Path, limit: int) -> None:
    """Set the log aside when it has outgrown `limit` bytes. For a log that no process holds open."""
    if log.exists() and log.stat().st_size > limit:
        log.replace(log.with_name(log.name + ".1"))


def rotate_in_use(log: Path, limit: int) -> None:
    """The same for a log that a child appends to; a line written meanwhile may be lost."""
    if log.exists() and log.stat().st_size > limit:
        shutil.copyfile(log, log.with_name(log.name + ".1"))
        os.truncate(log, 0)
