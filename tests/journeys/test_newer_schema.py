"""This release on the schema of the next one: while servers are upgraded one by one, and after going back."""

from collections.abc import Iterator
from functools import partial

import pytest

from shared import schema
from shared.config import SERVICES
from shared.database import migrate
from tests.journeys.region import Region
from tests.journeys.story import CASES, Story
from tests.support.brokers import running_log
from tests.support.releases import NAME, upgrade_beyond
from tests.support.server import Server
from tests.support.world import World


@pytest.fixture(scope="module")
def region(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    with running_log(tmp_path_factory.mktemp("world")) as log:
        given = {
            name: server.settings(name, f"{name}_next", partial(upgrade_beyond, name), KAFKA_BOOTSTRAP=log.bootstrap)
            for name in SERVICES
        }
        world = World(server, given)
        try:
            yield Region(world, world.drain)
        finally:
            world.close()


@pytest.mark.parametrize("service", SERVICES)
def test_migrating_leaves_a_newer_schema_as_it_is_and_the_service_is_ready(service: str, region: Region) -> None:
    world = region.world
    migrate(service, world.settings[service].database_url)
    with world.pump.sessions[service]() as session:
        applied = schema.applied(session)
    assert {history for history, names in applied.items() if NAME in names} == set(schema.histories(service))
    assert world.api().get(f"/{service}/health/ready").status == 200


def test_a_family_is_helped_from_referral_to_follow_up_on_a_newer_schema(region: Region) -> None:
    story = Story(region).reach("followed_up")
    (row,) = story.supervisor.items(f"{CASES}/cases?referral={story.ids['referral']}")
    assert row["status"] == "followed_up"
    assert story.second_referrer.get(story.referral)["status"] == "case_closed"
