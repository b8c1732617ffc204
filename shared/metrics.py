"""Figures that processes count themselves, as Prometheus reads them. What databases tell is added by the webs."""

import os
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

BIND = "OPORA_METRICS_BIND"
"""`host:port` at which a worker shows its figures. Not set: nowhere; on the embedded stack the webs show them."""


def registry_of(service: str) -> CollectorRegistry:
    """The figures of this service: of all processes that share a folder of figures with this one."""
    registry = CollectorRegistry()
    registry.register(_OfService(service, _processes()))
    return registry


def serve(service: str) -> int | None:
    """Show them at `OPORA_METRICS_BIND`, if set, in a thread that ends with the process; returns the port."""
    bind = os.environ.get(BIND)
    if not bind:
        return None
    host, _, port = bind.rpartition(":")
    server, _ = start_http_server(int(port), host, registry_of(service))
    return int(server.server_port)


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
