import pytest

from tests.referrals.family import Region
from tests.support.bench import Person


@pytest.fixture
def region(bench) -> Region:
    return Region(bench("referrals"))


@pytest.fixture
def second(region: Region) -> Person:
    """Another coordinator of the receiver."""
    return region.bench.person("coordinator", organisation=region.ngo)
