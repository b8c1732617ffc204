"""Asking: several at once, the first yes wins, a no needs no reason, silence ends after three days."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from shared import clock
from shared.contracts.volunteers import (
    ASSIGNMENT_STARTED,
    PROPOSAL_ACCEPTED,
    PROPOSAL_DECLINED,
    PROPOSAL_EXPIRED,
    PROPOSAL_MADE,
    PROPOSAL_WITHDRAWN,
)
from tests.volunteers.town import SATURDAY, VETTED, Town

DAYS = timedelta(days=1)
BEFORE_YES = {"kind", "district", "children_ages", "languages", "times", "about"}
ALWAYS = {"id", "request", "volunteer", "status", "supervised_by", "made_at", "expires_at", "answered_at"}


def test_a_question_stands_for_three_days_and_the_request_shows_it(town: Town):
    someone, wish = town.ready(), town.wish()
    assert town.status_of(wish) == "open"
    answer = town.propose(wish, someone)
    assert answer.status == 201
    assert answer.json["status"] == "made"
    assert (answer.json["request"], answer.json["volunteer"]) == (str(wish.id), someone.id)
    asked_at, expires_at = (datetime.fromisoformat(answer.json[name]) for name in ("made_at", "expires_at"))
    assert expires_at - asked_at == 3 * DAYS
    assert town.status_of(wish) == "proposed"


def test_before_a_yes_a_volunteer_learns_only_what_they_need_to_decide(town: Town):
    someone, wish = town.ready(), town.wish()
    town.proposal(wish, someone)
    (shown,) = town.mine(someone, "proposals")
    assert shown.keys() == ALWAYS | BEFORE_YES
    assert {name: shown[name] for name in BEFORE_YES} == {
        "kind": "contact_family",
        "district": "lesnoy",
        "children_ages": [7, 12],
        "languages": ["ru"],
        "times": [SATURDAY],
        "about": "Мама с сыном недавно переехали.",
    }


@pytest.mark.parametrize("status", ["declined", "expired", "withdrawn"])
def test_after_a_no_or_silence_nothing_of_the_family_is_told_any_more(town: Town, status: str):
    someone, wish = town.ready(), town.wish()
    id = town.in_proposal_status(status, wish, someone)
    shown = someone.get(f"proposals/{id}").json
    assert shown["status"] == status
    assert shown.keys() == ALWAYS | {"kind", "district"}


def test_a_yes_starts_a_pairing_and_tells_who_will_meet_whose_family(town: Town):
    someone, wish = town.ready(), town.wish()
    id = town.proposal(wish, someone)
    answer = someone.post(f"proposals/{id}/accept")
    assert (answer.status, answer.json["status"]) == (200, "accepted")
    assert town.status_of(wish) == "matched"
    (assignment,) = town.mine(someone, "assignments")
    pairing = {
        "request": wish.id,
        "proposal": UUID(id),
        "case": wish.case,
        "kind": "contact_family",
        "volunteer": UUID(someone.id),
        "person": someone.person.id,
        "organisation": town.ngo,
        "supervised_by": town.coordinator.id,
        "by": someone.person.id,
    }
    (accepted,), (started,) = town.bench.published(PROPOSAL_ACCEPTED), town.bench.published(ASSIGNMENT_STARTED)
    assert without(started, "at") == pairing | {"assignment": UUID(assignment["id"])}
    assert without(accepted, "at", "expires_at") == pairing | {"status": "accepted"}


def test_a_question_tells_every_field_and_never_a_score(town: Town):
    someone, wish = town.ready(), town.wish()
    answer = town.propose(wish, someone)
    (made,) = town.bench.published(PROPOSAL_MADE)
    assert without(made, "at") == {
        "request": wish.id,
        "proposal": UUID(answer.json["id"]),
        "case": wish.case,
        "kind": "contact_family",
        "volunteer": UUID(someone.id),
        "person": someone.person.id,
        "organisation": town.ngo,
        "supervised_by": town.coordinator.id,
        "status": "made",
        "expires_at": datetime.fromisoformat(answer.json["expires_at"]),
        "by": town.coordinator.id,
    }


def test_the_first_yes_wins_and_the_others_need_not_answer(town: Town):
    first, second, third, wish = town.ready(), town.ready(), town.ready(), town.wish()
    proposals = [town.proposal(wish, one) for one in (first, second, third)]
    town.answer(second, proposals[1], "decline")
    town.answer(first, proposals[0], "accept")
    statuses = {row["id"]: row["status"] for row in town.get("proposals").json["items"]}
    assert [statuses[id] for id in proposals] == ["accepted", "declined", "withdrawn"]
    late = third.post(f"proposals/{proposals[2]}/accept")
    assert (late.status, late.json["state"]) == (409, "withdrawn")
    (withdrawn,) = town.bench.published(PROPOSAL_WITHDRAWN)
    assert (withdrawn["proposal"], withdrawn["by"], withdrawn["status"]) == (UUID(proposals[2]), None, "withdrawn")


def test_when_nobody_is_asked_any_more_the_request_is_open_again(town: Town):
    first, second, wish = town.ready(), town.ready(), town.wish()
    one, other = town.proposal(wish, first), town.proposal(wish, second)
    town.answer(first, one, "decline")
    assert town.status_of(wish) == "proposed"
    town.answer(second, other, "decline")
    assert town.status_of(wish) == "open"


def test_the_reason_of_a_no_is_for_the_coordinators_and_is_in_no_event(town: Town):
    someone, wish = town.ready(), town.wish()
    id = town.proposal(wish, someone)
    assert someone.post(f"proposals/{id}/decline", {"reason": "Болеет мама"}).json["status"] == "declined"
    assert town.get(f"proposals/{id}").json["decline_reason"] == "Болеет мама"
    assert "decline_reason" not in someone.get(f"proposals/{id}").json
    (declined,) = town.bench.published(PROPOSAL_DECLINED)
    assert "reason" not in declined
    assert (declined["status"], declined["by"]) == ("declined", someone.person.id)
    assert "Болеет" not in str(town.bench.published())


@pytest.mark.parametrize("action", ["accept", "decline"])
@pytest.mark.parametrize("status", ["made", "accepted", "declined", "expired", "withdrawn"])
def test_a_question_is_answered_once_and_only_while_it_stands(town: Town, status: str, action: str):
    someone, wish = town.ready(), town.wish()
    id = town.in_proposal_status(status, wish, someone)
    before = town.bench.counts()
    answer = someone.post(f"proposals/{id}/{action}")
    if status == "made":
        assert answer.status == 200
    else:
        assert (answer.status, answer.json["state"]) == (409, status)
        assert town.bench.counts() == before


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        ("open", True),
        ("proposed", True),
        ("matched", False),
        ("introduced", False),
        ("ended", False),
        ("withdrawn", False),
    ],
)
def test_a_request_is_offered_only_while_somebody_is_looked_for(town: Town, status: str, allowed: bool):
    first, second, wish = town.ready(), town.ready(), town.wish()
    town.bring(wish, first, status)
    assert town.status_of(wish) == status
    answer = town.propose(wish, second)
    assert (answer.status, (answer.json or {}).get("state")) == ((201, None) if allowed else (409, status))


def test_a_question_expires_after_three_days_once(town: Town):
    someone, wish = town.ready(), town.wish()
    id = town.proposal(wish, someone)
    town.bench.tick(clock.now() + 3 * DAYS - timedelta(minutes=1))
    assert someone.get(f"proposals/{id}").json["status"] == "made"
    for _ in range(2):
        town.bench.tick(clock.now() + 3 * DAYS)
    assert someone.get(f"proposals/{id}").json["status"] == "expired"
    assert town.status_of(wish) == "open"
    (expired,) = town.bench.published(PROPOSAL_EXPIRED)
    assert (expired["by"], expired["status"], expired["proposal"]) == (None, "expired", UUID(id))


def test_it_is_too_late_for_an_answer_even_before_the_timer_came_by(town: Town):
    someone, wish = town.ready(), town.wish()
    id = town.proposal(wish, someone)
    with clock.at(clock.now() + 3 * DAYS):
        answer = someone.post(f"proposals/{id}/accept")
    assert (answer.status, answer.json["state"]) == (409, "expired")


def test_more_questions_than_one_batch_all_expire(town: Town, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("services.volunteers.commands.proposals.EXPIRE_AT_ONCE", 2)
    volunteers, wish = [town.ready() for _ in range(3)], town.wish()
    for someone in volunteers:
        town.proposal(wish, someone)
    town.bench.tick(clock.now() + 3 * DAYS)
    assert len(town.bench.published(PROPOSAL_EXPIRED)) == 3


def test_who_got_work_with_an_organisation_that_assesses_can_no_longer_say_yes(town: Town):
    someone, wish = town.ready(), town.wish()
    id = town.proposal(wish, someone)
    assert town.change(someone.id, {"employers": [str(town.guardianship)]}).status == 200
    before = town.bench.counts()
    answer = someone.post(f"proposals/{id}/accept")
    assert (answer.status, answer.json["type"]) == (409, "urn:opora:problem:no_longer_independent")
    assert town.bench.counts() == before
    assert someone.get(f"proposals/{id}").json["status"] == "made"


def test_who_joined_the_team_after_the_question_makes_their_colleague_no_longer_independent(town: Town):
    someone, wish = town.ready(employers=[str(town.school)]), town.wish()
    id = town.proposal(wish, someone)
    town.team_of(wish, town.bench.person("specialist", organisation=town.school))
    assert someone.post(f"proposals/{id}/accept").json["type"].endswith("no_longer_independent")


def test_who_got_a_role_in_the_ngo_after_the_question_can_no_longer_say_yes(town: Town):
    someone, wish = town.ready(), town.wish()
    id = town.proposal(wish, someone)
    town.changed_person(someone, "contact_family", "specialist")
    assert someone.post(f"proposals/{id}/accept").json["type"].endswith("no_longer_independent")


def test_who_has_no_place_left_can_no_longer_say_yes(town: Town):
    someone, one, other = town.ready(capacity=1), town.wish(), town.wish()
    proposals = [town.proposal(wish, someone) for wish in (one, other)]
    town.answer(someone, proposals[0], "accept")
    answer = someone.post(f"proposals/{proposals[1]}/accept")
    assert (answer.status, answer.json["type"]) == (409, "urn:opora:problem:no_capacity")


def test_who_has_a_document_that_ran_out_meanwhile_cannot_say_yes(town: Town):
    someone, wish = town.ready(), town.wish()
    papers = {"documents": [{"kind": "Справка", "expires_on": str(clock.today("Europe/Moscow"))}]}
    assert town.change(someone.id, {"vetting": VETTED | papers}).status == 200
    id = town.proposal(wish, someone)
    with clock.at(clock.now() + 1 * DAYS):
        answer = someone.post(f"proposals/{id}/accept")
    assert (answer.status, answer.json["type"]) == (409, "urn:opora:problem:not_ready")


@pytest.mark.parametrize("status", ["paused", "left"])
def test_who_pauses_or_leaves_need_not_answer_any_more(town: Town, status: str):
    someone, wish = town.ready(), town.wish()
    id = town.proposal(wish, someone)
    assert town.change(someone.id, {"status": status}, by=someone.person).status == 200
    assert town.get(f"proposals/{id}").json["status"] == "withdrawn"
    assert town.status_of(wish) == "open"


@pytest.mark.parametrize("status", ["made", "accepted", "declined", "expired", "withdrawn"])
def test_a_coordinator_takes_a_question_back_only_while_it_stands(town: Town, status: str):
    someone, wish = town.ready(), town.wish()
    id = town.in_proposal_status(status, wish, someone)
    before = town.bench.counts()
    answer = town.post(f"proposals/{id}/withdraw")
    if status == "made":
        assert (answer.status, answer.json["status"], answer.json["answered_at"]) == (200, "withdrawn", None)
        assert town.status_of(wish) == "open"
        assert someone.get(f"proposals/{id}").json.keys() == ALWAYS | {"kind", "district"}
        (told,) = town.bench.published(PROPOSAL_WITHDRAWN)
        assert (told["proposal"], told["person"], told["by"]) == (UUID(id), someone.person.id, town.coordinator.id)
    else:
        assert (answer.status, answer.json["state"]) == (409, status)
        assert town.bench.counts() == before


def test_who_was_asked_besides_still_answers_and_who_was_not_needed_can_be_asked_again(town: Town):
    first, second, wish = town.ready(), town.ready(), town.wish()
    one, other = town.proposal(wish, first), town.proposal(wish, second)
    assert town.post(f"proposals/{one}/withdraw").status == 200
    assert town.status_of(wish) == "proposed"
    assert town.propose(wish, first).status == 201
    town.answer(second, other, "accept")
    assert town.status_of(wish) == "matched"


def test_a_question_is_taken_back_by_coordinators_of_its_register_alone(town: Town):
    someone, wish = town.ready(), town.wish()
    id = town.proposal(wish, someone)
    stranger = town.bench.person("volunteer_coordinator", organisation=town.other_ngo)
    assert someone.post(f"proposals/{id}/withdraw").status == 403
    assert town.post(f"proposals/{id}/withdraw", by=stranger).status == 404
    assert town.get(f"proposals/{id}").json["status"] == "made"


def test_another_coordinator_can_be_the_one_to_turn_to(town: Town):
    someone, wish = town.ready(), town.wish()
    other = town.bench.person("volunteer_coordinator", organisation=town.ngo)
    answer = town.propose(wish, someone, supervised_by=str(other.id))
    assert answer.json["supervised_by"] == str(other.id)


def test_coordinators_see_the_proposals_of_their_organisation_and_volunteers_only_their_own(town: Town):
    first, second, wish = town.ready(), town.ready(), town.wish()
    one, other = town.proposal(wish, first), town.proposal(wish, second)
    rows = town.get("proposals").json["items"]
    assert [row["id"] for row in rows] == [other, one]
    assert (rows[0]["display_name"], rows[0]["reference"]) == ("Соколова Вера", "482-109-379")
    assert [row["id"] for row in town.mine(first, "proposals")] == [one]
    assert first.get("proposals").status == 403
    assert [row["id"] for row in town.get("proposals?status=accepted").json["items"]] == []
    assert len(town.get(f"proposals?request={wish.id}").json["items"]) == 2
    stranger = town.bench.person("volunteer_coordinator", organisation=town.other_ngo)
    assert town.get("proposals", by=stranger).json["items"] == []
    assert town.get("proposals?mine=1").json["items"] == []


def test_the_same_yes_twice_under_one_key_is_one_yes(town: Town):
    someone, wish = town.ready(), town.wish()
    id = town.proposal(wish, someone)
    first, again = (someone.post(f"proposals/{id}/accept", key="yes") for _ in range(2))
    assert (first.status, again.status, again.json) == (200, 200, first.json)
    assert len(town.bench.published(ASSIGNMENT_STARTED)) == 1


def without(data: dict, *names: str) -> dict:
    return {name: value for name, value in data.items() if name not in names}
