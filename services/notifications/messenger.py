"""The messenger channel: a gateway of the operator's choice that takes messages over by HTTP. docs/channels.md has the
protocol. What is signed follows Standard Webhooks, in both directions."""

import base64
import hashlib
import hmac
import json
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from shared import clock
from shared.config import Settings
from shared.sending import Away, Refused

TIMEOUT_S = 10
SIGNED_WITHIN = timedelta(minutes=5)
ANSWER_AT_MOST = 64 * 1024  # bytes that are read of an answer, of which nothing but its status counts
_OK = range(200, 300)
_NOT_US = (401, 403, 404, 405)  # the gateway takes nothing from us, whoever it is for
_LATER = (408, 409, 425, 429)
_GONE = 410
GONE = "gone"
_SERVER_ERROR = 500


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
        status = self._post(body, signed(self._secret, message["id"], clock.system(), body))
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
        with _at_most(self._timeout, connection) as over:
            try:
                return self._ask(connection, body, headers)
            finally:
                if over.is_set():
                    raise TimeoutError

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


@contextmanager
def _at_most(seconds: float, connection: HTTPConnection) -> Iterator[threading.Event]:
    """Ends the connection when what is inside lasts longer, and sets the flag. The timeout of a socket alone would let
    an answer come letter by letter for ever."""
    over = threading.Event()

    def end() -> None:
        over.set()
        with suppress(OSError, AttributeError):  # it may be closed by now
            connection.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield over
    finally:
        timer.cancel()


def _meaning(status: int) -> Exception:
    if status == _GONE:
        return Refused(GONE, final=True)
    if status >= _SERVER_ERROR or status in _NOT_US:
        return Away(f"http_{status}")
    return Refused(f"http_{status}", final=status not in _LATER)


# --- signatures -------------------------------------------------------------------------------------------------------


def signed(secret: str, id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The headers of a request with this body."""
    timestamp = str(int(at.timestamp()))
    return {
        "Content-Type": "application/json; charset=utf-8",
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{_signature(secret, id, timestamp, body)}",
    }


def signed_at(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> datetime | None:
    """When a request was signed by who knows the secret; None when it was not, or not within the last minutes.
    `headers`: names in lower case."""
    if not secret:
        return None
    id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    with suppress(ValueError, OverflowError):
        if abs(now.timestamp() - int(timestamp)) <= SIGNED_WITHIN.total_seconds():
            expected = f"v1,{_signature(secret, id, timestamp, body)}".encode()
            given = headers.get("webhook-signature", "").split(" ")
            if any(hmac.compare_digest(expected, one.encode("utf-8", "replace")) for one in given):
                return datetime.fromtimestamp(int(timestamp), UTC)
    return None


def _signature(secret: str, id: str, timestamp: str, body: bytes) -> str:
    signed = f"{id}.{timestamp}.".encode("utf-8", "replace") + body
    return base64.b64encode(hmac.digest(secret.encode(), signed, hashlib.sha256)).decode()
