"""`python -m stack.apache_kafka run -- COMMAND…`: the command beside a real Kafka, at KAFKA_BOOTSTRAP.

Exit code: the command's; 2 with one line when this machine has no Kafka to give; 128 and the signal's number
when a signal ended either.
"""

import argparse
import contextlib
import logging
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType

from stack.accounts import child_setup
from stack.apache_kafka.jars import CACHE, MissingError, prepare
from stack.apache_kafka.sources import node
from stack.processes import NotReadyError

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_GRACE = 15.0
"""Seconds that the command has after a signal."""


class EndedError(Exception):
    """A signal asked this process to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    logging.getLogger("kafka").setLevel(logging.CRITICAL)
    try:
        with _signals_raise():
            return run(options.command, options.work)
    except EndedError as ended:
        return 128 + ended.number
    except (MissingError, NotReadyError) as failure:
        print(f"no Apache Kafka here: {failure}", file=sys.stderr)
        return 2


def run(command: Sequence[str], work: Path) -> int:
    """The command's exit code. KAFKA_BOOTSTRAP, when set, is used as it is."""
    if given := os.environ.get("KAFKA_BOOTSTRAP"):
        return _execute(command, given)
    with _started(work) as bootstrap:
        return _execute(command, bootstrap)


@contextlib.contextmanager
def _started(work: Path) -> Iterator[str]:
    """A node of our own and its bootstrap address; nothing of it stays."""
    _sweep(work)
    folder = work.resolve() / f"node-{os.getpid()}"
    kafka = node(folder, cache=prepare(work))
    try:
        yield kafka.start().bootstrap
    finally:
        kafka.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(work: Path) -> None:
    """Remove the folders of runs that were killed."""
    for folder in work.glob("node-*"):
        if not Path("/proc", folder.name.removeprefix("node-")).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _execute(command: Sequence[str], bootstrap: str) -> int:
    setup = child_setup(None, signal.SIGTERM)
    environment = os.environ | {"KAFKA_BOOTSTRAP": bootstrap}
    try:
        process = subprocess.Popen(command, env=environment, preexec_fn=setup)
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr)
        return 127
    try:
        code = process.wait()
    except EndedError as ended:
        _end(process, ended.number)
        raise
    return code if code >= 0 else 128 - code


def _end(process: subprocess.Popen[bytes], number: int) -> None:
    """Pass the signal on and wait; a terminal's ^C has reached the command already."""
    if number != signal.SIGINT:
        process.send_signal(number)
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextlib.contextmanager
def _signals_raise() -> Iterator[None]:
    """The first signal raises EndedError in the main thread; later ones do not disturb the cleaning up."""

    def end(number: int, frame: FrameType | None) -> None:
        for each in _ENDING:
            signal.signal(each, signal.SIG_IGN)
        raise EndedError(number)

    before = {each: signal.signal(each, end) for each in _ENDING}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m stack.apache_kafka")
    run = parser.add_subparsers(required=True).add_parser("run", help="run a command beside a real Apache Kafka")
    run.add_argument("--work", type=Path, default=CACHE, help="folder for jars and logs (default: .kafka)")
    run.add_argument("command", nargs="+", metavar="COMMAND", help="after --, the command and its arguments")
    return parser


if __name__ == "__main__":
    sys.exit(main())
