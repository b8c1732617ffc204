"""What a form sent, and that a second sending of the same has no second effect."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Request, Response, request
from werkzeug.datastructures import MultiDict

from shared.documents.store import store_in
from shared.web import file_forms, idempotency
from shared.web.routes import Call
from shared.web.site import this_site

KEY = "_key"
VERSION = "_version"
SEE_OTHER = 303


@dataclass(frozen=True)
class Sent:
    """`fields` as they were typed; `file` is what a document's form loads besides. `digest` tells two of them apart."""

    fields: "MultiDict[str, str]"
    digest: str
    file: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, fields: "MultiDict[str, str]", file: dict[str, Any] | None = None, digest: bytes = b"") -> "Sent":
        whole = json.dumps(sorted(fields.items(multi=True)), ensure_ascii=True).encode() + digest
        return cls(fields, hashlib.sha256(whole).hexdigest()[:32], file or {})

    @property
    def values(self) -> dict[str, str]:
        """Of a button, whose fields are few and flat."""
        return {name: value for name, value in self.fields.items() if not name.startswith("_") and value}

    @property
    def version(self) -> str:
        return self.fields.get(VERSION, "")

    @property
    def key(self) -> str | None:
        """Another content under the same key is another sending: who goes back and corrects means it."""
        key = self.fields.get(KEY, "")
        return f"{key}.{self.digest}" if key.isascii() and key.isprintable() and 0 < len(key) <= 100 else None


@contextmanager
def sent_by(asked: Request, *, file: bool) -> Iterator[Sent]:
    """What came; a document is worked on while this lasts, and gone afterwards unless it was kept."""
    if not file:
        yield Sent.of(asked.form)
        return
    with file_forms.taken(asked, store_in(this_site().sessions.kw["info"])) as form:
        words = {name: value for name, value in form.values.items() if isinstance(value, str)}
        files = {name: value for name, value in form.values.items() if not isinstance(value, str)}
        yield Sent.of(MultiDict(words), files, form.digest)


def once(call: Call, sent: Sent, act: Callable[[], Response]) -> Response:
    """The answer to this sending: the first one again where it came before. A page that is shown at once (what a search
    found) changed nothing and is made anew: nothing of it is kept."""
    attempt = (
        idempotency.attempt_under(sent.key, request, call.caller.person, sent.digest.encode()) if call.caller else None
    )
    if attempt is None:
        return act()
    if first := idempotency.replay(call.session, attempt, patient=True):
        return first
    response = act()
    if response.status_code == SEE_OTHER:
        idempotency.keep(call.session, attempt, response)
    return response
