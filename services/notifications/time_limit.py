"""How long a whole request may last: the timeout of a socket alone would let an answer come letter by letter for
ever."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def at_most(seconds: float, end: Callable[[], object]) -> Iterator[None]:
    """Calls `end`, from another thread, when what is inside lasts longer; it then raises TimeoutError, whatever came of
    it."""
    over = threading.Event()

    def stop() -> None:
        over.set()
        end()

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if over.is_set():
            raise TimeoutError
