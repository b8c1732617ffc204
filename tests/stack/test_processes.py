"""A child lives no longer than its parent, leaves nothing behind, and its log stays bounded."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from stack.orphans import end_orphans, orphans
from stack.processes import LOG_LIMIT, Child, NotReadyError, rotate_in_use
from tests.support.waiting import until


def shell(home: Path, script: str, name: str = "part") -> Child:
    return Child(name, ["/bin/sh", "-c", script], home=home)


def test_a_child_writes_its_own_log(tmp_path: Path) -> None:
    child = shell(tmp_path, "echo one; echo two >&2; exit 3").start()
    until(lambda: not child.running)
    assert child.exit_code == 3
    assert child.last_lines(1) == "two"
    child.stop()


def test_an_outgrown_log_is_set_aside_at_the_start(tmp_path: Path) -> None:
    child = shell(tmp_path, "echo fresh")
    child.log.parent.mkdir()
    child.log.write_bytes(b"x" * (LOG_LIMIT + 1))
    child.start()
    until(lambda: not child.running)
    assert child.log.read_text() == "fresh\n"
    assert child.log.with_name("part.log.1").stat().st_size == LOG_LIMIT + 1
    child.stop()


def test_an_outgrown_log_is_set_aside_while_its_child_goes_on_writing(tmp_path: Path) -> None:
    child = shell(tmp_path, "echo before; read -r _ < go; echo after")
    os.mkfifo(tmp_path / "go")
    child.start()
    until(lambda: child.last_lines() == "before")
    rotate_in_use(child.log, limit=3)
    (tmp_path / "go").write_text("\n")
    until(lambda: not child.running)
    assert child.log.read_text() == "after\n"
    assert child.log.with_name("part.log.1").read_text() == "before\n"
    child.stop()


def test_stopping_ends_what_the_child_has_started_too(tmp_path: Path) -> None:
    child = shell(tmp_path, "sleep 1000 & echo $!; wait").start()
    until(lambda: child.last_lines())
    grandchild = psutil.Process(int(child.last_lines()))
    child.stop(grace=5)
    until(lambda: not grandchild.is_running() or grandchild.status() == psutil.STATUS_ZOMBIE)


def test_a_child_that_ignores_the_request_is_killed_after_its_grace(tmp_path: Path) -> None:
    child = shell(tmp_path, "trap '' TERM; echo ready; while true; do sleep 0.1; done").start()
    until(lambda: child.last_lines())
    child.stop(grace=0.2)
    assert child.exit_code == -signal.SIGKILL


def test_one_that_ends_before_it_is_ready_is_named_with_its_last_lines(tmp_path: Path) -> None:
    child = shell(tmp_path, "echo no disk; exit 1").start()
    with pytest.raises(NotReadyError, match=r"(?s)part ended with code 1.*no disk"):
        child.wait_until(lambda: False, timeout=5)
    child.stop()


PARENT = """
import sys, time; from pathlib import Path
from stack.processes import Child
child = Child("part", ["/bin/sleep", "1000"], home=Path(sys.argv[1])).start()
print(child.pid, flush=True); time.sleep(1000)
"""


def test_a_child_dies_with_a_killed_parent(tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.communicate()
    until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_orphans_are_found_by_their_home_alone(tmp_path: Path) -> None:
    ours, foreign = tmp_path / "ours", tmp_path / "ours-too"
    for home in (ours, foreign):
        home.mkdir()
    left, other = shell(ours, "sleep 1000").start(), shell(foreign, "sleep 1000").start()
    try:
        assert {process.pid for process in orphans(ours)} >= {left.pid}
        end_orphans(ours, grace=5)
        until(lambda: not left.running)
        assert other.running
        assert os.getpid() not in {process.pid for process in orphans(ours)}
    finally:
        left.stop()
        other.stop()
