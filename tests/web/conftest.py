from collections.abc import Iterator

import pytest

from tests.support.server import Server
from tests.web.site import Site


@pytest.fixture
def site(server: Server) -> Iterator[Site]:
    with Site.of(server) as running:
        yield running
