"""A file that has come in whole, and of which we know what it is."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from shared.documents.formats import format_of
from shared.documents.incoming import Incoming


class Received:
    """Raises Refused for a file that is none of ours."""

    def __init__(self, incoming: Incoming) -> None:
        incoming.finish()
        self._incoming = incoming
        with incoming.open() as file:
            self.format = format_of(cast(BinaryIO, file), incoming.bytes)

    @property
    def id(self) -> UUID:
        return self._incoming.id

    @property
    def facts(self) -> dict[str, Any]:
        """What the document's row says of its file."""
        return {"format": self.format, "bytes": self._incoming.bytes, "sha256": self._incoming.sha256}

    def keep(self) -> None:
        self._incoming.keep()
