"""gunicorn's threads, stopping so that no connection is lost; its log, without what was asked."""

from typing import Any

from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker


class WebWorker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's own keeps its port open until the last request is answered, and resets whoever has come meanwhile.

    We serve those whom the kernel has let in, and close the port at once: the gateway is refused and asks another.
    """

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
