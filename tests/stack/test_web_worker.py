"""A web that is told to stop answers everyone whom it let in, and refuses the others at once."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from stack.ports import answers, free_port
from tests.support.waiting import until

CLIENTS = 20
APP = """
import logging, time
def app(environ, start):
    if environ["PATH_INFO"] == "/broken":
        logging.getLogger("shared").error("unreadable", extra={"document": "0198"})
    time.sleep(0.03)
    start("200 OK", [("Content-Length", "2")])
    return [b"ok"]
"""


class Client(threading.Thread):
    """One request after the other, each on a connection of its own, until it is refused."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.port = port
        self.answered = 0
        self.problem: Exception | None = None

    def run(self) -> None:
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            try:
                connection.connect()
            except ConnectionRefusedError:
                return
            try:
                connection.request("POST", "/", b"body")
                connection.getresponse().read()
                self.answered += 1
            except (OSError, http.client.HTTPException) as problem:
                self.problem = problem
                return
            finally:
                connection.close()


@contextmanager
def running_web(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """gunicorn with our settings and a small app, and its port; told to stop at the end."""
    (folder / "app.py").write_text(APP)
    port = free_port()
    variables = {"OPORA_BIND": f"127.0.0.1:{port}", "PROMETHEUS_MULTIPROC_DIR": str(folder)}
    path = os.pathsep.join([str(Path(__file__).resolve().parents[2]), str(folder)])
    command = [sys.executable, "-m", "gunicorn", "-c", "python:stack.gunicorn", "app:app"]
    web = subprocess.Popen(
        command, env=os.environ | variables | {"PYTHONPATH": path}, stderr=subprocess.PIPE, text=True
    )
    try:
        until(lambda: answers(port))
        yield web, port
    finally:
        web.send_signal(signal.SIGTERM)
        web.wait(20)


@pytest.mark.timeout(60)
def test_nobody_who_was_let_in_is_dropped_when_it_stops(tmp_path: Path) -> None:
    with running_web(tmp_path) as (_, port):
        clients = [Client(port) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        until(lambda: min(client.answered for client in clients) > 3)
    for client in clients:
        client.join(25)
    assert [client.problem for client in clients if client.problem] == []


@pytest.mark.timeout(60)
def test_who_sends_a_large_file_that_nobody_wants_reads_why(tmp_path: Path) -> None:
    """The app answers without reading."""
    with running_web(tmp_path) as (_, port):
        for _ in range(10):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("POST", "/", b" " * 20_000_000, {"Connection": "close"})
            assert connection.getresponse().read() == b"ok"
            connection.close()


@pytest.mark.timeout(60)
@pytest.mark.parametrize("line", ["GET {path} HTTP/9.x", "GET {path}", "G<T {path} HTTP/1.1"])
def test_a_request_that_cannot_be_read_is_logged_without_its_path(tmp_path: Path, line: str) -> None:
    with running_web(tmp_path) as (web, port), socket.create_connection(("127.0.0.1", port)) as asking:
        asking.sendall(f"{line.format(path='/proposals/the-token')}\r\n\r\n".encode())
        assert asking.recv(100).startswith(b"HTTP/1.1 400")
    assert web.stderr
    said = web.stderr.read()
    assert "could not be read" in said
    assert "the-token" not in said


@pytest.mark.timeout(60)
def test_what_failed_is_logged_with_all_that_is_told_of_it(tmp_path: Path) -> None:
    with running_web(tmp_path) as (web, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/broken")
        assert connection.getresponse().read() == b"ok"
        connection.close()
    assert web.stderr
    (line,) = [json.loads(line) for line in web.stderr if line.startswith("{")]
    told = {"service": "web", "event": "unreadable", "level": "error", "document": "0198"}
    assert told.items() <= line.items()
