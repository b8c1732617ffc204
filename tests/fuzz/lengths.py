"""How long the tests of this folder look: short and the same every time, or as `make fuzz` asks, from another seed."""

import os

from hypothesis import HealthCheck, settings

AT_LENGTH = bool(os.environ.get("OPORA_FUZZ_AT_LENGTH"))

RULES = settings(max_examples=5000 if AT_LENGTH else 100, derandomize=not AT_LENGTH, database=None, deadline=None)
"""For pure functions."""

WALKS = settings(
    max_examples=200 if AT_LENGTH else 4,
    stateful_step_count=50 if AT_LENGTH else 20,
    derandomize=not AT_LENGTH,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
"""For walks through the states of a record in a real database."""
