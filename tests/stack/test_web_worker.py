"""A web that is told to stop answers everyone whom it let in, and refuses the others at once."""

import http.client
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from stack.ports import answers, free_port
from tests.support.waiting import until

CLIENTS = 20
APP = """
import time
def app(environ, start):
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


@pytest.mark.timeout(60)
def test_nobody_who_was_let_in_is_dropped_when_it_stops(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APP)
    port = free_port()
    variables = {"OPORA_BIND": f"127.0.0.1:{port}", "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    path = os.pathsep.join([str(Path(__file__).resolve().parents[2]), str(tmp_path)])
    command = [sys.executable, "-m", "gunicorn", "-c", "python:stack.gunicorn", "app:app"]
    web = subprocess.Popen(command, env=os.environ | variables | {"PYTHONPATH": path})
    clients = [Client(port) for _ in range(CLIENTS)]
    try:
        until(lambda: answers(port))
        for client in clients:
            client.start()
        until(lambda: min(client.answered for client in clients) > 3)
    finally:
        web.send_signal(signal.SIGTERM)
        web.wait(20)
    for client in clients:
        client.join(25)
    assert [client.problem for client in clients if client.problem] == []
