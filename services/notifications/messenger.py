"""The messenger channel: a gateway of the operator's choice that takes messages over by HTTP. docs/channels.md has the
protocol. It is signed in both directions, as `signing` says."""

import json
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from services.notifications.signing import signed
from services.notifications.time_limit import at_most
from shared import clock
from shared.config import Settings
from shared.sending import Away, Refused

TIMEOUT_S = 10
ANSWER_AT_MOST = 64 * 1024  # bytes that are read of an answer, of which nothing but its status counts
_JSON = {"Content-Type": "application/json; charset=utf-8"}
_OK = range(200, 300)
_NOT_US = (401, 403, 404, 405)  # the gateway takes nothing from us, whoever it is for
_LATER = (408, 409, 425, 429)
_GONE = 410
GONE = "gone"
_SERVER_ERROR = 500


def key_of(secret: str) -> bytes:
    """By which the gateway and we sign."""
    return secret.encode()


class Gateway:
    """One connection, kept as long as there is something to send."""

    def __init__(self, settings: Settings, timeout: float = TIMEOUT_S) -> None:
        self._url = urlsplit(settings.messenger_url) if settings.messenger_url else None
        self._secret = settings.messenger_secret
        self._timeout = timeout
        self._connection: HTTPConnection | None = None

    def send(self, message: Mapping[str, Any]) -> None:
        """Hand a message over: `id`, `to`, `text`, `link`, `language`. Raises Away or Refused."""
        if self._url is None:
            raise Refused("not_configured", final=True)
        body = json.dumps(message, ensure_ascii=False).encode()
        status = self._post(body, signed([key_of(self._secret)], message["id"], clock.system(), body) | _JSON)
        if status not in _OK:
            raise _meaning(status)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _post(self, body: bytes, headers: Mapping[str, str]) -> int:
        """The status of the answer. A connection that was closed from over there meanwhile is made anew, once."""
        kept = self._connection is not None
        try:
            return self._ask_in_time(self._connect(), body, headers)
        except (OSError, HTTPException) as problem:
            self.close()
            if isinstance(problem, TimeoutError):
                raise Refused("timeout", final=False) from None
            if not kept:
                raise Refused("disconnected", final=False) from None
        return self._post(body, headers)

    def _ask_in_time(self, connection: HTTPConnection, body: bytes, headers: Mapping[str, str]) -> int:
        with at_most(self._timeout, lambda: _end(connection)):
            return self._ask(connection, body, headers)

    def _ask(self, connection: HTTPConnection, body: bytes, headers: Mapping[str, str]) -> int:
        assert self._url
        query = f"?{self._url.query}" if self._url.query else ""
        connection.request("POST", (self._url.path or "/") + query, body, dict(headers))
        answer = connection.getresponse()
        if len(answer.read(ANSWER_AT_MOST)) == ANSWER_AT_MOST or answer.will_close:
            self.close()
        return answer.status

    def _connect(self) -> HTTPConnection:
        """Raises Away."""
        if self._connection is None:
            self._connection = self._open()
        return self._connection

    def _open(self) -> HTTPConnection:
        assert self._url
        host, port = self._url.hostname or "", self._url.port
        secure = self._url.scheme == "https"
        connection = (
            HTTPSConnection(host, port, timeout=self._timeout, context=ssl.create_default_context())
            if secure
            else HTTPConnection(host, port, timeout=self._timeout)
        )
        try:
            connection.connect()
        except OSError as problem:
            connection.close()
            raise Away(type(problem).__name__) from None
        return connection


def _end(connection: HTTPConnection) -> None:
    with suppress(OSError, AttributeError):  # it may be closed by now
        connection.sock.shutdown(socket.SHUT_RDWR)


def _meaning(status: int) -> Exception:
    if status == _GONE:
        return Refused(GONE, final=True)
    if status >= _SERVER_ERROR or status in _NOT_US:
        return Away(f"http_{status}")
    return Refused(f"http_{status}", final=status not in _LATER)
