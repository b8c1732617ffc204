"""Running something as an ordinary account from tests that run as root."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from stack.accounts import open_to_all

PROJECT = Path(__file__).resolve().parents[2]
PACKAGES = Path(psycopg.__file__).resolve().parents[1]


def _python() -> Path | None:
    """A Python of our version that every account may start."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    candidates = (Path(sys.executable), Path("/usr/bin") / version, Path("/usr/local/bin") / version)
    return next((python for python in candidates if python.exists() and open_to_all(python)), None)


possible = os.geteuid() == 0 and _python() is not None and open_to_all(PACKAGES) and open_to_all(PROJECT)
needed = pytest.mark.skipif(
    not possible, reason="needs root, and a Python, packages and a project that every account may read"
)


@contextmanager
def home(uid: int | None) -> Iterator[Path]:
    """An empty folder of that account (None: ours), reachable for it."""
    with tempfile.TemporaryDirectory() as folder:
        if uid is not None:
            os.chown(folder, uid, uid)
        yield Path(folder)


def run(uid: int, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Python with these arguments under that account, and the code and the packages of this test run."""
    return subprocess.run(
        [str(_python()), *arguments],
        user=uid,
        group=uid,
        extra_groups=[],
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": f"{PROJECT}:{PACKAGES}"}
        | variables,
        capture_output=True,
        text=True,
    )
