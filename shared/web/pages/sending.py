"""What a form sent, and that a second sending of the same has no second effect."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Request, Response, request
from marshmallow import Schema
from sqlalchemy import text
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from shared.caller import Caller
from shared.documents.codes import TOO_LARGE
from shared.documents.store import store_in
from shared.problems import Invalid, WrittenByAnother
from shared.web import file_forms, idempotency, uploads
from shared.web.routes import Call
from shared.web.site import this_site

KEY = "_key"
_KEY = re.compile(r"[\x21-\x7e]{1,100}")
BY = "_by"
"""Whose page the form was: in one browser somebody else may be signed in when it is sent."""
VERSION = "_version"
BAD_REQUEST = 400


@dataclass(frozen=True)
class Sent:
    """`fields` as they were typed; `file` is what a form with a file loads besides. `digest` tells two of them apart.
    `refused`: what was wrong before anything could be read."""

    fields: "MultiDict[str, str]"
    digest: str
    file: dict[str, Any] = field(default_factory=dict)
    refused: Invalid | None = None

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

    def require_by(self, caller: Caller | None) -> None:
        """Raises WrittenByAnother: nobody sends in their name what another person wrote."""
        if caller and self.fields.get(BY, str(caller.person)) != str(caller.person):
            raise WrittenByAnother

    @property
    def key(self) -> str | None:
        """Another content under the same key is another sending: who goes back and corrects means it."""
        key = self.fields.get(KEY, "")
        return f"{key}.{self.digest}" if _KEY.fullmatch(key) else None


def takes_file(body: Schema | None) -> bool:
    return isinstance(body, file_forms.FormBody | uploads.UploadBody)


@contextmanager
def sent_by(asked: Request, body: Schema | None) -> Iterator[Sent]:
    """What came for this body; a document is worked on while this lasts, and gone afterwards unless it was kept."""
    with ExitStack() as reading:
        try:
            sent = _read(asked, body, reading)
        except (Invalid, RequestEntityTooLarge) as problem:
            if not takes_file(body):
                raise
            refused = problem if isinstance(problem, Invalid) else Invalid({uploads.FIELD: [TOO_LARGE]})
            sent = Sent(MultiDict(), "", refused=refused)
        yield sent


def _read(asked: Request, body: Schema | None, reading: ExitStack) -> Sent:
    """A form that comes without its file, since a sign-in ran out on its way, is told that the file is missing."""
    if not takes_file(body) or asked.mimetype != "multipart/form-data":
        return Sent.of(asked.form)
    if isinstance(body, uploads.UploadBody):
        data = uploads.chosen(asked)
        file = {} if data is None else {uploads.FIELD: data}
        return Sent.of(asked.form, file, hashlib.sha256(data or b"").digest())
    form = reading.enter_context(file_forms.taken(asked, store_in(this_site().sessions.kw["info"])))
    words = {name: value for name, value in form.values.items() if isinstance(value, str)}
    files = {name: value for name, value in form.values.items() if not isinstance(value, str)}
    return Sent.of(MultiDict(words), files, form.digest)


def once(call: Call, sent: Sent, act: Callable[[], Response]) -> Response:
    """The answer to this sending: the first one again where it came before, kept sealed where it is a page. What wrote
    nothing (a search) is made anew: nothing of it is kept."""
    sent.require_by(call.caller)
    attempt = (
        idempotency.attempt_under(sent.key, request, call.caller.person, sent.digest.encode()) if call.caller else None
    )
    if attempt is None:
        return act()
    if first := idempotency.replay(call.session, attempt, secret=True, patient=True):
        return first
    response = act()
    if response.status_code < BAD_REQUEST and _has_written(call.session):
        idempotency.keep(call.session, attempt, response, secret=True)
    return response


def _has_written(session: Session) -> bool:
    """Whether this transaction changed or locked a row: only then PostgreSQL gives it a number."""
    session.flush()
    return bool(session.scalar(text("select pg_current_xact_id_if_assigned() is not null")))
