"""`opora up` and `opora down`."""

import os
import signal
import subprocess
import sys
import time
from typing import Any

import click

from stack.environment import web_port
from stack.home import Home
from stack.journal import Journal
from stack.options import home_option
from stack.orphans import end_orphans
from stack.processes import last_lines
from stack.supervisor import Supervisor

_PAUSE_S = 0.05
_DOWN_LIMIT_S = 60


@click.command()
@home_option
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the web on 127.0.0.1 (OPORA_PORT, else 8000).")
@click.option("--detach", is_flag=True, help="Return when healthy; the stack stays up.")
@click.option("--demo", is_flag=True, help="Make the home a demo home; it stays one for ever.")
def up(home: Home, port: int | None, detach: bool, demo: bool) -> None:
    """Start the embedded stack."""
    chosen = port or web_port()
    home.prepare(demo)
    if home.holder() is not None:
        _already_up(home, port)
    elif detach:
        _start_detached(home, chosen)
    else:
        sys.exit(Supervisor(home, chosen, _journal(home, watched=True)).run())


@click.command()
@home_option
def down(home: Home) -> None:
    """Stop the embedded stack; its data stay."""
    pid = home.holder()
    if pid is None:
        click.echo(f"no stack runs in {home.path}")
        return
    if pid <= 0:
        raise click.ClickException(f"the stack in {home.path} runs in another container: stop it there")
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + _DOWN_LIMIT_S
    while home.holder() == pid:
        if time.monotonic() > deadline:
            _end_by_force(home, pid)
        time.sleep(_PAUSE_S)
    click.echo(f"the stack in {home.path} is down")


def _end_by_force(home: Home, pid: int) -> None:
    click.echo(f"the supervisor did not end within {_DOWN_LIMIT_S} s, it is killed", err=True)
    os.kill(pid, signal.SIGKILL)
    while home.holder() == pid:
        time.sleep(_PAUSE_S)
    with home.locked():
        end_orphans(home.path)


def _already_up(home: Home, port: int | None) -> None:
    state = _await_healthy(home, None, home.holder())
    if port is not None and state["port"] != str(port):
        raise click.ClickException(f"the stack in {home.path} already runs, on port {state['port']}")
    click.echo(f"the stack in {home.path} already runs: {state['address']}")


def _start_detached(home: Home, port: int) -> None:
    journal = _journal(home, watched=False)
    journal.log.touch()
    seen = journal.log.stat().st_size
    home.publish({})
    with (home.logs / "supervisor.out").open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "stack.supervisor", str(home.path), str(port)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    _await_healthy(home, process, process.pid, seen)


def _await_healthy(
    home: Home, process: "subprocess.Popen[bytes] | None", pid: int | None, seen: int | None = None
) -> dict[str, Any]:
    """Echo the supervisor's lines from offset `seen` on until the stack is healthy; its state then."""
    while True:
        state, ended = home.published(), _ended(home, process, pid)
        if seen is not None:
            seen = _echo_from(home, seen)
        if state.get("healthy"):
            return state
        if ended:
            raise click.ClickException(_why_not(home, told=seen is not None))
        time.sleep(_PAUSE_S)


def _why_not(home: Home, told: bool) -> str:
    """The reason, unless the lines that were echoed have told it."""
    error = home.published().get("error")
    if error:
        return "the stack is not up" if told else str(error)
    return f"the supervisor has ended\n{last_lines(home.logs / 'supervisor.out')}"


def _ended(home: Home, process: "subprocess.Popen[bytes] | None", pid: int | None) -> bool:
    return home.holder() != pid if process is None else process.poll() is not None


def _echo_from(home: Home, seen: int) -> int:
    with (home.logs / "supervisor.log").open("rb") as log:
        log.seek(seen)
        *lines, rest = log.read().split(b"\n")
        for line in lines:
            click.echo(line.decode(errors="replace").partition(" ")[2])
        return log.tell() - len(rest)


def _journal(home: Home, watched: bool) -> Journal:
    return Journal(home.logs / "supervisor.log", click.echo if watched else None)


COMMANDS = (up, down)
