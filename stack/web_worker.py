"""gunicorn's threads, stopping so that no connection is lost; its log, without what was asked."""

import select
import time
from contextlib import suppress
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.http.errors import ParseException
from gunicorn.workers.gthread import ThreadWorker

READ_ON_S = 2.0
AT_ONCE_S = 0.001
CHUNK_BYTES = 256 * 1024


class WebWorker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's own keeps its port open until the last request is answered, and resets whoever has come meanwhile.

    We serve those whom the kernel has let in, and close the port at once: the gateway is refused and asks another.

    Nor does it wait for who is still sending a large file when the answer is a refusal: the connection is reset, and
    the answer with it, before the gateway has read it. We read on for a moment, until the gateway has it and hangs up.
    """

    def handle(self, conn: Any) -> Any:
        again = super().handle(conn)
        if again is False and conn.parser is not None and not conn.is_http2:
            _read_on(conn)
        return again

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled)
        if not self.alive and not enabled:
            for listener in self.sockets:
                self._take_all(listener)
                listener.close()

    def _take_all(self, listener: Any) -> None:
        """`accept` takes one, or none and says nothing."""
        before = -1
        while before != self.nr_conns:
            before = self.nr_conns
            self.accept(listener)


def _read_on(conn: Any) -> None:
    """What nobody wanted of a body, if there is any. By the parser alone it would take a core for a second."""
    deadline = time.monotonic() + READ_ON_S
    with suppress(OSError, ParseException, ValueError):  # cut off, or closed already
        more = not conn.parser.finish_body(deadline=time.monotonic() + AT_ONCE_S, max_bytes=1)
        while more and select.select([conn.sock], [], [], max(0.0, deadline - time.monotonic()))[0]:
            more = bool(conn.sock.recv(CHUNK_BYTES))


class WebLog(Logger):  # type: ignore[misc]
    """gunicorn's own quotes a request that it can't read, or that fails outside the app: paths of links hold tokens."""

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if msg.startswith("Invalid request"):
            msg, args = "A request could not be read and was refused", ()
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if msg.startswith("Error handling request"):
            msg, args = "Error handling request", ()
        super().exception(msg, *args, **kwargs)
