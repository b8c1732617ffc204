"""The room of requests, matching and its settings."""

from shared.web.pages import Pages

pages = Pages("volunteers", __name__, "matching")

REQUESTS = "/volunteers/requests"
RUNS = "/volunteers/runs"
