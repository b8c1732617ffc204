"""Routes of pages: one declaration says who, on what record, what is asked. The checks are those of the API."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request
from marshmallow import Schema
from sqlalchemy.orm import Session

from shared.caller import Caller
from shared.eventing.envelope import caused_by, new_cause
from shared.ids import uuid7
from shared.problems import Conflict, Invalid, Problem, Stale, TooManyRequests, Unauthenticated
from shared.web import sign_in
from shared.web.admission import record_of, who_asks
from shared.web.pages.form import Form
from shared.web.pages.reader import LANGUAGE, read_by
from shared.web.pages.sending import KEY, Sent, once, sent_by, takes_file
from shared.web.policy import Policy
from shared.web.routes import Call, load
from shared.web.site import this_site

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class PageSpec:
    """What a page declares. `on` loads the record as the API's does; `form` makes what is asked, of the call; `body` is
    the schema that what was typed must pass; `version` tells two states of the record apart. `query` are arguments of
    the address: never anything that a person typed about a person."""

    who: Policy
    on: Callable[..., Any] | None = None
    form: Callable[[Call], Form] | None = None
    body: Schema | None = None
    version: Callable[[Any], int] | None = None
    query: Schema | None = None
    template: str = "form.html"


class Pages(Blueprint):
    """Pages of one service, under `/<service>`; `room` tells several blueprints of it apart."""

    def __init__(self, service: str, module: str, room: str = "") -> None:
        name = f"{service}-pages-{room}" if room else f"{service}-pages"
        super().__init__(name, module, url_prefix=f"/{service}")

    def page(self, path: str, **options: Any) -> Callable[[View], View]:
        """A page that shows: `handler(call)` answers by `show(…)`."""
        return self._declare(path, _looked_at, ("GET",), options)

    def form(self, path: str, **options: Any) -> Callable[[View], View]:
        """A page that asks: `handler(call)` does it with `call.body` and answers by `go(…)`. Whatever the command
        refuses is shown at its field, with everything that was typed."""
        return self._declare(path, _asked, ("GET", "POST"), options)

    def press(self, path: str, **options: Any) -> Callable[[View], View]:
        """A button on another page: nothing to show by itself. What is refused gets a page of its own."""
        return self._declare(path, _pressed, ("POST",), options)

    def _declare(
        self, path: str, kind: Callable[..., Response], methods: tuple[str, ...], options: dict[str, Any]
    ) -> Callable[[View], View]:
        spec = PageSpec(**{name: _instance(value) for name, value in options.items()})

        def register(handler: View) -> View:
            @wraps(handler)
            def view(**arguments: Any) -> Response:
                return kind(spec, handler, arguments)

            view.policy = spec.who  # type: ignore[attr-defined]
            view.page = spec  # type: ignore[attr-defined]
            self.add_url_rule(path, handler.__name__, view, methods=methods)
            return handler

        return register


def show(template: str, status: int = 200, **values: Any) -> Response:
    return make_response(render_template(template, **values), status)


def go(address: str, said: str = "") -> Response:
    """On to another page, which says at its top what was done. `said` travels in a cookie: no personal data."""
    if said:
        flash(said)
    return make_response(redirect(address, 303))


def _instance(value: Any) -> Any:
    return value() if isinstance(value, type) and issubclass(value, Schema) else value


@contextmanager
def _call(spec: PageSpec, path: dict[str, Any], *, lock: bool) -> Iterator[Call]:
    with this_site().sessions.begin() as session, caused_by(new_cause()):
        caller = who_asks(spec, session)
        read_by(session, caller or _perhaps(session))
        record = record_of(spec, session, caller, path, lock)
        yield Call(session, caller, record, {}, _query(spec), path)


def _perhaps(session: Session) -> Caller | None:
    """On a page for anyone: who reads it, where they happen to be signed in."""
    try:
        return sign_in.caller(session, request) if request.method in sign_in.SAFE else None
    except Unauthenticated:
        return None


def _query(spec: PageSpec) -> dict[str, Any]:
    asked = {name: request.args[name] for name in request.args if name != LANGUAGE}
    return load(spec.query, asked) if spec.query else {}


def _looked_at(spec: PageSpec, handler: Callable[[Call], Any], path: dict[str, Any]) -> Response:
    with _call(spec, path, lock=False) as call:
        return make_response(handler(call))


def _pressed(spec: PageSpec, handler: Callable[[Call], Any], path: dict[str, Any]) -> Response:
    sent = Sent.of(request.form)
    with _call(spec, path, lock=True) as call:
        return once(call, sent, lambda: _do(spec, handler, call, sent, sent.values))


def _asked(spec: PageSpec, handler: Callable[[Call], Any], path: dict[str, Any]) -> Response:
    if request.method != "POST":
        with _call(spec, path, lock=False) as call:
            return _shown(spec, call, _form_of(spec, call))
    if takes_file(spec.body):  # nothing of a file is read before it is known that the sender may send it
        with _call(spec, path, lock=False):
            pass
    with sent_by(request, spec.body) as sent:
        try:
            return _taken(spec, handler, path, sent)
        except (Invalid, Conflict, Stale, TooManyRequests) as problem:
            return _refused(spec, path, sent, problem)


def _taken(spec: PageSpec, handler: Callable[[Call], Any], path: dict[str, Any], sent: Sent) -> Response:
    if sent.refused:
        raise sent.refused
    with _call(spec, path, lock=True) as call:

        def act() -> Response:
            form = _form_of(spec, call)
            form.take(sent.fields)
            return _do(spec, handler, call, sent, form.body() | sent.file)

        return once(call, sent, act)


def _do(spec: PageSpec, handler: Callable[[Call], Any], call: Call, sent: Sent, typed: dict[str, Any]) -> Response:
    """Raises Stale, Invalid, and what the command raises."""
    if spec.version and sent.version not in ("", str(spec.version(call.record))):
        raise Stale
    call.body = load(spec.body, typed) if spec.body else {}
    response = make_response(handler(call))
    call.session.flush()
    return response


def _refused(spec: PageSpec, path: dict[str, Any], sent: Sent, problem: Problem) -> Response:
    """The form again, on what the record is now, with all that was typed."""
    with _call(spec, path, lock=False) as call:
        form = _form_of(spec, call)
        if not sent.refused:
            form.take(sent.fields)
        form.refuse(problem, getattr(problem, "errors", {}))
        status = Conflict.status if isinstance(problem, Stale) else problem.status
        return _shown(spec, call, form, status, key=sent.fields.get(KEY, ""))


def _form_of(spec: PageSpec, call: Call) -> Form:
    assert spec.form
    return spec.form(call)


def _shown(spec: PageSpec, call: Call, form: Form, status: int = 200, key: str = "") -> Response:
    form.key = key or str(uuid7())
    form.version = str(spec.version(call.record)) if spec.version and call.record is not None else ""
    return show(spec.template, status, form=form, record=call.record, **form.shown)
