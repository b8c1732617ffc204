"""`opora replay`: a service that lost its replicas, and even what it knew to have heard, is told everything again. Its
answers are then what they were, and nobody is told anything twice."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text

from shared.config import SERVICES
from tests.journeys.region import Region, on
from tests.journeys.road import Road, counts
from tests.journeys.story import CASES, REFERRALS, VOLUNTEERS, WITHOUT_SPECIALIST, Story
from tests.support.server import Server
from tests.support.world import World, running_world

DIRECTORY = ("known_people", "known_organisations", "known_districts", "revoked_sessions")
REPLICAS = {
    "referrals": (*DIRECTORY, "known_cases"),
    "cases": (*DIRECTORY, "family_aliases"),
    "volunteers": (*DIRECTORY, "known_cases"),
    "notifications": (*DIRECTORY, "known_cases", "known_referrals", "family_aliases", "roles_held"),
}
"""What each service keeps of others' records, by table."""


PAGES = {
    "referrer": ("referral", "referrals"),
    "school_referrer": ("referrals",),
    "coordinator": ("referral", "referrals", "workers", "cases"),
    "worker": ("case", "request", "cases"),
    "specialist": ("case", "cases"),
    "supervisor": ("referral", "case", "case/support-requests"),
    "matchmaker": ("search", "search/candidates", "assignments"),
    "family1": ("own proposals", "own assignments"),
}
"""Who reads what: a record of the story and what is below it, or a list."""

LISTS = {
    "referrals": f"{REFERRALS}/referrals",
    "workers": f"{REFERRALS}/workers",
    "cases": f"{CASES}/cases",
    "assignments": f"{VOLUNTEERS}/assignments",
    "own proposals": f"{VOLUNTEERS}/proposals?mine=1",
    "own assignments": f"{VOLUNTEERS}/assignments?mine=1",
    "inbox": "/notifications/api/v1/inbox?limit=200",
}


class Told:
    """A region in which much has happened, and what its people read of it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.road = Road(world)
        self.region = Region(world, world.drain)
        self.supported = Story(self.region).reach("met")
        self.ended = Story(self.region, done=[*WITHOUT_SPECIALIST, "reviewed", "assessed_again"]).reach("parted")
        with on(220):
            ended = self.ended
            ended.worker.do(f"{ended.case}/closure", ended.people.closure(220, outcome="moved"))
            ended.worker.do(f"{ended.case}/reopen", {"reason": "Мама позвонила сама."})
            self._duplicate()
        with on(230):
            ended.worker.do(f"{ended.case}/closure", ended.people.closure(230, outcome="moved"))
        leaving = self.region.newcomer("leaving", "case_worker")
        leaving.do("/identity/api/v1/tokens/revoke")
        self.region.administrator.do(f"/identity/api/v1/people/{leaving.id}/deactivate")
        self.at_first = self.answers()

    def _duplicate(self) -> None:
        again = Story(self.region, self.supported.family, sender="school_referrer").reach("referred")
        again.coordinator.do(f"{again.referral}/duplicate", {"of": self.supported.ids["family"]})

    def answers(self) -> dict[str, Any]:
        """What the people of the region read of both families, and all that they were told."""
        return {
            f"{name} {path}": self.region[name].api.get(path).json
            for name, pages in PAGES.items()
            for story in (self.supported, self.ended)
            for path in (self._path(story, page) for page in (*pages, "inbox"))
        }

    @staticmethod
    def _path(story: Story, page: str) -> str:
        record, slash, below = page.partition("/")
        return LISTS[page] if page in LISTS else f"{getattr(story, record)}{slash}{below}"

    def lose(self, service: str) -> None:
        """Its replicas are empty, and it no longer knows which events it has heard."""
        tables = ", ".join((*REPLICAS[service], "inbox"))
        with self.world.pump.sessions[service].begin() as session:
            session.execute(text(f"truncate {tables}"))

    def own(self, service: str) -> dict[str, int]:
        """Rows of what is the service's own, its outbox among them."""
        kept = {*REPLICAS[service], "inbox", "consumer_offsets", "outbox_sent"}
        return {name: rows for name, rows in counts(self.world, service).items() if name not in kept}


@pytest.fixture(scope="module")
def told(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    with running_world(server, tmp_path_factory.mktemp("world")) as world:
        yield Told(world)


@pytest.mark.parametrize("service", REPLICAS)
def test_a_service_that_lost_its_replicas_and_its_inbox_is_whole_again_after_a_replay(service: str, told: Told) -> None:
    own, replicas = told.own(service), counts(told.world, service, *REPLICAS[service])
    told.lose(service)
    assert set(counts(told.world, service, *REPLICAS[service]).values()) == {0}
    published = {name: told.road.replay(name) for name in SERVICES}
    told.road.send_again()
    assert counts(told.world, service, *REPLICAS[service]) == replicas
    assert told.own(service) == own | {"outbox": own["outbox"] + published[service]}, "nobody was told anything"
    assert told.answers() == told.at_first


def test_a_replay_that_nobody_needed_changes_nothing(told: Told) -> None:
    before = {name: told.own(name) for name in REPLICAS}
    published = {name: told.road.replay(name) for name in SERVICES}
    told.road.send_again()
    for name, own in before.items():
        assert told.own(name) == own | {"outbox": own["outbox"] + published[name]}, name
    assert told.answers() == told.at_first
