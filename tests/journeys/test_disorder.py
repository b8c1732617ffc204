"""Events that come before the record they need, and acts that cross on the road: all ends as if in order."""

from collections.abc import Iterator

import pytest

from tests.journeys.region import Region, on
from tests.journeys.road import Road
from tests.journeys.story import VOLUNTEERS, WITHOUT_SPECIALIST, Story
from tests.support.server import Server
from tests.support.world import World, running_world


@pytest.fixture(scope="module")
def world(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with running_world(server, tmp_path_factory.mktemp("world")) as running:
        yield running


@pytest.fixture(scope="module")
def road(world: World) -> Road:
    return Road(world)


@pytest.fixture(scope="module")
def region(world: World) -> Region:
    return Region(world, world.drain)


@pytest.fixture
def unsettled(region: Region) -> Iterator[Region]:
    """A test may say how far what people do here gets."""
    before = region.settle
    yield region
    region.settle = before


def told(story: Story) -> dict[str, list[str]]:
    """What each was told in all, by name; in the order of its name, as the order of hearing may differ."""
    return {name: sorted(person.told()) for name, person in story.region.people.items() if person.told()}


def parted(region: Region) -> Story:
    """From the referral to the end of the pairing."""
    return Story(region, done=[*WITHOUT_SPECIALIST, "reviewed"]).reach("parted")


@pytest.fixture(scope="module")
def in_order(world: World) -> dict[str, list[str]]:
    """Who is told what when everything comes in order."""
    return told(parted(Region(world, world.drain, mark=".in.order")))


# --- one service hears of another last --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("late", "waits"), [("identity", True), ("referrals", False), ("cases", True), ("volunteers", False)]
)
def test_who_is_told_what_does_not_hang_on_the_order_in_which_notifications_hears_it(
    late: str, waits: bool, world: World, road: Road, in_order: dict[str, list[str]]
) -> None:
    drain = road.drain_but(late, "notifications")
    with road.held_up(late, "notifications"):
        story = parted(Region(world, drain, mark=f".late.{late}"))
        assert bool(road.parked("notifications")) is waits
    road.clear()
    assert told(story) == in_order


def test_a_case_waits_for_the_organisation_that_is_to_open_it(world: World, road: Road) -> None:
    with road.held_up("identity", "cases"):
        region = Region(world, road.drain_but("identity", "cases"), mark=".new.ngo")
        story = Story(region).reach("referred")
        with on(1):
            story.coordinator.do(f"{story.referral}/accept", {"worker": story.worker.id})
        assert story.referrer.get(story.referral)["status"] == "accepted"
        assert road.parked("cases") == 1
    road.clear()
    story.find_case()
    case = story.worker.get(story.case)
    assert (case["worker"], case["opened_on"]) == (story.worker.id, "2025-03-04"), "the day of the acceptance"
    assert story.referrer.get(story.referral)["status"] == "case_opened"


def test_the_loop_closes_at_a_sender_whose_service_hears_of_the_whole_case_at_once(
    unsettled: Region, road: Road
) -> None:
    with road.held_up("cases", "referrals"):
        unsettled.settle = road.drain_but("cases", "referrals")
        story = Story(unsettled, done=[*WITHOUT_SPECIALIST]).reach("agreed")
        with on(10):
            story.worker.do(f"{story.case}/closure", story.people.closure(10, outcome="moved"))
        assert story.referrer.get(story.referral)["status"] == "accepted"
    road.clear()
    seen = story.referrer.get(story.referral)
    assert (seen["status"], seen["case"]["outcome"]) == ("case_closed", "moved")
    assert [entry["kind"] for entry in seen["history"]][-2:] == ["case_opened", "case_closed"]


# --- acts that cross --------------------------------------------------------------------------------------------------

ORDERS = pytest.mark.parametrize(("first", "second"), [("cases", "volunteers"), ("volunteers", "cases")])


def stays_where_it_is() -> None:
    """What people do is sent when the test says so."""


@ORDERS
def test_a_yes_that_crosses_the_withdrawal_of_the_request_comes_to_nothing(
    first: str, second: str, unsettled: Region, road: Road
) -> None:
    story = Story(unsettled, done=[*WITHOUT_SPECIALIST]).reach("proposed")
    unsettled.settle = stays_where_it_is
    with on(33):
        story.worker.do(f"{story.request}/withdraw")
        story.family1.do(f"{story.proposal}/accept")
        road.send(first)
        road.send(second)
        road.clear()
    assert story.worker.get(story.request)["status"] == "withdrawn"
    assert story.matchmaker.get(story.search)["status"] == "withdrawn"
    mine = story.family1.items(f"{VOLUNTEERS}/assignments?mine=1")
    assert next(one["status"] for one in mine if one["request"] == story.ids["request"]) == "ended"


@ORDERS
def test_a_yes_that_crosses_the_end_of_the_case_comes_to_nothing(
    first: str, second: str, unsettled: Region, road: Road
) -> None:
    story = Story(unsettled, done=[*WITHOUT_SPECIALIST]).reach("proposed")
    unsettled.settle = stays_where_it_is
    with on(33):
        story.worker.do(f"{story.case}/closure", story.people.closure(33, outcome="moved"))
        story.family1.do(f"{story.proposal}/accept")
        road.send(first)
        road.send(second)
        road.clear()
    assert story.worker.get(story.request)["status"] == "withdrawn"
    assert story.matchmaker.get(story.search)["status"] == "withdrawn"


@ORDERS
def test_both_sides_may_end_a_pairing_at_the_same_moment(
    first: str, second: str, unsettled: Region, road: Road
) -> None:
    story = Story(unsettled, done=[*WITHOUT_SPECIALIST]).reach("introduced")
    unsettled.settle = stays_where_it_is
    before = {name: len(unsettled[name].told()) for name in ("family1", "worker")}
    with on(40):
        story.worker.do(f"{story.request}/end")
        story.family1.do(f"{story.assignment}/end")
        road.send(first)
        road.send(second)
        road.clear()
    assert story.worker.get(story.request)["status"] == "ended"
    assert story.family1.get(story.assignment)["status"] == "ended"
    assert story.matchmaker.get(story.search)["status"] == "ended"
    assert story.family1.told()[before["family1"] :] == ["support_ended"]
    assert story.worker.told()[before["worker"] :] == ["assignment_ended"]


@pytest.mark.parametrize(("first", "second"), [("identity", "referrals"), ("referrals", "identity")])
def test_a_worker_who_leaves_while_the_acceptance_is_on_the_road_has_no_case(
    first: str, second: str, unsettled: Region, road: Road
) -> None:
    leaving = unsettled.newcomer(f"leaving_before_{first}", "case_worker")
    story = Story(unsettled).reach("referred")
    unsettled.settle = stays_where_it_is
    with on(1):
        story.coordinator.do(f"{story.referral}/accept", {"worker": leaving.id})
        unsettled.administrator.do(f"/identity/api/v1/people/{leaving.id}/deactivate")
        road.send(first)
        road.send(second)
        road.clear()
    story.find_case()
    assert story.second_coordinator.get(story.case)["worker"] is None
    for person in (story.second_coordinator, story.supervisor):
        assert set(person.told(story.ids["case_reference"])) == {"case_without_worker"}
