"""What is printed: one line for each hop, with its milliseconds."""

import time
from collections.abc import Callable

from stack.demo.play.texts import said


class Report:
    def __init__(self, language: str, echo: Callable[[str], None]) -> None:
        self.language = language
        self.echo = echo
        self.hops: list[tuple[str, float]] = []
        """(key of the text, milliseconds), in order."""
        self._began = time.monotonic()

    def text(self, key: str, **values: object) -> str:
        return said(key, self.language, **values)

    def chapter(self, key: str) -> None:
        self.echo("")
        self.echo(self.text(key))

    def hop(self, key: str, since: float, **values: object) -> None:
        """`since`: by `time.monotonic`."""
        milliseconds = (time.monotonic() - since) * 1000
        self.hops.append((key, milliseconds))
        self.echo(f"{milliseconds:8.0f} {self.text('ms')}  {self.text(key, **values)}")

    def detail(self, key: str, **values: object) -> None:
        self.echo(f"{'':17}{self.text(key, **values)}")

    def done(self) -> None:
        self.echo("")
        self.echo(self.text("done", seconds=time.monotonic() - self._began))
