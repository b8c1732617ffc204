"""`health/live`, `health/ready` and `metrics`: for inside only, the gateway shows none of it to the world."""

import os
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, current_app, jsonify
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector
from sqlalchemy.exc import DBAPIError

from shared.database import schema_is_current
from shared.eventing.measures import figures
from shared.web.policy import ANYONE

FIGURES = {
    "unsent": "Events in the outbox that are not sent yet",
    "oldest_unsent_s": "Age of the oldest unsent event in seconds",
    "lag": "Events in the log that had no effect here yet",
    "parked": "Keys whose events wait",
    "parked_long": "Keys whose events have waited for over ten minutes",
    "dead": "Events that could not be read",
    "to_resend": "Events still to be sent again to a new log",
}


def blueprint(service: str) -> Blueprint:
    pages = Blueprint("health", __name__, url_prefix=f"/{service}")
    views: list[tuple[str, Any]] = [("/health/live", live), ("/health/ready", ready), ("/metrics", metrics)]
    for path, view in views:
        view.policy = ANYONE
        pages.add_url_rule(path, view_func=view)
    return pages


def live() -> Response:
    return jsonify(status="live")


def ready() -> tuple[Response, int]:
    """Own database and schema; Kafka away never makes a web unready."""
    site = current_app.extensions["opora"]
    try:
        with site.sessions() as session:
            current = schema_is_current(session, site.service.name)
    except DBAPIError:
        return jsonify(status="no database"), 503
    return (jsonify(status="ready"), 200) if current else (jsonify(status="old schema"), 503)


def metrics() -> Response:
    """This service's figures: those of all its processes, and those that its database tells."""
    site = current_app.extensions["opora"]
    registry = CollectorRegistry()
    registry.register(_OfService(site.service.name, _processes()))
    registry.register(_FromDatabase(site))
    return Response(generate_latest(registry), mimetype="text/plain; version=0.0.4; charset=utf-8")


def _processes() -> Collector | CollectorRegistry:
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return MultiProcessCollector(None)  # type: ignore[no-untyped-call]
    return REGISTRY


class _OfService(Collector):
    """Only the samples that are labelled with this service: the embedded stack has all five in one process."""

    def __init__(self, service: str, inner: Collector | CollectorRegistry) -> None:
        self.service = service
        self.inner = inner

    def collect(self) -> Iterable[Metric]:
        for metric in self.inner.collect():
            metric.samples = [sample for sample in metric.samples if sample.labels.get("service") == self.service]
            if metric.samples:
                yield metric


class _FromDatabase(Collector):
    def __init__(self, site: object) -> None:
        self.site = site

    def collect(self) -> Iterable[Metric]:
        with self.site.sessions() as session:  # type: ignore[attr-defined]
            values = figures(session)
        for name, text in FIGURES.items():
            gauge = GaugeMetricFamily(f"opora_{name.replace('_s', '_seconds')}", text, labels=["service"])
            gauge.add_metric([self.site.service.name], values[name])  # type: ignore[attr-defined]
            yield gauge
