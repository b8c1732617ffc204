"""What a killed supervisor may have left running, found by its home and ended before a start."""

import contextlib
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import psutil  # type: ignore[import-untyped]

from stack.processes import HOME_MARK

_Answer = TypeVar("_Answer")


def end_orphans(home: Path, grace: float = 5) -> list[str]:
    """End every process of this home but ourselves and those who started us; answers their names.

    For the holder of the home's lock only: to anybody else they are a running stack.
    """
    found = orphans(home)
    names = [process.info["name"] for process in found]
    for process in found:
        _quietly(partial(process.send_signal, _gentle(process.info["name"])))
    _, alive = psutil.wait_procs(found, grace)
    for process in alive:
        _quietly(process.kill)
    psutil.wait_procs(alive, grace)
    return names


def orphans(home: Path) -> list[psutil.Process]:
    here = psutil.Process()
    ours = {here.pid, *(parent.pid for parent in here.parents())}
    processes = psutil.process_iter(["pid", "name"])
    return [process for process in processes if process.pid not in ours and _belongs(process, home.resolve())]


def _belongs(process: psutil.Process, home: Path) -> bool:
    """By the mark in its environment. PostgreSQL writes its titles over that, and runs under another account when
    we are root, so it is known by its data folder: where it works, or what its command line names."""
    data = str(home / "postgres" / "data")
    if _ask(process.status) == psutil.STATUS_ZOMBIE:
        return False
    if (_ask(process.environ) or {}).get(HOME_MARK) == str(home):
        return True
    return process.info["name"] == "postgres" and (_ask(process.cwd) == data or data in (_ask(process.cmdline) or []))


def _ask(question: Callable[[], _Answer]) -> _Answer | None:
    try:
        return question()
    except (psutil.Error, OSError):
        return None


def _gentle(name: str) -> signal.Signals:
    """PostgreSQL's immediate shutdown: on SIGTERM it would wait for its clients."""
    return signal.SIGQUIT if name == "postgres" else signal.SIGTERM


def _quietly(act: Callable[[], None]) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        act()
