"""All services in one WSGI application, each under its own first path segment. For the embedded stack."""

import os
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask

from shared.config import SERVICES
from shared.web.app import openapi
from stack.front import description, page
from stack.home import Home
from stack.time.reading import business_time

_WHOSE = {"assets": "identity"}
"""First segments that are no service's name, as the gateway knows them too: style, script and fonts of all pages."""


class Together:
    """Hands a request on to the service that its path names. The path stays whole: services serve full paths."""

    def __init__(
        self, services: Mapping[str, Flask], home: Home, demo_time: Callable[[], str | None] = lambda: None
    ) -> None:
        self._services = services
        self._home = home
        self._demo_time = demo_time

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        first = environ.get("PATH_INFO", "/").split("/", 2)[1:2]
        service = self._services.get(_WHOSE.get(first[0], first[0])) if first else None
        if service is not None:
            return service(environ, start_response)
        return self._front(environ, start_response)

    def _front(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        language = os.environ.get("OPORA_LANGUAGE") or "ru"
        match environ.get("PATH_INFO", "/"):
            case "" | "/":
                text = page(self._shown(), list(self._services), language)
            case "/api":
                text = description({name: openapi(app) for name, app in self._services.items()}, language)
            case _:
                return _answer(start_response, "404 Not Found", "text/plain; charset=utf-8", "404\n")
        return _answer(start_response, "200 OK", "text/html; charset=utf-8", text)

    def _shown(self) -> dict[str, Any]:
        state = self._home.published()
        return state | {"business_time": self._demo_time()} if state.get("demo") else state


def _answer(start_response: StartResponse, status: str, kind: str, text: str) -> list[bytes]:
    body = text.encode()
    start_response(
        status,
        [
            ("Content-Type", kind),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
        ],
    )
    return [body]


def load() -> Together:
    """The five services of this machine's environment (see `stack.environment`)."""
    services = {name: import_module(f"services.{name}.app").create_app() for name in SERVICES}
    return Together(services, Home(Path(os.environ["OPORA_HOME"])), lambda: business_time(os.environ))


def __getattr__(name: str) -> Together:
    """`stack.web:app` is made when gunicorn asks for it, not when a test imports this module."""
    if name == "app":
        globals()["app"] = load()
        return globals()["app"]  # type: ignore[no-any-return]
    raise AttributeError(name)
