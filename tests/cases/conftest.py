"""A region with people, and a case in it."""

from collections.abc import Callable

import pytest

from tests.cases.region import Opened, Region
from tests.support.bench import Bench


@pytest.fixture
def region(bench: Callable[..., Bench]) -> Region:
    return Region.of(bench("cases"))


@pytest.fixture
def case(region: Region) -> Opened:
    return region.open()
