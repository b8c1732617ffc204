import pytest

from tests.volunteers.town import Town


@pytest.fixture
def town(bench) -> Town:
    return Town(bench("volunteers"))
