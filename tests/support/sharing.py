"""How a run with several processes shares the tests: what is set up for a file, or for the demo, is set up once."""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

ONE_HOME = "tests/demo"
"""All tests here use one demo home, which takes longest to make."""

SLOWEST = (ONE_HOME, "tests/stack/test_stack.py")
"""Begun first, so that nobody waits for them at the end."""


class ByFile(LoadScopeScheduling):
    """A file, or all that uses the demo home, goes to one process. In the order of collection: see `slowest_first`."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return ONE_HOME if nodeid.startswith(f"{ONE_HOME}/") else nodeid.split("::")[0]


def slowest_first(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(SLOWEST))
