"""A form with one file, of which the file may be large: sealed into the store of documents while it is read.

It is read before the transaction of the command, so that a slow sender holds neither a record's lock nor a connection,
and after it is known that the sender may send it. Few are read at once: each takes one of a process's threads.
"""

import hashlib
import io
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

from flask import Request
from marshmallow import ValidationError
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import ClientDisconnected
from werkzeug.formparser import FormDataParser

from shared.documents import codes
from shared.documents.incoming import Incoming, TooLarge
from shared.documents.received import Received
from shared.documents.refused import Refused
from shared.documents.store import Store
from shared.problems import BadRequest, Busy, Invalid, TooSlow
from shared.web import patience as limits
from shared.web.characters import bare
from shared.web.fields import Body, Raw
from shared.web.patience import patience
from shared.web.uploads import FIELD, part_name

FILE_AT_MOST = 20 * 1024 * 1024
FORM_AT_MOST = 256 * 1024
"""Bytes of everything else in the form: fields, names, the lines between parts."""

FIELDS_AT_MOST = 30
FIELD_AT_MOST = 500_000
"""Bytes of fields in memory; Werkzeug wants room for a piece of the file here too."""

AT_ONCE = 3
"""Forms that one process reads at a time, of its eight threads."""

AGAIN_AFTER_S = 10

_NOT_UTF8 = "\ufffd"
"""What Werkzeug puts in the place of what it can't decode."""

_reading = threading.BoundedSemaphore(AT_ONCE)


class FileField(Raw):
    """The file of a form, already in the store."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=True, metadata={"type": "string", "format": "binary"}, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> Received:
        if not isinstance(value, Incoming):
            raise ValidationError("required")
        try:
            return Received(value)
        except Refused as problem:
            raise ValidationError(problem.code) from None


class FormBody(Body):
    """Base of the bodies of forms with a file. `file` loads as Received."""

    file = FileField()


@dataclass
class Form:
    """What was sent. `values` is what a FormBody loads; a field that was left empty is not in it."""

    values: dict[str, Any] = field(default_factory=dict)
    digest: bytes = b""


@contextmanager
def taken(request: Request, store: Store) -> Iterator[Form]:
    """What the sender sends, while it is worked on; afterwards nothing of it stays unless it was kept.

    Raises BadRequest, Busy, Invalid, NoRoom, TooSlow; RequestEntityTooLarge.
    """
    if request.mimetype != "multipart/form-data":
        raise BadRequest(f"Send a form as multipart/form-data, with the file in the field “{FIELD}”.")
    request.max_content_length = FILE_AT_MOST + FORM_AT_MOST
    comes = _Coming(store)
    try:
        with _one_of_few(), patience(request.environ):
            fields, files = comes.parse(request)
        yield _form(fields, files)
    finally:
        comes.discard()


@contextmanager
def _one_of_few() -> Iterator[None]:
    if not _reading.acquire(blocking=False):
        raise Busy("Others are sending files right now. Please try again in a moment.", retry_after=AGAIN_AFTER_S)
    try:
        yield
    finally:
        _reading.release()


def words_of(request: Request) -> MultiDict[str, str]:
    """What was typed into such a form: its file is read to the end, and nothing of it is kept.

    Raises BadRequest, Busy, TooSlow; RequestEntityTooLarge.
    """
    request.max_content_length = FILE_AT_MOST + FORM_AT_MOST
    with _one_of_few(), patience(request.environ):
        return _parsed(request, _Nowhere)[0]


class _Nowhere(io.BytesIO):
    """Where a file goes that nobody wants."""

    def __init__(self, *_: Any, **__: Any) -> None:
        super().__init__()

    def write(self, data: Any) -> int:
        return len(data)


def _parsed(request: Request, begin: Any) -> tuple[MultiDict[str, str], MultiDict[str, FileStorage]]:
    """Each file is written to what `begin` makes. Raises BadRequest, TooSlow."""
    parser = FormDataParser(begin, max_form_memory_size=FIELD_AT_MOST, max_form_parts=FIELDS_AT_MOST, silent=False)
    try:
        stream: Any = _Hurried(request.stream)
        _, fields, files = parser.parse(stream, request.mimetype, request.content_length, request.mimetype_params)
    except ValueError:
        raise BadRequest("The form can't be read: it is cut off, or its parts are not as they should be.") from None
    return fields, files


class _Coming:
    """The one file of a form that is being read."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._file: Incoming | None = None

    def parse(self, request: Request) -> tuple[MultiDict[str, str], MultiDict[str, FileStorage]]:
        try:
            return _parsed(request, self._begin)
        except TooLarge:
            raise Invalid({FIELD: [codes.TOO_LARGE]}) from None

    def _begin(self, *_: Any, **__: Any) -> IO[bytes]:
        if self._file:
            raise Invalid({FIELD: [codes.TOO_MANY]})
        self._file = Incoming(self._store, FILE_AT_MOST)
        return self._file  # type: ignore[return-value]

    def discard(self) -> None:
        if self._file:
            self._file.discard()


class _Hurried:
    """A stream that is not read for longer than `SENT_WITHIN_S`."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._until = time.monotonic() + limits.SENT_WITHIN_S

    def read(self, size: int = -1) -> bytes:
        if time.monotonic() > self._until:
            raise TooSlow("This file took too long to come. Please send it over a faster connection.")
        try:
            return self._stream.read(size)
        except ClientDisconnected as problem:
            if isinstance(problem.__context__, TimeoutError):
                raise TooSlow("Nothing more came of this file. Please send it again.") from None
            raise


def _form(fields: MultiDict[str, str], files: MultiDict[str, FileStorage]) -> Form:
    """Raises Invalid for what is there more than once, BadRequest for words in an encoding that we do not know."""
    count = Counter(name for part in (fields, files) for name, _ in part.items(multi=True))
    if twice := [name for name, times in count.items() if times > 1]:
        raise Invalid({part_name(name): [codes.TOO_MANY] for name in twice})
    if any(_NOT_UTF8 in text for item in fields.items() for text in item):
        raise BadRequest("The words of the form are not UTF-8.")
    said = {part_name(name): value for name, value in fields.items() if bare(value)}
    sent = {part_name(name): one.stream for name, one in files.items()}
    return Form(said | sent, _digest(said, sent))


def _digest(said: dict[str, str], sent: dict[str, Any]) -> bytes:
    """What tells this form from another: the lines between its parts are new each time."""
    whole = said | {name: ["file", stream.sha256] for name, stream in sent.items()}
    return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).digest()
