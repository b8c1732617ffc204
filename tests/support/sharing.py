"""How a run with several processes shares the tests: what is set up for a file, or for the demo, is set up once."""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

ONE_HOME = "tests/demo"
"""The tests here use one demo home, which takes longest to make."""

ONE_WALK = "tests/browser/walked"
"""The tests here use one walk through all pages, which takes longest of what is done in a browser."""

APART = "tests/demo/test_simulation.py"
"""It has a world of its own."""

SLOWEST = (
    ONE_HOME,
    ONE_WALK,
    "tests/stack/test_backup.py",
    "tests/stack/test_stack.py",
    "tests/fuzz",
    "tests/journeys",
    "tests/faults",
    "tests/stack",
    "tests/eventing",
)
"""Begun first and in this order, so that nobody waits for them at the end: each waits for processes of its own, or is
one long test. What comes after are thousands of short ones."""


class ByFile(LoadScopeScheduling):
    """A file, or all that uses the demo home, goes to one process. In the order of collection: see `slowest_first`."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::")[0]
        if file.startswith(f"{ONE_WALK}/"):
            return ONE_WALK
        return ONE_HOME if file.startswith(f"{ONE_HOME}/") and file != APART else file


def slowest_first(items: list[pytest.Item]) -> None:
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    return next((place for place, begin in enumerate(SLOWEST) if item.nodeid.startswith(begin)), len(SLOWEST))
