"""Events that come before the record they need, and acts that cross on the road: all ends as if in order."""

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.journeys.region import PEOPLE, Region, on
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


def told(region: Region) -> Counter[tuple[str, str]]:
    """How often each was told what."""
    names = [name for name, (organisation, _) in PEOPLE.items() if organisation in ("guardianship", "ngo")]
    return Counter((name, text) for name in names for text in region[name].told())


def parted(region: Region) -> Story:
    """From the referral to the end of the pairing."""
    return Story(region, done=[*WITHOUT_SPECIALIST, "reviewed"]).reach("parted")


@pytest.fixture(scope="module")
def in_order(region: Region) -> Counter[tuple[str, str]]:
    """Who is told what when everything comes in order."""
    before = told(region)
    parted(region)
    return told(region) - before


# --- one service hears of another last --------------------------------------------------------------------------------


@pytest.mark.parametrize(("late", "waits"), [("referrals", False), ("cases", True), ("volunteers", False)])
def test_who_is_told_what_does_not_hang_on_what_notifications_hears_last(
    late: str, waits: bool, unsettled: Region, road: Road, in_order: Counter[tuple[str, str]]
) -> None:
    before = told(unsettled)
    with road.held_up(late, "notifications"):
        unsettled.settle = road.drain_but(late, "notifications")
        parted(unsettled)
        assert bool(road.parked("notifications")) is waits
    road.clear()
    assert told(unsettled) - before == in_order


def test_people_of_whom_notifications_had_not_heard_are_told_all_of_it_when_it_has(
    world: World, road: Road, in_order: Counter[tuple[str, str]]
) -> None:
    with road.held_up("identity", "notifications"):
        region = Region(world, road.drain_but("identity", "notifications"), mark=".new")
        parted(region)
        assert road.parked("notifications") > 0
        assert told(region) == Counter()
    road.clear()
    assert told(region) == in_order


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
