"""All services in one WSGI application, each under its own first path segment. For the embedded stack."""

import os
from collections.abc import Iterable, Mapping
from importlib import import_module
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask

from shared.config import SERVICES
from shared.web.app import openapi
from stack.front import description

_WHOSE = {"assets": "identity", "": "identity"}
"""First segments that are no service's name, as the gateway knows them too: style, script and fonts of all pages, and
`/`, from where everybody is sent to their first page."""


class Together:
    """Hands a request on to the service that its path names. The path stays whole: services serve full paths."""

    def __init__(self, services: Mapping[str, Flask]) -> None:
        self._services = services

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO") or "/"
        first = path.split("/", 2)[1]
        service = self._services.get(_WHOSE.get(first, first)) if first or path == "/" else None
        if service is not None:
            return service(environ, start_response)
        return self._front(environ, start_response)

    def _front(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != "/api":
            return _answer(start_response, "404 Not Found", "text/plain; charset=utf-8", "404\n")
        documents = {name: openapi(app) for name, app in self._services.items()}
        text = description(documents, os.environ.get("OPORA_LANGUAGE") or "ru")
        return _answer(start_response, "200 OK", "text/html; charset=utf-8", text)


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
    return Together({name: import_module(f"services.{name}.app").create_app() for name in SERVICES})


def __getattr__(name: str) -> Together:
    """`stack.web:app` is made when gunicorn asks for it, not when a test imports this module."""
    if name == "app":
        globals()["app"] = load()
        return globals()["app"]  # type: ignore[no-any-return]
    raise AttributeError(name)
