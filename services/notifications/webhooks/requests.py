"""One request to an endpoint: to a checked address, within a time, without redirects; of the answer only the status and
Retry-After are read."""

import socket
import ssl
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from typing import NamedTuple

from services.notifications.time_limit import at_most
from services.notifications.webhooks.addresses import Endpoint, Wrong, addresses_of, parse
from services.notifications.webhooks.rules import OK, REDIRECTS, TIMEOUT_S
from shared.config import Settings

CONNECT_S = 5.0
ADDRESSES_TRIED = 3


class Outcome(NamedTuple):
    """`error` is None for a success; `status` is None when there was no answer."""

    status: int | None
    error: str | None
    asked: timedelta | None = None


def post(url: str, body: bytes, headers: Mapping[str, str], settings: Settings, within: float = TIMEOUT_S) -> Outcome:
    """`within`: seconds for all of it but the look-up of the name, which the resolver ends."""
    try:
        endpoint = parse(url, http=settings.demo)
        addresses = addresses_of(endpoint, settings.webhook_networks)
        return _ask(_Checked(endpoint, addresses), body, headers, within)
    except Wrong as problem:
        return Outcome(None, problem.code)
    except ssl.SSLError:
        return Outcome(None, "tls")
    except TimeoutError:
        return Outcome(None, "timeout")
    except (OSError, HTTPException, ValueError):
        return Outcome(None, "disconnected")


class _Checked(HTTPConnection):
    """Connects to addresses that were checked, whatever its name says meanwhile; TLS asks for the name."""

    def __init__(self, endpoint: Endpoint, addresses: Sequence[str]) -> None:
        super().__init__(endpoint.host, endpoint.port)
        self.endpoint = endpoint
        self.addresses = addresses[:ADDRESSES_TRIED]
        self.wire: socket.socket | None = None
        self.ended = False

    def connect(self) -> None:
        plain = self._reach()
        self.wire = plain.dup()  # ends the connection also while TLS has the other one
        self.sock = plain
        if self.ended:
            raise TimeoutError
        if self.endpoint.secure:
            plain.settimeout(CONNECT_S)
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.endpoint.host)
        self.sock.settimeout(TIMEOUT_S)

    def _reach(self) -> socket.socket:
        problem: OSError = OSError()
        for address in self.addresses:
            try:
                return socket.create_connection((address, self.endpoint.port), CONNECT_S)
            except OSError as refused:
                problem = refused
        raise problem

    def end(self) -> None:
        self.ended = True
        with suppress(OSError):
            if self.wire:
                self.wire.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        super().close()
        if self.wire:
            self.wire.close()


def _ask(connection: _Checked, body: bytes, headers: Mapping[str, str], within: float) -> Outcome:
    with closing(connection), at_most(within, connection.end):
        sent = {**headers, "Host": connection.endpoint.named, "Content-Type": "application/json"}
        connection.request("POST", connection.endpoint.path, body, {**sent, "User-Agent": "Opora"})
        answer = connection.getresponse()
        return _outcome(answer.status, answer.headers.get("Retry-After"))


def _outcome(status: int, retry_after: str | None) -> Outcome:
    if status in OK:
        return Outcome(status, None)
    asked = retry_after if retry_after and retry_after.isascii() and retry_after.isdigit() else None
    error = "redirect" if status in REDIRECTS else "refused"
    return Outcome(status, error, timedelta(seconds=int(asked[:9])) if asked else None)
