"""Pictures: whether their headers hold together. Nothing is decoded, so none can grow in our memory."""

import struct
from typing import BinaryIO

from PIL import Image

from shared.documents.codes import BROKEN, TOO_LARGE
from shared.documents.refused import Refused

PIXELS_AT_MOST = 250_000_000
"""A telephone's camera makes up to 200 million; whoever opens more has a machine that stops."""

_UNREADABLE = (OSError, SyntaxError, ValueError, OverflowError, EOFError, KeyError, IndexError, struct.error)
"""What Pillow raises for a picture that is none: `UnidentifiedImageError` is an OSError."""


def picture(file: BinaryIO, format: str) -> str:
    """`format` as Pillow names it; returns our code. PNG has checksums, which are looked at. Raises Refused."""
    file.seek(0)
    try:
        with Image.open(file, formats=(format,)) as found:
            width, height = found.size
            found.verify()
    except Image.DecompressionBombError:
        raise Refused(TOO_LARGE) from None
    except _UNREADABLE:
        raise Refused(BROKEN) from None
    if width * height > PIXELS_AT_MOST:
        raise Refused(TOO_LARGE)
    return format.lower()
