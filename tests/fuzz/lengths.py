"""How long the tests of this folder look: short and the same every time, or as `make fuzz` asks, from another seed."""

import os

from hypothesis import HealthCheck, settings

AT_LENGTH = bool(os.environ.get("OPORA_FUZZ_AT_LENGTH"))

EXAMPLES = int(os.environ.get("OPORA_FUZZ_EXAMPLES") or 1)
"""Requests for each operation, person and mode: valid ones, and ones that the description forbids. Four times as many
walks, a hundred times as many dates."""

SEED = int(os.environ.get("OPORA_FUZZ_SEED") or 20250303)
"""Of the requests; `make fuzz` gives it to the rest too."""

RULES = settings(max_examples=100 * EXAMPLES, derandomize=not AT_LENGTH, database=None, deadline=None)
"""For pure functions."""

WALKS = settings(
    max_examples=4 * EXAMPLES,
    stateful_step_count=50 if AT_LENGTH else 20,
    derandomize=not AT_LENGTH,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
"""For walks through the states of a record in a real database."""
