"""Both sides are asked once how a pairing is, some weeks after they met or at its end; who has spoken is not."""

from datetime import datetime, timedelta
from typing import Any

from services.volunteers.commands.asking_feedback import ask_for_feedback
from shared import clock
from shared.contracts.volunteers import FEEDBACK_ASKED
from tests.volunteers.test_feedback import introduced, say
from tests.volunteers.town import Town

BOTH = ["worker", "volunteer"]


def asked(town: Town, moment: datetime | None = None) -> list[dict[str, Any]]:
    town.bench.tick(moment or clock.now())
    return town.bench.published(FEEDBACK_ASKED)


def test_both_sides_are_asked_once_six_weeks_after_they_met(town: Town):
    someone = town.ready()
    wish = introduced(town, someone)
    before = town.mine(someone, "assignments")[0]
    met = datetime.fromisoformat(before["introduced_at"])
    assert asked(town, met + timedelta(weeks=6, seconds=-1)) == []
    (told,) = asked(town, met + timedelta(weeks=6))
    assert (told["request"], told["sides"], told["person"]) == (wish.id, BOTH, someone.person.id)
    assert len(asked(town, met + timedelta(weeks=60))) == 1
    assert someone.get(f"assignments/{before['id']}").headers["ETag"] == '"2"', "reading it stays the newest reading"


def test_at_a_sooner_end_they_are_asked_then_and_not_again(town: Town):
    wish = town.wish()
    someone = town.ready()
    pairing = town.pairing(wish, someone)
    town.introduced(wish, pairing)
    town.ended_by_family(wish, pairing)
    assert len(asked(town)) == 1
    assert len(asked(town, clock.now() + timedelta(weeks=7))) == 1


def test_nobody_is_asked_who_never_met_or_when_it_is_too_late_to_say(town: Town):
    never = town.wish()
    town.ended_by_family(never, town.pairing(never, town.ready()))
    late = town.wish()
    pairing = town.pairing(late, town.ready())
    town.introduced(late, pairing)
    town.ended_by_family(late, pairing)
    assert asked(town, clock.now() + timedelta(days=91)) == []


def test_who_has_said_something_is_not_asked(town: Town):
    someone = town.ready()
    wish = introduced(town, someone)
    assert say(wish, town.worker).status == 200
    (told,) = asked(town, clock.now() + timedelta(weeks=7))
    assert told["sides"] == ["volunteer"]


def test_where_feedback_does_not_count_nobody_is_asked(town: Town):
    introduced(town, town.ready())
    settings = {"settings": [{"code": "feedback_counts", "value": 0}]}
    assert town.coordinator.api.put("/volunteers/api/v1/settings", settings, if_match="*").status == 200
    assert asked(town, clock.now() + timedelta(weeks=7)) == []


def test_two_workers_at_once_ask_once(town: Town):
    introduced(town, town.ready())
    moment = clock.now() + timedelta(weeks=7)
    with clock.at(moment), town.bench.session() as one, town.bench.session() as other:
        assert (ask_for_feedback(one), ask_for_feedback(other)) == (1, 0)
        one.commit()
    assert len(asked(town, moment)) == 1
