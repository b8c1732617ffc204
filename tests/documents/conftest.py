"""Records with people around them; each service keeps its files in a folder of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cases.region import Opened
from tests.cases.region import Region as Cases
from tests.referrals.family import Region as Referrals
from tests.support.bench import Bench
from tests.volunteers.town import Town


@pytest.fixture
def case(bench: Callable[..., Bench]) -> Opened:
    return Cases.of(bench("cases")).open()


@pytest.fixture
def stored(case: Opened) -> Path:
    """Where this case's service keeps files."""
    settings = case.region.bench.settings
    return settings.documents / settings.service


@pytest.fixture
def referrals(bench: Callable[..., Bench]) -> Referrals:
    return Referrals(bench("referrals"))


@pytest.fixture
def town(bench: Callable[..., Bench]) -> Town:
    return Town(bench("volunteers"))
