"""Pictures: whether their headers hold together. Nothing is decoded, so none can grow in our memory."""

import struct
from typing import BinaryIO

from PIL import Image

from shared.documents.codes import BROKEN, TOO_LARGE
from shared.documents.refused import Refused

_UNREADABLE = (OSError, SyntaxError, ValueError, TypeError, OverflowError, EOFError, LookupError, struct.error)
"""What Pillow raises for a picture that is none: `UnidentifiedImageError` is an OSError."""


def picture(file: BinaryIO, format: str) -> str:
    """`format` as Pillow names it; returns our code. PNG has checksums, which are looked at. One that says it has more
    than 180 million points, Pillow's own limit, is too large. Raises Refused."""
    file.seek(0)
    try:
        with Image.open(file, formats=(format,)) as found:
            found.verify()
    except Image.DecompressionBombError:
        raise Refused(TOO_LARGE) from None
    except _UNREADABLE:
        raise Refused(BROKEN) from None
    return format.lower()
