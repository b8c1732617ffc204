import pytest

from tests.referrals.family import Region


@pytest.fixture
def region(bench) -> Region:
    return Region(bench("referrals"))
