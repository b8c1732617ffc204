"""The home: one folder with everything of one embedded stack. Nothing is written outside it."""

import fcntl
import json
import os
import shutil
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_LOCK_QUERY = "hhqqi4x"  # struct flock: type, whence, start, length, pid


class AlreadyRunningError(Exception):
    """Another supervisor runs on this home."""


class WrongHomeError(Exception):
    """The home cannot be used as asked."""


class Home:
    """Paths in a home, the supervisor's lock on it, and the state that the supervisor publishes in it."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.secrets = self.path / "secrets"
        self.documents = self.path / "documents"
        self.logs = self.path / "logs"
        self.mail = self.path / "mail"
        self.temporary = self.path / "tmp"
        self.metrics = self.temporary / "metrics"
        self._lock = self.path / "lock"
        self._kind = self.path / "kind"
        self._region = self.path / "region"
        self._state = self.path / "state.json"
        self._simulation = self.path / "simulation"

    def prepare(self, demo: bool) -> None:
        """Make the folders. A home becomes a demo home or a plain one once and for all.

        Raises WrongHomeError when the home is plain and `demo` is asked for, or when it cannot be written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            for folder in (self.secrets, self.documents, self.logs, self.mail, self.temporary):
                folder.mkdir(mode=0o700, exist_ok=True)
            if not self._kind.exists():
                self._kind.write_text("demo\n" if demo else "plain\n")
        except OSError as error:
            raise WrongHomeError(f"{self.path} cannot be used as a home: {error.strerror}") from error
        if not os.access(self.secrets, os.R_OK | os.W_OK | os.X_OK):
            raise WrongHomeError(f"{self.path} belongs to another account")
        if demo and not self.demo:
            raise WrongHomeError(f"{self.path} is not a demo home and never becomes one: choose another --home")

    def empty_temporary(self) -> None:
        """What an earlier run has left: heartbeats, and the figures of processes that are gone."""
        shutil.rmtree(self.temporary, ignore_errors=True)
        self.metrics.mkdir(mode=0o700, parents=True)

    @property
    def demo(self) -> bool:
        return self._kind.exists() and self._kind.read_text().strip() == "demo"

    @property
    def region(self) -> str:
        """How far the sample region has come: `none`, `begun` (now, or it was cut short) or `made`; `restoring` while
        a backup is put in place of what was there."""
        return self._region.read_text().strip() if self._region.exists() else "none"

    @region.setter
    def region(self, state: str) -> None:
        fresh = self._region.with_suffix(".new")
        fresh.write_text(f"{state}\n")
        fresh.replace(self._region)

    @property
    def simulation(self) -> str:
        """The year that is to be simulated at the next start, `FAMILIES MONTHS SEED`; empty: none."""
        return self._simulation.read_text().strip() if self._simulation.exists() else ""

    @simulation.setter
    def simulation(self, asked: str) -> None:
        self._simulation.write_text(f"{asked}\n") if asked else self._simulation.unlink(missing_ok=True)

    @contextmanager
    def locked(self, patience: float = 1) -> Iterator[None]:
        """Hold the home. The kernel drops the lock when the process ends, however it ends.

        Raises AlreadyRunningError when another process has held it for `patience` seconds.
        """
        handle = os.open(self._lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            _take(handle, time.monotonic() + patience, self.path)
            yield
        finally:
            os.close(handle)

    def holder(self) -> int | None:
        """The pid of the supervisor that runs on this home. Not for the supervisor itself to ask."""
        try:
            handle = os.open(self._lock, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return None
        try:
            question = struct.pack(_LOCK_QUERY, fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
            answer = struct.unpack(_LOCK_QUERY, fcntl.fcntl(handle, fcntl.F_GETLK, question))
        finally:
            os.close(handle)
        return None if answer[0] == fcntl.F_UNLCK else answer[4]

    def publish(self, state: dict[str, Any]) -> None:
        """Replace the published state; a reader sees the old one or the new one."""
        fresh = self._state.with_suffix(".new")
        fresh.write_text(json.dumps(state))
        fresh.replace(self._state)

    def published(self) -> dict[str, Any]:
        """The supervisor's last state; empty when there never was one."""
        try:
            state: dict[str, Any] = json.loads(self._state.read_text())
        except FileNotFoundError:
            return {}
        return state


def _take(handle: int, deadline: float, path: Path) -> None:
    while True:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError:
            if time.monotonic() > deadline:
                raise AlreadyRunningError(f"a supervisor already runs on {path}") from None
            time.sleep(0.05)
