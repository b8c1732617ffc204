"""Who works on a case, and what becomes of it when they leave."""

from datetime import UTC, date, datetime
from typing import Any

from shared.contracts.cases import CASE_TEAM_CHANGED
from shared.contracts.identity import PERSON_CHANGED, PERSON_DEACTIVATED
from tests.cases.region import Opened, Region
from tests.support.bench import Person


def _put_on(case: Opened, person: Person, role: str = "specialist", **options: Any) -> None:
    case.done(case.post("/team", {"person": str(person.id), "role": role}, **options))


def _person_event(person: Person, **changes: Any) -> dict[str, Any]:
    return {
        "person": person.id,
        "organisation": person.organisation,
        "roles": list(person.roles),
        "language": "ru",
        "time_zone": "Europe/Moscow",
        "active": True,
        "rights_since": datetime(2026, 3, 10, tzinfo=UTC),
        "names": {"last_name": "Соколова", "first_name": "Вера", "middle_name": None},
        "email": "v@example.org",
        "phone": None,
    } | changes


def test_a_specialist_of_another_organisation_joins_and_their_organisation_assesses(
    case: Opened, region: Region
) -> None:
    answer = case.post("/team", {"person": str(region.specialist.id), "role": "specialist"})

    assert (answer.status, answer.json["organisation"]) == (201, str(region.school))
    assert [one["person"] for one in case.get("/team").json["items"]] == [
        str(region.worker.id),
        str(region.specialist.id),
    ]
    (told,) = region.bench.published(CASE_TEAM_CHANGED)
    assert (told["joined"], told["left"], told["previous_worker"]) == ([region.specialist.id], [], region.worker.id)
    assert told["assessing_organisations"] == [region.ngo, region.guardianship, region.school]
    assert told["team"][1] == {"person": region.specialist.id, "organisation": region.school, "role": "specialist"}


def test_who_is_taken_off_is_told_as_left(case: Opened, region: Region) -> None:
    _put_on(case, region.specialist)

    assert case.call("DELETE", f"/team/{region.specialist.id}", who=region.supervisor).status == 204

    told = region.bench.published(CASE_TEAM_CHANGED)[-1]
    assert (told["joined"], told["left"]) == ([], [region.specialist.id])
    assert told["assessing_organisations"] == [region.ngo, region.guardianship]
    assert case.call("DELETE", f"/team/{region.specialist.id}").status == 404


def test_the_worker_is_not_taken_off_but_replaced(case: Opened, region: Region) -> None:
    refused = case.call("DELETE", f"/team/{region.worker.id}")
    assert (refused.status, refused.json["state"]) == (409, "opened")

    row = case.call("PUT", "/worker", {"worker": str(region.colleague.id)}, who=region.coordinator, if_match="*")

    assert row.json["worker"] == str(region.colleague.id)
    assert "family" not in row.json
    (told,) = region.bench.published(CASE_TEAM_CHANGED)
    assert (told["worker"], told["previous_worker"]) == (region.colleague.id, region.worker.id)
    assert (told["joined"], told["left"]) == ([region.colleague.id], [region.worker.id])
    assert case.get().status == 404
    assert case.get(who=region.colleague).status == 200


def test_a_worker_who_was_on_the_team_is_on_it_once(case: Opened, region: Region) -> None:
    _put_on(case, region.colleague, "case_worker")

    case.call("PUT", "/worker", {"worker": str(region.colleague.id)}, who=region.supervisor, if_match="*")

    told = region.bench.published(CASE_TEAM_CHANGED)[-1]
    assert [one["person"] for one in told["team"]] == [region.colleague.id]
    assert (told["joined"], told["left"]) == ([], [region.worker.id])


def test_the_same_worker_again_changes_nothing(case: Opened, region: Region) -> None:
    etag = case.etag()

    case.done(case.call("PUT", "/worker", {"worker": str(region.worker.id)}, who=region.supervisor, if_match="*"))

    assert case.etag() == etag
    assert region.bench.published(CASE_TEAM_CHANGED) == []


def test_only_an_active_case_worker_of_the_organisation_can_be_the_worker(case: Opened, region: Region) -> None:
    elsewhere = region.bench.person("case_worker", organisation=region.school)
    former = region.bench.person("case_worker", organisation=region.ngo, active=False)

    for person in (elsewhere, former, region.specialist, region.coordinator):
        sent = {"worker": str(person.id)}
        answer = case.call("PUT", "/worker", sent, who=region.coordinator, if_match="*")
        assert (answer.status, answer.json["errors"]) == (422, {"worker": ["not_found"]})


