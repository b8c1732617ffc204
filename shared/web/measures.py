"""How many requests a service answers, how, and how fast. Labels are the kind of answer, never a path or a person."""

import time

from flask import Flask, Response, g, request
from prometheus_client import Histogram

REQUESTS = Histogram(
    "opora_request_seconds",
    "From a request's arrival to its answer",
    ["service", "status"],
    buckets=(0.01, 0.02, 0.04, 0.08, 0.2, 0.5, 1, 2, 5, 15),
)


def register(app: Flask, service: str) -> None:
    """Count all but health checks and the figures themselves. The status is its first digit: `2xx`, `5xx`."""

    def begin() -> None:
        g.began = time.perf_counter()

    def end(response: Response) -> Response:
        if request.blueprint != "health" and "began" in g:
            kind = f"{response.status_code // 100}xx"
            REQUESTS.labels(service, kind).observe(time.perf_counter() - g.began)
        return response

    app.before_request(begin)
    app.after_request(end)
