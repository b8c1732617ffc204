"""Who is told of a deadline goes by the policy under which it began, and by habit where an event says nothing of it."""

from collections.abc import Callable

import pytest

from shared.contracts.cases import DEADLINE_NEAR, DEADLINE_PASSED
from shared.eventing.contract import EventType
from tests.notifications.story import Story
from tests.support.bench import Bench

WORKER, SUPERVISOR = {"worker": "deadline_near"}, {"supervisor": "deadline_passed_supervisor"}


@pytest.fixture
def story(bench: Callable[..., Bench]) -> Story:
    return Story(bench("notifications"))


def _told(story: Story, event: EventType, kind: str, warned: list[str] | None) -> dict[str, str]:
    story.turn_page()
    data = story.example(event) | {"kind": kind, "warned": warned}
    if warned is None:
        del data["warned"]
    return story.told(story.bench.receive(event, data["case"], data))


def test_who_is_told_is_who_the_event_says(story: Story) -> None:
    near, passed = DEADLINE_NEAR, DEADLINE_PASSED
    assert _told(story, near, "plan", ["worker"]) == WORKER
    assert _told(story, near, "plan", ["worker", "supervisor"]) == WORKER | {"supervisor": "deadline_near"}
    assert _told(story, near, "plan", []) == {}
    assert _told(story, passed, "plan", ["supervisor"]) == SUPERVISOR
    assert _told(story, passed, "plan", ["worker"]) == {"worker": "deadline_passed"}
    both = {"worker": "deadline_passed", "supervisor": "closure_due"}
    assert _told(story, passed, "closure", ["worker", "supervisor"]) == both


def test_an_event_of_a_former_version_tells_whom_it_told_then(story: Story) -> None:
    assert _told(story, DEADLINE_NEAR, "plan", None) == WORKER
    assert _told(story, DEADLINE_PASSED, "plan", None) == SUPERVISOR | {"worker": "deadline_passed"}
    assert _told(story, DEADLINE_NEAR, "closure", None) == {"supervisor": "closure_due"}
    assert _told(story, DEADLINE_PASSED, "closure", None) == {"supervisor": "closure_due"}
