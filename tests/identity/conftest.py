from collections.abc import Callable

import pytest

from tests.identity.home import Home
from tests.support.bench import Bench


@pytest.fixture
def home(bench: Callable[..., Bench]) -> Home:
    return Home(bench("identity"))
