"""An agency's system on loopback that receives webhooks and checks them with the package `standardwebhooks`; it can
refuse, redirect, keep waiting, and answer letter by letter."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any

from standardwebhooks.webhooks import Webhook

from stack.ports import free_port


@dataclass
class Message:
    """One request, as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def said(self) -> Mapping[str, Any]:
        said: Mapping[str, Any] = json.loads(self.body)
        return said

    def verified_by(self, secret: str) -> Any:
        """What it says. Raises WebhookVerificationError."""
        return Webhook(secret).verify(self.body, self.headers)


@dataclass
class Receiver:
    """`answers`: statuses of the next requests, with headers; then 204. While `silent` is set none is answered."""

    port: int = field(default_factory=free_port)
    messages: list[Message] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    silent: bool = False
    drips: bool = False
    tls: SSLContext | None = None
    closes: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/opora?of=tests"

    def will_answer(self, status: int, **headers: str) -> None:
        self.answers.append((status, headers))

    def ids(self) -> list[str]:
        return [message.id for message in self.messages]

    @contextmanager
    def open(self) -> Iterator["Receiver"]:
        server = ThreadingHTTPServer(("127.0.0.1", self.port), _handler(self))
        if self.tls:
            server.socket = self.tls.wrap_socket(server.socket, server_side=True)
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


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            receiver.messages.append(Message(self.path, headers, body))
            if receiver.silent:
                receiver.closes.wait()
            if receiver.drips:
                return self.drip()
            status, more = receiver.answers.pop(0) if receiver.answers else (204, {})
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()

        def do_GET(self) -> None:
            receiver.messages.append(Message(self.path, {}, b""))

        def drip(self) -> None:
            """A header that never ends."""
            self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
            while not receiver.closes.wait(0.02):
                self.wfile.write(b"x")

        def log_message(self, *arguments: Any) -> None:
            """Tests are quiet."""

    return Handler