def test_the_worker_is_set_by_the_etag_of_the_row_and_freely_when_there_is_none(region: Region) -> None:
    case, alone = region.open(), region.open(worker=None)
    sent = {"worker": str(region.colleague.id)}

    assert case.call("PUT", "/worker", sent, who=region.coordinator).status == 428
    rows = region.coordinator.api.get("/cases/api/v1/cases").json["items"]
    etag = next(row["etag"] for row in rows if row["id"] == str(case.id))
    assert case.call("PUT", "/worker", sent, who=region.coordinator, if_match=etag).status == 200
    assert alone.call("PUT", "/worker", sent, who=region.coordinator).status == 200
    assert alone.get("/worker", who=region.coordinator).headers["ETag"] == alone.etag_of(region.colleague)


def test_volunteers_and_contact_families_are_no_team(case: Opened, region: Region) -> None:
    for role in ("volunteer", "contact_family", "referrer", "organisation_administrator"):
        person = region.bench.person(role, organisation=region.school)
        answer = case.post("/team", {"person": str(person.id), "role": "specialist"})
        assert answer.json["errors"] == {"person": ["not_found"]}


def test_the_cases_of_who_is_deactivated_have_no_worker_and_they_leave_every_team(region: Region) -> None:
    own, helped = region.open(), region.open(worker=region.colleague.id)
    untouched = region.open(worker=region.colleague.id)
    helped.done(helped.post("/team", {"person": str(region.worker.id), "role": "case_worker"}, who=region.colleague))
    at = datetime(2026, 3, 9, 8, tzinfo=UTC)

    by = region.supervisor.id
    region.bench.receive(PERSON_DEACTIVATED, region.worker.id, _person_event(region.worker, active=False), by=by, at=at)

    told = region.bench.published(CASE_TEAM_CHANGED)[1:]
    assert [(one["case"], one["worker"]) for one in told] == [(own.id, None), (helped.id, region.colleague.id)]
    assert all((one["left"], one["at"], one["by"]) == ([region.worker.id], at, by) for one in told)
    assert told[0]["previous_worker"] == region.worker.id
    assert own.get(who=region.coordinator).status == 200
    assert untouched.json(who=region.colleague)["worker"] == str(region.colleague.id)


def test_who_was_deactivated_before_the_case_opened_gets_none(region: Region) -> None:
    region.bench.receive(PERSON_DEACTIVATED, region.worker.id, _person_event(region.worker, active=False))

    case = region.open()

    assert case.json(who=region.coordinator)["worker"] is None


def test_who_moves_to_another_organisation_keeps_the_team_and_leaves_their_cases(region: Region) -> None:
    own, helped = region.open(), region.open()
    helped.done(helped.post("/team", {"person": str(region.specialist.id), "role": "specialist"}))

    for person in (region.worker, region.specialist):
        moved = _person_event(person, organisation=region.guardianship)
        region.bench.receive(PERSON_CHANGED, person.id, moved)

    assert own.json(who=region.supervisor)["worker"] is None
    team = helped.json(who=region.supervisor)["team"]
    assert [(one["person"], one["organisation"]) for one in team] == [
        (str(region.specialist.id), str(region.guardianship))
    ]


def test_who_moved_before_the_case_opened_gets_none(region: Region) -> None:
    moved = _person_event(region.worker, organisation=region.guardianship)
    region.bench.receive(PERSON_CHANGED, region.worker.id, moved)

    case = region.open()

    assert case.json(who=region.coordinator)["worker"] is None


def test_who_is_no_case_worker_or_specialist_any_more_reads_no_case(region: Region) -> None:
    own, helped = region.open(), region.open(worker=region.colleague.id)
    for person, role in ((region.worker, "case_worker"), (region.specialist, "specialist")):
        helped.done(helped.post("/team", {"person": str(person.id), "role": role}, who=region.colleague))
    region.bench.receive(PERSON_CHANGED, region.worker.id, _person_event(region.worker, roles=["specialist"]))
    assert own.json(who=region.supervisor)["worker"] is None
    assert len(helped.json(who=region.supervisor)["team"]) == 3

    for person in (region.worker, region.specialist):
        region.bench.receive(PERSON_CHANGED, person.id, _person_event(person, roles=["volunteer"]))
        assert helped.get(who=person).status == 404

    assert [one["person"] for one in helped.json(who=region.supervisor)["team"]] == [str(region.colleague.id)]


def test_a_new_phone_of_a_person_changes_no_case(case: Opened, region: Region) -> None:
    region.bench.receive(PERSON_CHANGED, region.worker.id, _person_event(region.worker, phone="+79005550111"))

    assert region.bench.published(CASE_TEAM_CHANGED) == []
    assert case.json()["worker"] == str(region.worker.id)


def test_a_team_member_writes_under_their_own_name(case: Opened, region: Region) -> None:
    _put_on(case, region.specialist)

    written = case.done(case.post("/notes", {"text": "Был в школе"}, who=region.specialist, on=date(2026, 3, 4)))

    assert written.json["author"] == str(region.specialist.id)
    assert written.json["written_at"] == "2026-03-04T09:00:00Z"
