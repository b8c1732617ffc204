"""`health/live`, `health/ready` and `metrics`: for inside only, the gateway shows none of it to the world."""

import re
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, jsonify
from prometheus_client import generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from shared import schema
from shared.eventing.measures import figures
from shared.metrics import registry_of
from shared.web.policy import ANYONE
from shared.web.site import Site, this_site

FIGURES = {
    "unsent": "Events in the outbox that are not sent yet",
    "oldest_unsent_s": "Age of the oldest unsent event in seconds",
    "lag": "Events in the log that had no effect here yet",
    "parked": "Keys whose events wait",
    "parked_long": "Keys whose events have waited for over ten minutes",
    "dead": "Events that could not be read",
    "to_resend": "Events still to be sent again to a new log",
}

DATABASE_ANSWERS = (
    "opora_database_answers",
    "Whether the service's database answers; 0: what it would tell is left out",
)


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
    """Own database, with all that this release needs in it; Kafka away never makes a web unready."""
    site = this_site()
    try:
        with site.sessions() as session:
            suffices = schema.suffices(session, site.service.name)
    except DBAPIError:
        return jsonify(status="no database"), 503
    return (jsonify(status="ready"), 200) if suffices else (jsonify(status="old schema"), 503)


def metrics() -> Response:
    """This service's figures: those of all its processes, and those that its database tells while it answers."""
    site = this_site()
    registry = registry_of(site.service.name)
    registry.register(_FromDatabase(site))
    return Response(generate_latest(registry), mimetype="text/plain; version=0.0.4; charset=utf-8")


class _FromDatabase(Collector):
    def __init__(self, site: Site) -> None:
        self.site = site

    def collect(self) -> Iterable[Metric]:
        found = self._figures()
        yield _gauge(self.site.service.name, *DATABASE_ANSWERS, float(found is not None))
        for name, text, value in found or ():
            yield _gauge(self.site.service.name, metric_name(name), text, value)

    def _figures(self) -> list[tuple[str, str, float]] | None:
        """Name, text and value of each; None while the database does not answer."""
        service = self.site.service
        try:
            with self.site.sessions() as session:
                values = figures(session)
                own = [(figure.name, figure.text, figure.read(session)) for figure in service.figures]
        except (DBAPIError, PoolTimeout):
            return None
        return [(name, text, values[name]) for name, text in FIGURES.items()] + own


def metric_name(figure: str) -> str:
    return f"opora_{re.sub('_s$', '_seconds', figure)}"


def _gauge(service: str, name: str, text: str, value: float) -> Metric:
    gauge = GaugeMetricFamily(name, text, labels=["service"])
    gauge.add_metric([service], value)
    return gauge
