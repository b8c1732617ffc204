"""Pairings: introduced by the worker, ended by either side without a reason, ended when the volunteer is gone."""

from uuid import UUID

import pytest

from shared import clock
from shared.contracts.case_events import CASE_CLOSED
from shared.contracts.cases import SUPPORT_INTRODUCED, SUPPORT_REQUESTED
from shared.contracts.volunteers import (
    ASSIGNMENT_ENDED,
    ASSIGNMENT_STARTED,
    PROPOSAL_WITHDRAWN,
    VOLUNTEER_CHANGED,
)
from shared.eventing.sealing import KeyRing
from shared.ids import uuid7
from tests.volunteers.town import INTRODUCTION, Town


def test_a_volunteer_learns_whom_they_meet_when_the_worker_introduces_them(town: Town):
    someone, wish = town.ready(), town.wish()
    pairing = town.pairing(wish, someone)
    assert (pairing["status"], pairing["introduction"]) == ("started", None)
    assert (pairing["supervised_by"], pairing["supervisor_name"]) == (str(town.coordinator.id), "Соколова Вера")
    town.introduced(wish, pairing)
    (shown,) = town.mine(someone, "assignments")
    assert (shown["id"], shown["status"], shown["district"]) == (pairing["id"], "introduced", "lesnoy")
    meeting = {"at": "2026-12-26T08:00:00+00:00", "place": "Парк у библиотеки"}
    assert shown["introduction"] == INTRODUCTION | {"first_meeting": meeting}
    assert town.status_of(wish) == "introduced"


def test_a_second_introduction_moves_the_meeting(town: Town):
    someone, wish = town.ready(), town.wish()
    pairing = town.pairing(wish, someone)
    town.introduced(wish, pairing)
    town.introduced(wish, pairing, contact_name="Олег")
    (shown,) = town.mine(someone, "assignments")
    assert shown["introduction"]["contact_name"] == "Олег"


def test_an_annulled_introduction_is_shown_to_nobody_until_the_next(town: Town):
    someone, wish = town.ready(), town.wish()
    pairing = town.pairing(wish, someone)
    town.introduced(wish, pairing)
    town.introduction_annulled(wish, pairing)
    (shown,) = town.mine(someone, "assignments")
    assert (shown["status"], shown["introduction"], shown["introduced_at"]) == ("started", None, None)
    assert town.status_of(wish) == "matched"
    town.introduced(wish, pairing, contact_name="Олег")
    (shown,) = town.mine(someone, "assignments")
    assert (shown["status"], shown["introduction"]["contact_name"]) == ("introduced", "Олег")


def test_an_introduction_annulled_after_the_end_changes_nothing(town: Town):
    someone, wish = town.ready(), town.wish()
    pairing = town.pairing(wish, someone)
    town.introduced(wish, pairing)
    assert someone.post(f"assignments/{pairing['id']}/end").status == 200
    town.introduction_annulled(wish, pairing)
    assert (town.mine(someone, "assignments")[0]["status"], town.status_of(wish)) == ("ended", "ended")


def test_only_the_volunteer_and_who_supervises_them_see_how_to_reach_the_family(town: Town):
    someone, wish = town.ready(), town.wish()
    colleague = town.bench.person("volunteer_coordinator", organisation=town.ngo)
    pairing = town.pairing(wish, someone)
    town.introduced(wish, pairing)
    path = f"assignments/{pairing['id']}"
    assert someone.get(path).json["introduction"]["contact_phone"] == "+79005550177"
    assert town.get(path).json["introduction"]["contact_phone"] == "+79005550177"
    assert town.get(path, by=colleague).json["introduction"] is None
    (row,) = town.get("assignments", by=colleague).json["items"]
    assert (row["id"], row["display_name"], row["introduction"]) == (pairing["id"], "Соколова Вера", None)


@pytest.mark.parametrize("introduced", [False, True])
def test_a_volunteer_ends_a_pairing_without_a_reason_and_forgets_how_to_reach_the_family(town: Town, introduced: bool):
    someone, wish = town.ready(), town.wish()
    pairing = town.pairing(wish, someone)
    if introduced:
        town.introduced(wish, pairing)
    answer = someone.post(f"assignments/{pairing['id']}/end")
    assert (answer.status, answer.json["status"], answer.json["introduction"]) == (200, "ended", None)
    assert town.status_of(wish) == "ended"
    (event,) = town.bench.published(ASSIGNMENT_ENDED)
    event.pop("at")
    assert event == {
        "assignment": UUID(pairing["id"]),
        "proposal": UUID(pairing["proposal"]),
        "request": wish.id,
        "case": wish.case,
        "kind": "contact_family",
        "volunteer": UUID(someone.id),
        "person": someone.person.id,
        "organisation": town.ngo,
        "supervised_by": town.coordinator.id,
        "by": someone.person.id,
    }
    again = someone.post(f"assignments/{pairing['id']}/end")
    assert (again.status, again.json["state"]) == (409, "ended")


def test_nobody_may_be_asked_for_a_reason_of_an_end(town: Town):
    someone = town.ready()
    pairing = town.pairing(town.wish(), someone)
    answer = someone.post(f"assignments/{pairing['id']}/end", {"reason": "…"})
    assert (answer.status, answer.json["errors"]) == (422, {"reason": ["unknown_field"]})


