from collections.abc import Callable

import pytest

from tests.referrals.family import Region
from tests.support.bench import Bench, Person
from tests.support.mailbox import Mailbox


@pytest.fixture
def region(bench: Callable[..., Bench]) -> Region:
    return Region(bench("referrals"))


@pytest.fixture
def second(region: Region) -> Person:
    """Another coordinator of the receiver."""
    return region.bench.person("coordinator", organisation=region.ngo)


@pytest.fixture
def mailing(bench: Callable[..., Bench], mailbox: Mailbox) -> Region:
    """A region whose mails arrive."""
    return Region(bench("referrals", SMTP_URL=mailbox.url, OPORA_ADDRESS="https://opora.example"))
