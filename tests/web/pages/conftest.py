from collections.abc import Iterator

import pytest

from tests.support.server import Server
from tests.web.pages.notes import Desk
from tests.web.site import Site


@pytest.fixture
def desk(server: Server) -> Iterator[Desk]:
    with Site.of(server) as site:
        yield Desk(site)