def test_the_family_ends_a_pairing_and_the_echo_of_an_end_changes_nothing(town: Town):
    someone, wish = town.ready(), town.wish()
    pairing = town.pairing(wish, someone)
    town.introduced(wish, pairing)
    for _ in range(2):
        town.ended_by_family(wish, pairing)
    (shown,) = town.mine(someone, "assignments")
    assert (shown["status"], shown["introduction"]) == ("ended", None)
    (event,) = town.bench.published(ASSIGNMENT_ENDED)
    assert (event["by"], event["assignment"]) == (town.worker.id, UUID(pairing["id"]))


def test_an_introduction_that_comes_after_the_end_tells_nothing(town: Town):
    someone, wish = town.ready(), town.wish()
    pairing = town.pairing(wish, someone)
    assert someone.post(f"assignments/{pairing['id']}/end").status == 200
    town.introduced(wish, pairing)
    (shown,) = town.mine(someone, "assignments")
    assert (shown["status"], shown["introduction"]) == ("ended", None)
    assert town.status_of(wish) == "ended"


def test_an_introduction_whose_words_can_not_be_read_any_more_still_introduces(town: Town):
    someone, wish = town.ready(), town.wish()
    pairing = town.pairing(wish, someone)
    ring = town.bench.keyrings["introduction"]
    destroyed = KeyRing(ring.current, {ring.current: None})
    town.bench.consumer.effects.keyrings = {**town.bench.keyrings, "introduction": destroyed}
    town.introduced(wish, pairing)
    (shown,) = town.mine(someone, "assignments")
    assert shown["status"] == "introduced"
    assert set(shown["introduction"].values()) == {None}


def test_a_withdrawn_request_leaves_nobody_waiting(town: Town):
    first, second, wish = town.ready(), town.ready(), town.wish()
    proposals = [town.proposal(wish, one) for one in (first, second)]
    town.withdrawn(wish)
    assert town.status_of(wish) == "withdrawn"
    assert {row["status"] for row in town.get("proposals").json["items"]} == {"withdrawn"}
    assert {str(event["proposal"]) for event in town.bench.published(PROPOSAL_WITHDRAWN)} == set(proposals)


def test_a_yes_that_crossed_a_withdrawal_comes_to_nothing(town: Town):
    someone, wish = town.ready(), town.wish()
    pairing = town.pairing(wish, someone)
    town.withdrawn(wish)
    assert someone.get(f"assignments/{pairing['id']}").json["status"] == "ended"
    assert town.status_of(wish) == "withdrawn"
    assert len(town.bench.published(ASSIGNMENT_ENDED)) == 1


def test_a_closed_case_leaves_its_pairings_as_they_are(town: Town):
    someone, wish = town.ready(), town.wish()
    pairing = town.pairing(wish, someone)
    town.introduced(wish, pairing)
    today = clock.today("Europe/Moscow")
    town.case(CASE_CLOSED, wish.case, status="closed", outcome="moved", closed_on=today, children=[], parents=[])
    (shown,) = town.mine(someone, "assignments")
    assert shown["status"] == "introduced"
    assert shown["introduction"]["contact_name"] == "Марина"


def test_who_is_deactivated_leaves_and_nothing_of_theirs_goes_on(town: Town):
    someone, asked, paired = town.ready(), town.wish(), town.wish()
    pairing = town.pairing(paired, someone)
    proposal = town.proposal(asked, someone)
    town.deactivated(someone, by=town.worker.id)
    assert town.get(f"volunteers/{someone.id}").json["status"] == "left"
    assert town.get(f"proposals/{proposal}").json["status"] == "withdrawn"
    assert town.get(f"assignments/{pairing['id']}").json["status"] == "ended"
    assert (town.status_of(asked), town.status_of(paired)) == ("open", "ended")
    assert town.bench.published(VOLUNTEER_CHANGED)[-1]["status"] == "left"
    assert len(town.bench.published(PROPOSAL_WITHDRAWN)) == len(town.bench.published(ASSIGNMENT_ENDED)) == 1
    assert someone.get("volunteers").status == 401


def test_who_leaves_ends_their_pairings(town: Town):
    someone = town.ready()
    pairing = town.pairing(town.wish(), someone)
    assert town.change(someone.id, {"status": "left"}, by=someone.person).status == 200
    assert town.get(f"assignments/{pairing['id']}").json["status"] == "ended"


def test_who_pauses_goes_on_with_the_families_they_have(town: Town):
    someone = town.ready()
    pairing = town.pairing(town.wish(), someone)
    assert town.change(someone.id, {"status": "paused"}, by=someone.person).status == 200
    assert someone.get(f"assignments/{pairing['id']}").json["status"] == "started"


def test_an_introduction_waits_for_the_pairing_it_needs_and_others_pass_it(town: Town):
    wish, other = town.wish(), town.wish()
    unknown = {"assignment": uuid7(), "volunteer": uuid7(), "person": uuid7()}
    town.bench.receive(SUPPORT_INTRODUCED, wish.case, wish.data | unknown | {"status": "introduced"} | INTRODUCTION)
    town.withdrawn(other)
    assert (town.status_of(wish), town.status_of(other)) == ("open", "withdrawn")
    assert town.bench.counts()["parked_keys"] == 1


def test_what_a_snapshot_repeats_changes_no_status_and_acts_on_nobody(town: Town):
    someone, wish = town.ready(), town.wish()
    town.pairing(wish, someone)
    repeated = wish.data | {"about": "Мама с сыном.", "status": "open"}
    town.bench.receive(SUPPORT_REQUESTED, wish.case, repeated, snapshot=True)
    assert town.status_of(wish) == "matched"
    assert town.get(f"requests/{wish.id}").json["about"] == "Мама с сыном."
    assert len(town.bench.published(ASSIGNMENT_STARTED)) == 1
