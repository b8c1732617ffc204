"""`python -S -m shared.health web PATH` and `… beat FILE`: a container's health check. Exit status 0: healthy.

It runs every few seconds in every container, so it imports next to nothing: an HTTP library would cost as much as
starting Python.
"""

import os
import socket
import sys

from shared import clock

PORT = 8000
ANSWER_WITHIN_S = 3

BEAT_LIMIT_S = 20
"""A worker beats every two seconds; one that has been silent for so long hangs, or waits for its database."""


def answers(path: str) -> bool:
    """Whether this container's web answers a GET of `path` with 200."""
    try:
        with socket.create_connection(("127.0.0.1", PORT), timeout=ANSWER_WITHIN_S) as connection:
            connection.sendall(f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
            return connection.recv(64).split(b" ")[1:2] == [b"200"]
    except OSError:
        return False


def beats(file: str) -> bool:
    try:
        return clock.system().timestamp() - os.stat(file).st_mtime < BEAT_LIMIT_S
    except FileNotFoundError:
        return False


if __name__ == "__main__":
    sys.exit(not {"web": answers, "beat": beats}[sys.argv[1]](sys.argv[2]))
