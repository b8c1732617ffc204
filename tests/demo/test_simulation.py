"""A simulated year: the same for the same seed, lawful, and with figures like the practice's own."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from shared import clock
from shared.config import SERVICES
from stack.demo.region import foundation
from stack.demo.region.acts.act import Act
from stack.demo.region.acts.cases import Close, Reopen, Review, Serve
from stack.demo.region.acts.referrals import Accept, Ask, Decline, Duplicate, PassOn, TakeBack
from stack.demo.region.acts.teamwork import Meet
from stack.demo.region.calendar import Calendar
from stack.demo.region.road import Road
from stack.demo.region.stage import Stage
from stack.demo.region.story import Story
from stack.demo.simulation.appeals import Appeal
from stack.demo.simulation.people import AlreadyPlayed
from stack.demo.simulation.teamwork import CancelVisit, EnrolTogether, MakeVisit, PlanVisit
from stack.demo.simulation.year import Year, play, stories
from tests.support.server import Server
from tests.support.world import World, running_world

YEAR = Year(400, 12, 1)
SMALL = Year(6, 3, 307)
"""In the year of this seed everything that the tests ask for has come to some of so few families."""


@pytest.fixture(scope="module")
def told() -> list[Story]:
    return list(stories(YEAR))


def all_of(told: Sequence[Story], kind: type[Act]) -> list[tuple[Story, Act]]:
    return [(story, act) for story in told for _, act in story.life if isinstance(act, kind)]


def children_with(told: Sequence[Story], kind: type[Act], **seen: str) -> int:
    """Of how many children some act of this kind says that."""
    keys = {
        story.key
        for story, act in all_of(told, kind)
        if all(getattr(act, name) == value for name, value in seen.items())
    }
    return sum(1 for story in told if story.key in keys for one in story.members if one.role == "child")


def test_the_same_seed_tells_the_same_year(told: list[Story]) -> None:
    assert list(stories(YEAR)) == told
    assert list(stories(Year(400, 12, 2))) != told


def test_of_the_closures_as_many_are_self_sufficient_as_the_practice_says(told: list[Story]) -> None:
    outcomes = Counter(act.outcome for _, act in all_of(told, Close) if isinstance(act, Close))
    assert outcomes.total() > 150
    assert outcomes["self_sufficient"] / outcomes.total() == pytest.approx(0.84, abs=0.02)
    assert set(outcomes) == {"self_sufficient", "moved", "refused", "other", "child_removed"}


def test_of_the_children_as_many_improved_and_stayed_as_the_practice_says(told: list[Story]) -> None:
    helped = children_with(told, Serve)
    assert children_with(told, Review, wellbeing="improved") / helped == pytest.approx(0.9, abs=0.04)
    assert children_with(told, Review, removal="averted") / helped == pytest.approx(0.2, abs=0.04)


def test_everything_that_can_happen_happens_in_it(told: list[Story]) -> None:
    happening = (Accept, Ask, Decline, Duplicate, PassOn, TakeBack, Reopen)
    together = (PlanVisit, MakeVisit, CancelVisit, Meet, EnrolTogether)
    for kind in (*happening, *together):
        assert all_of(told, kind), kind.__name__
    assert {story.urgency for story in told} == {"immediate", "urgent", "routine"}


def test_families_come_by_themselves_by_the_crisis_line_and_by_partners(told: list[Story]) -> None:
    appeals = [story for story in told if story.opening == Appeal()]
    calls = [story for story in told if story.channel == "crisis_line"]
    assert len(appeals) / YEAR.families == pytest.approx(0.045, abs=0.015), "of those that are in no hurry"
    assert {story.basis for story in calls} == {"legal_duty"}
    assert all(story.sender.endswith("@line.example") for story in calls)
    partners = [story for story in told if story not in appeals and story not in calls]
    assert len(appeals) < len(calls) < len(partners) / 5


def test_a_family_has_no_two_members_of_one_first_name(told: list[Story]) -> None:
    for story in told:
        first = [one.first for one in story.members]
        assert len(set(first)) == len(first), story.key


@pytest.fixture(scope="module")
def played(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A small year in a region of places and people."""
    with running_world(server, tmp_path_factory.mktemp("year"), OPORA_DEMO="1") as world:
        world.pump.close()  # it would have its share of what is on the road
        road = Road(world.settings)
        foundation.lay(Stage(road, Calendar(clock.now())))
        road.close()
        play(world.settings, SMALL, lambda day, percent: None)
        yield world


def test_a_small_year_leaves_families_on_their_way_and_nothing_in_trouble(played: World) -> None:
    assert played.scalar("referrals", "select count(*) from families") >= SMALL.families
    assert played.scalar("cases", "select count(*) from entries where kind = 'service'") > 0
    assert played.scalar("volunteers", "select count(*) from volunteers where status = 'ready'") == 4
    for service in SERVICES:
        for table in ("parked_keys", "dead_letters"):
            assert played.scalar(service, f"select count(*) from {table}") == 0, (service, table)


def test_families_came_in_every_way_were_visited_met_with_and_went_to_a_group(played: World) -> None:
    assert played.scalar("referrals", "select count(*) from appeals") > 0
    channels = "select count(distinct channel) from referrals where channel in ('family', 'crisis_line', 'partner')"
    assert played.scalar("referrals", channels) == 3
    made = "select count(*) from entries where kind = 'contact' and id in (select contact from visits)"
    assert played.scalar("cases", made) == played.scalar("cases", "select count(*) from visits where status = 'done'")
    assert played.scalar("cases", made) > 0
    assert played.scalar("cases", "select count(*) from team_meetings where status = 'held'") > 0
    assert played.scalar("cases", "select count(*) from attendances where attended") > 0


def test_it_happened_in_the_order_of_time_and_nobody_is_mailed_about_long_ago(played: World) -> None:
    backwards = """
        with facts as (
            select (data::jsonb->>'at')::timestamptz as at,
                   lag((data::jsonb->>'at')::timestamptz) over (partition by subject order by sequence) as before
            from outbox where type not like '%delivery%'
        )
        select count(*) from facts where at < before or at > now()
    """
    assert [played.scalar(service, backwards) for service in SERVICES] == [0] * len(SERVICES)
    mailed = "select min(created_at) from notifications where id in (select notification from deliveries)"
    first = played.scalar("notifications", mailed)
    assert first is None or first > datetime.now(UTC) - timedelta(days=3, hours=1)


def test_a_year_is_not_played_twice(played: World) -> None:
    with pytest.raises(AlreadyPlayed):
        play(played.settings, SMALL, lambda day, percent: None)
