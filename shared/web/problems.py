"""Refusals as application/problem+json (RFC 9457), in one shape for all services."""

import json
import logging
from typing import Any

from flask import Flask, Response
from gunicorn.http.errors import ParseException
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from shared.logs import place_of
from shared.problems import Invalid, Problem, TooManyRequests

log = logging.getLogger(__name__)

TITLES = {
    400: "The request cannot be read",
    401: "Please sign in",
    403: "You may not do this",
    404: "Not found",
    405: "This method is not offered here",
    408: "It took too long",
    409: "Not possible in this state",
    410: "Not there any more",
    412: "It changed meanwhile",
    413: "Too large",
    415: "Send JSON",
    422: "Something in the content needs correcting",
    428: "Say which version you mean",
    429: "Too many attempts",
    500: "Something failed on our side",
    503: "Not available for a moment",
    507: "No room left",
}


def register(app: Flask) -> None:
    app.register_error_handler(Problem, _refusal)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(ParseException, _unreadable)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(PoolExhausted, _busy)
    app.register_error_handler(Exception, _unexpected)


def answer(status: int, kind: str, detail: str = "", **members: Any) -> Response:
    body = {"type": f"urn:opora:problem:{kind}", "title": TITLES.get(status, "Refused"), "status": status}
    if detail:
        body["detail"] = detail
    # A lone surrogate, as a field's name can hold, stays the escape that it came as.
    text = json.dumps(body | members, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Response(text, status, mimetype="application/problem+json")


def _refusal(problem: Problem) -> Response:
    members = dict(problem.extra)
    if isinstance(problem, Invalid):
        members["errors"] = problem.errors
    response = answer(problem.status, problem.kind, problem.detail, **members)
    if isinstance(problem, TooManyRequests) or "retry_after" in problem.extra:
        response.headers["Retry-After"] = str(problem.extra.get("retry_after", 60))
    return response


def _http(problem: HTTPException) -> Response:
    status = problem.code or 500
    kind = "too_large" if isinstance(problem, RequestEntityTooLarge) else (problem.name or "").lower().replace(" ", "_")
    response = answer(status, kind)
    if status == 405 and getattr(problem, "valid_methods", None):
        response.headers["Allow"] = ", ".join(problem.valid_methods)  # type: ignore[attr-defined]
    return response


def _unreadable(_: ParseException) -> Response:
    """A body in chunks that are none shows when it is read. It is the sender's fault, and nothing that failed here."""
    return answer(400, "bad_request", "The body can't be read: it came in chunks that are none.")


def _database(problem: DBAPIError) -> Response:
    """A database that restarts is a pause, not a defect. The text of a database error may hold personal data."""
    log.error("database_error", extra={"error": type(problem.orig).__name__})
    if problem.connection_invalidated or type(problem.orig).__name__ in _PASSING:
        return _again_soon()
    return answer(500, "internal", "Nothing was changed.")


def _busy(problem: PoolExhausted) -> Response:
    """All connections are in use, by requests that wait for each other or for the database."""
    log.error("database_error", extra={"error": "PoolExhausted"})
    return _again_soon()


def _again_soon() -> Response:
    response = answer(503, "unavailable", "Nothing was changed. Please try again.")
    response.headers["Retry-After"] = "1"
    return response


_PASSING = {
    "OperationalError",
    "DeadlockDetected",
    "SerializationFailure",
    "AdminShutdown",
    "LockNotAvailable",
    "QueryCanceled",
    "TooManyConnections",
}


def _unexpected(problem: Exception) -> Response:
    """The kind and the place, never the text."""
    log.error("unexpected", extra={"error": type(problem).__name__, "place": place_of(problem)})
    return answer(500, "internal", "Nothing was changed.")
