"""Routes of the JSON API. One declaration says everything: who, on what record, which body, which answer.

The order of checks is the same everywhere: signed in (401), the record is there for the caller (404), allowed (403),
a replay of the same POST, the version (428, 412), the content (400, 422); then the command, in the same transaction.
A form with a file is read between two transactions: `shared.web.file_forms`.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import wraps
from itertools import islice
from typing import Any, TypeVar

from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import Schema, ValidationError
from sqlalchemy.orm import Session

from shared.caller import Caller
from shared.documents.store import store_in
from shared.eventing.envelope import caused_by, new_cause
from shared.problems import BadRequest, Invalid, PreconditionRequired, Stale
from shared.web import file_forms, idempotency, uploads
from shared.web.admission import WRITING, record_of, who_asks
from shared.web.described import content_of, describe
from shared.web.fields import dotted
from shared.web.site import this_site
from shared.web.spec import MUST_MATCH, Spec

ERRORS_AT_MOST = 100  # a body can hold 200,000 unknown fields; nobody reads an answer of 5 MB

View = TypeVar("View", bound=Callable[..., Any])


@dataclass
class Call:
    """One request to one route: what its handler works with. `caller` is None only on public routes, `file` is what a
    route with `upload` was sent."""

    session: Session
    caller: Caller
    record: Any
    body: dict[str, Any]
    query: dict[str, Any]
    path: dict[str, Any]
    file: bytes = b""


class Routes(Blueprint):  # type: ignore[misc]
    """The blueprint of one service's API, under `/<service>/api/v1`."""

    def __init__(self, service: str, module: str) -> None:
        super().__init__(service, module, url_prefix=f"/{service}/api/v1")

    def get(self, path: str, **spec: Any) -> Callable[[View], View]:
        return self._add("GET", path, **spec)

    def post(self, path: str, **spec: Any) -> Callable[[View], View]:
        return self._add("POST", path, **spec)

    def put(self, path: str, **spec: Any) -> Callable[[View], View]:
        return self._add("PUT", path, **spec)

    def patch(self, path: str, **spec: Any) -> Callable[[View], View]:
        return self._add("PATCH", path, **spec)

    def delete(self, path: str, **spec: Any) -> Callable[[View], View]:
        return self._add("DELETE", path, **spec)

    def _add(self, method: str, path: str, **options: Any) -> Callable[[View], View]:
        spec = Spec(methods=(method,), **{name: _instance(value) for name, value in options.items()})

        def register(handler: View) -> View:
            view = _view(spec, handler)
            view = self.response(spec.status, spec.answer or content_of(spec), content_type=spec.media)(view)
            view = self.doc(**describe(spec, path))(view)
            self.route(path, methods=[method], endpoint=f"{method.lower()}_{handler.__name__}")(view)
            return handler

        return register


def _instance(value: Any) -> Any:
    return value() if isinstance(value, type) and issubclass(value, Schema) else value


def _view(spec: Spec, handler: Callable[[Call], Any]) -> Any:
    @wraps(handler)
    def view(**path: Any) -> Response:
        sent = _form_of(spec, path) if spec.form else nullcontext()
        with sent as form, this_site().sessions.begin() as session, caused_by(new_cause()):
            return _answer(spec, handler, session, path, form)

    view.spec = spec  # type: ignore[attr-defined]
    return view


@contextmanager
def _form_of(spec: Spec, path: dict[str, Any]) -> Iterator[file_forms.Form]:
    """What was sent, loaded. Nothing of it is read before it is known that the sender may send it; while it is read no
    transaction is open, so all is asked once more in the one of the command."""
    site = this_site()
    with site.sessions.begin() as session:
        _admit(spec, session, path, lock=False)
    with file_forms.taken(request, store_in(site.sessions.kw["info"])) as form:
        assert spec.body
        yield file_forms.Form(load(spec.body, form.values), form.digest)


def _admit(spec: Spec, session: Session, path: dict[str, Any], lock: bool) -> tuple[Caller, Any]:
    """Who asks, and the record. Raises Unauthenticated, NotFound, Forbidden."""
    caller = who_asks(spec, session)
    return caller, record_of(spec, session, caller, path, lock)


def _answer(
    spec: Spec, handler: Callable[[Call], Any], session: Session, path: dict[str, Any], form: file_forms.Form | None
) -> Response:
    caller, record = _admit(spec, session, path, lock=request.method in WRITING)
    file = uploads.content(request) if spec.upload else b""
    kept = caller and spec.media is None  # a file is made of what is there and changes nothing
    attempt = idempotency.attempt(request, caller.person, _told_apart_by(spec, file, form)) if kept else None
    if attempt and (first := idempotency.replay(session, attempt, secret=spec.secret)):
        return first
    _check_version(spec, record)
    query = load(spec.query, _query_arguments()) if spec.query else {}
    body = form.values if form else load(spec.body, _json_object()) if spec.body else {}
    result = handler(Call(session, caller, record, body, query, path, file))
    session.flush()
    response = _respond(spec, record, result)
    if attempt:
        idempotency.keep(session, attempt, response, secret=spec.secret)
    return response


def _told_apart_by(spec: Spec, file: bytes, form: file_forms.Form | None) -> bytes:
    """Of an upload the file and what is asked about it: the lines between the parts of a form are new each time."""
    if form:
        return request.query_string + b"\n" + form.digest
    return request.query_string + b"\n" + file if spec.upload else request.get_data()


def _check_version(spec: Spec, record: Any) -> None:
    if spec.version is None or request.method not in WRITING:
        return
    wanted = request.headers.get("If-Match")
    if wanted is None:
        if request.method in MUST_MATCH and spec.exists(record):
            raise PreconditionRequired("Send If-Match with the ETag that you read.")
        return
    if {tag.strip() for tag in wanted.split(",")}.isdisjoint({_etag(spec, record), "*"}):
        raise Stale("Someone changed this after you read it. Read it again and repeat your change.")


def _etag(spec: Spec, record: Any) -> str:
    assert spec.version
    return f'"{spec.version(record)}"'


def _query_arguments() -> dict[str, str]:
    """Each argument once; the first one counts."""
    return {name: request.args[name] for name in request.args}


def _json_object() -> dict[str, Any]:
    raw = uploads.whole_body(request)
    if not raw and request.content_length in (None, 0):
        return {}
    try:
        data = json.loads(raw, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise BadRequest("The body is not JSON.") from None
    if not isinstance(data, dict):
        raise BadRequest("The body must be a JSON object.")
    return data


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def load(schema: Schema, data: dict[str, Any]) -> dict[str, Any]:
    """Raises Invalid."""
    try:
        return schema.load(data)  # type: ignore[no-any-return]
    except ValidationError as problem:
        raise Invalid(dict(islice(dotted(problem.messages).items(), ERRORS_AT_MOST))) from None


def _respond(spec: Spec, record: Any, result: Any) -> Response:
    if isinstance(result, Response):
        return result
    if spec.answer is None:
        return Response(status=spec.status)
    body = json.dumps(spec.answer.dump(result), ensure_ascii=False)
    response = Response(body, spec.status, mimetype="application/json")
    if spec.version and record is not None:
        response.headers["ETag"] = _etag(spec, record)
    return response
