"""Those who send or fetch a large file take one of a process's few threads; one who falls silent is not waited for.

gunicorn's socket is the only one that can be told; other servers, as in tests, wait.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from socket import SHUT_RD, socket
from typing import Any

from shared.problems import TooSlow

SILENT_AT_MOST_S = 20
"""Seconds in which at least something comes, or is taken."""

SENT_WITHIN_S = 300
"""Seconds for all that somebody sends: 20 MB at half a megabit a second."""

FETCHED_WITHIN_S = 900
"""Seconds for all that somebody fetches."""


@contextmanager
def patience(environ: dict[str, Any]) -> Iterator[None]:
    """While a body is read. The socket of one who was too slow is closed for reading: gunicorn itself would wait for
    the rest."""
    with _told(environ) as connection:
        try:
            yield
        except TooSlow:
            if connection:
                connection.shutdown(SHUT_RD)
            raise


def patiently(environ: dict[str, Any], pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces of an answer. It can't be another one any more: who is too slow loses the connection."""
    until = time.monotonic() + FETCHED_WITHIN_S
    with _told(environ):
        for piece in pieces:
            if time.monotonic() > until:
                raise TimeoutError
            yield piece


@contextmanager
def _told(environ: dict[str, Any]) -> Iterator[socket | None]:
    connection: socket | None = environ.get("gunicorn.socket")
    if connection is None:
        yield None
        return
    before = connection.gettimeout()
    connection.settimeout(SILENT_AT_MOST_S)
    try:
        yield connection
    finally:
        connection.settimeout(before)
