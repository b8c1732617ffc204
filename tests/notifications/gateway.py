"""A real messenger gateway on loopback, written by docs/channels.md alone: it checks signatures, and can refuse, keep
waiting, and be away."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from stack.ports import free_port
from tests.support.bench import Answer, Bench

SECRET = "Тайна шлюза, длиннее тридцати двух знаков"


@dataclass
class Gateway:
    """`answers`: recipient → statuses of the next tries, then 202. Whoever is in `silent` gets no answer, in
    `slow` one that comes letter by letter."""

    port: int = field(default_factory=free_port)
    taken: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    answers: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    silent: set[str] = field(default_factory=set)
    slow: set[str] = field(default_factory=set)
    closes: threading.Event = field(default_factory=threading.Event)

    @property
    def settings(self) -> dict[str, str]:
        return {"MESSENGER_URL": f"http://127.0.0.1:{self.port}/opora?of=tests", "MESSENGER_SECRET": SECRET}

    def to(self, recipient: str) -> list[dict[str, Any]]:
        return [message for message in self.taken if message["to"] == recipient]

    def answer(self, path: str, headers: Any, body: bytes) -> int:
        if path != "/opora?of=tests" or headers["webhook-signature"] != sign(headers["webhook-id"], _at(headers), body):
            return 401
        message = json.loads(body)
        self.asked.append(message["to"])
        if message["to"] in self.silent:
            self.closes.wait()
        status = self.answers[message["to"]].pop(0) if self.answers[message["to"]] else 202
        if status == 202 and message["id"] == headers["webhook-id"]:
            self.taken.append(message)
        return status

    @contextmanager
    def open(self) -> Iterator["Gateway"]:
        server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield self
        finally:
            self.closes.set()
            server.shutdown()
            server.server_close()
            thread.join()


def _handler(gateway: Gateway) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if json.loads(body)["to"] in gateway.slow:
                self._dawdle()
                return
            self.send_response(gateway.answer(self.path, self.headers, body))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _dawdle(self) -> None:
            self.wfile.write(b"HTTP/1.1 202 Accepted\r\nX-Slow: ")
            with suppress(OSError):
                while not gateway.closes.wait(0.02):
                    self.wfile.write(b"a")

        def log_message(self, *arguments: Any) -> None:
            """Tests are quiet."""

    return Handler


def _at(headers: Any) -> int:
    return int(headers["webhook-timestamp"])


def sign(id: str, at: int, body: bytes, secret: str = SECRET) -> str:
    signed = hmac.new(secret.encode(), f"{id}.{at}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(signed).decode()


def tells(bench: Bench, path: str, body: dict[str, Any], *, at: int | None = None, secret: str = SECRET) -> Answer:
    """What the gateway tells the platform, signed."""
    raw, when = json.dumps(body).encode(), int(time.time()) if at is None else at
    headers = {"webhook-id": "1", "webhook-timestamp": str(when), "webhook-signature": sign("1", when, raw, secret)}
    return bench.nobody.call("POST", f"/notifications/api/v1/messenger/{path}", raw=raw, headers=headers)
