"""What dies is restarted with backoff, and it says so."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stack.parts import BACKOFF_S, Part
from stack.processes import Child, NotReadyError
from tests.support.waiting import until


class Watched:
    """A part around a trivial command, and what it has said."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.said: list[str] = []
        self.parts: list[Part] = []

    def part(self, script: str, ready: Callable[[], bool] = lambda: True, **more: object) -> Part:
        def make() -> Child:
            return Child("part", ["/bin/sh", "-c", script], home=self.home)

        made = Part("part", make=make, ready=ready, say=self.said.append, **more)  # type: ignore[arg-type]
        self.parts.append(made)
        made.start()
        return made

    def until(self, reached: Callable[[], object], timeout: float = 10) -> None:
        """Let the parts do what is theirs until then."""
        until(lambda: self._tick() or reached(), timeout, said=lambda: self.said)

    def _tick(self) -> None:
        for part in self.parts:
            part.tick()


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    made = Watched(tmp_path)
    yield made
    for part in made.parts:
        part.end(1)


def test_a_part_is_healthy_once_it_is_ready(watched: Watched) -> None:
    signs = iter([False, False, True])
    part = watched.part("sleep 1000", ready=lambda: next(signs))
    assert part.state == "starting"
    watched.until(lambda: part.state == "healthy")
    assert part.report()["restarts"] == 0


def test_a_killed_part_is_restarted_and_says_so(watched: Watched) -> None:
    part = watched.part("sleep 1000")
    watched.until(lambda: part.state == "healthy")
    first = part.report()["pid"]
    os.kill(first, signal.SIGKILL)
    watched.until(lambda: part.report()["restarts"] == 1 and part.state == "healthy")
    assert part.report()["pid"] != first
    assert "part: ended with signal 9, restarting in 0.1 s" in watched.said


def test_each_restart_in_a_row_waits_longer(watched: Watched) -> None:
    part = watched.part("exit 4", ready=lambda: False)
    began = time.monotonic()
    watched.until(lambda: part.failures == 3)
    assert time.monotonic() - began >= sum(BACKOFF_S[:2])
    waits = [line for line in watched.said if "restarting in" in line]
    assert waits == [f"part: ended with code 4, restarting in {wait:g} s" for wait in BACKOFF_S[:3]]
    assert part.state == "failing"


def test_one_that_never_becomes_ready_is_ended_and_tried_again(watched: Watched) -> None:
    part = watched.part("sleep 1000", ready=lambda: False, patience=0.1)
    watched.until(lambda: part.failures == 2)
    assert "part: not ready after 0.1 s" in watched.said


def test_what_must_follow_its_start_is_tried_again_with_a_new_start(watched: Watched) -> None:
    calls: list[int] = []

    def then() -> None:
        calls.append(1)
        if len(calls) == 1:
            raise NotReadyError("topics could not be created")

    part = watched.part("sleep 1000", then=then)
    watched.until(lambda: part.state == "healthy")
    assert part.restarts == 1
    assert "part: topics could not be created" in watched.said


def test_a_stopped_part_stays_stopped(watched: Watched) -> None:
    part = watched.part("sleep 1000")
    watched.until(lambda: part.state == "healthy")
    part.end(5)
    for _ in range(5):
        part.tick()
    assert part.report() | {"since": ""} == {
        "name": "part",
        "state": "stopped",
        "pid": None,
        "restarts": 0,
        "since": "",
    }


def test_a_command_that_does_not_exist_fails_and_is_named(watched: Watched) -> None:
    def make() -> Child:
        return Child("part", ["/no/such/program"], home=watched.home)

    part = Part("part", make=make, ready=lambda: True, say=watched.said.append)
    watched.parts.append(part)
    part.start()
    watched.until(lambda: part.state == "failing")
    assert watched.said[0].startswith("part: cannot be started")
