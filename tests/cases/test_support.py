"""A contact family or a volunteer: asked for, proposed, matched, introduced, ended."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import text

from shared import clock
from shared.contracts.cases import (
    SUPPORT_ENDED,
    SUPPORT_INTRODUCED,
    SUPPORT_INTRODUCTION_ANNULLED,
    SUPPORT_REQUESTED,
    SUPPORT_WITHDRAWN,
)
from shared.contracts.volunteers import (
    ASSIGNMENT_ENDED,
    ASSIGNMENT_STARTED,
    PROPOSAL_ACCEPTED,
    PROPOSAL_DECLINED,
    PROPOSAL_EXPIRED,
    PROPOSAL_MADE,
    PROPOSAL_WITHDRAWN,
)
from shared.ids import uuid7
from tests.cases.region import Opened, Region, noon
from tests.cases.volunteers import pairing, proposal
from tests.support.bench import Answer

INTRODUCTION: dict[str, Any] = {
    "first_names": ["Марина", "Тимофей"],
    "contact_name": "Марина",
    "contact_phone": "8 (900) 555-01-77",
    "first_meeting": {"at": "2026-03-21T08:00:00Z", "place": "Парк у библиотеки"},
}
BEFORE = import_module("services.cases.migrations.0002_agreements_and_introductions")
ANNUL = {"reason": "Перепутали семьи"}


class Asked:
    """A support request of an agreed case, and what volunteers tells of it."""

    def __init__(self, case: Opened, **changes: Any) -> None:
        self.case = case
        self.bench = case.region.bench
        answer = case.done(case.post("/support-requests", case.request(**changes), on=date(2026, 3, 8)))
        self.id: str = answer.json["id"]
        self.pair = pairing(case, self.id)

    @property
    def path(self) -> str:
        return f"/cases/api/v1/support-requests/{self.id}"

    @property
    def status(self) -> str:
        return self.shown()["status"]

    def shown(self) -> Any:
        return self.case.region.worker.api.get(self.path).json

    def do(self, action: str, body: Any = None, **options: Any) -> Answer:
        with clock.at(noon(date(2026, 3, 12))):
            return self.case.region.worker.api.post(f"{self.path}/{action}", body, **options)

    def hear(self, event: Any, status: str = "made", **changes: Any) -> None:
        data = self.pair | changes
        if "assignment" not in event.name:
            data = proposal(data, status)
        self.bench.receive(event, self.id, data, by=self.pair["person"], at=datetime(2026, 3, 10, 8, tzinfo=UTC))

    def bring_to(self, status: str) -> "Asked":
        if status in ("proposed", "matched", "introduced", "ended"):
            self.hear(PROPOSAL_MADE)
        if status in ("matched", "introduced", "ended"):
            self.hear(PROPOSAL_ACCEPTED, "accepted")
            self.hear(ASSIGNMENT_STARTED)
        if status in ("introduced", "ended"):
            assert self.do("introduction", INTRODUCTION).status == 200
        if status == "ended":
            assert self.do("end").status == 200
        if status == "withdrawn":
            assert self.do("withdraw").status == 200
        assert self.status == status
        return self


@pytest.fixture
def asked(case: Opened) -> Asked:
    return Asked(case.to("agreed"))


def test_a_request_tells_what_matching_needs_and_seals_the_rest(asked: Asked, region: Region) -> None:
    (told,) = region.bench.published(SUPPORT_REQUESTED)

    assert (str(told["request"]), told["case"], told["status"]) == (asked.id, asked.case.id, "open")
    assert (told["kind"], told["skills"], told["experience"]) == ("contact_family", ["company"], ["single_parent"])
    assert (told["district"], told["languages"], told["children_ages"]) == ("lesnoy", ["ru"], [7])
    assert told["times"] == [{"weekday": 6, "from": "11:00", "to": "15:00"}]
    assert told["assessing_organisations"] == [region.ngo, region.guardianship]
    assert told["worker"] == region.worker.id
    assert told["about"].startswith("Мама с сыном")
    assert asked.case.json()["support_requests"] == [{"id": asked.id, "kind": "contact_family", "status": "open"}]


def test_a_volunteer_may_be_asked_for_with_empty_lists(region: Region) -> None:
    case = region.open().to("agreed")
    plain = {"kind": "volunteer", "skills": [], "district": "lesnoy", "languages": [], "times": [], "about": "Уроки."}

    answer = case.post("/support-requests", plain, on=date(2026, 3, 8))

    assert (answer.status, answer.json["status"], answer.json["experience"]) == (201, "open", [])


def test_the_way_to_an_introduction_and_its_end(asked: Asked, region: Region) -> None:
    asked.hear(PROPOSAL_MADE)
    assert asked.status == "proposed"
    asked.hear(PROPOSAL_ACCEPTED, "accepted")
    assert asked.status == "matched"
    asked.hear(ASSIGNMENT_STARTED)
    (row,) = asked.case.json()["support_requests"]
    assert (row["status"], row["volunteer"]) == ("matched", str(asked.pair["volunteer"]))

    introduced = asked.do("introduction", INTRODUCTION)
    assert (introduced.status, introduced.json["status"]) == (200, "introduced")
    assert introduced.json["introduction"] == INTRODUCTION | {"contact_phone": "+79005550177"}
    (told,) = region.bench.published(SUPPORT_INTRODUCED)
    assert (told["first_names"], told["contact_phone"]) == (["Марина", "Тимофей"], "+79005550177")
    assert told["first_meeting"] == {"at": datetime(2026, 3, 21, 8, tzinfo=UTC), "place": "Парк у библиотеки"}
    assert {name: told[name] for name in ("assignment", "volunteer", "person")} == {
        name: asked.pair[name] for name in ("assignment", "volunteer", "person")
    }

    assert asked.do("end").json["status"] == "ended"
    (ended,) = region.bench.published(SUPPORT_ENDED)
    assert (ended["status"], ended["assignment"], ended["by"]) == ("ended", asked.pair["assignment"], region.worker.id)


@pytest.mark.parametrize(
    ("event", "status"),
    [(PROPOSAL_DECLINED, "declined"), (PROPOSAL_EXPIRED, "expired"), (PROPOSAL_WITHDRAWN, "withdrawn")],
)
def test_it_is_open_again_when_nobody_who_was_asked_is_left(asked: Asked, event: Any, status: str) -> None:
    second = uuid7()
    asked.hear(PROPOSAL_MADE)
    asked.hear(PROPOSAL_MADE, proposal=second)

    asked.hear(event, status)
    assert asked.status == "proposed"
    asked.hear(event, status, proposal=second)
    assert asked.status == "open"


def test_the_others_falling_away_after_a_yes_changes_nothing(asked: Asked) -> None:
    second = uuid7()
    asked.hear(PROPOSAL_MADE)
    asked.hear(PROPOSAL_MADE, proposal=second)
    asked.hear(PROPOSAL_ACCEPTED, "accepted")
    asked.hear(PROPOSAL_WITHDRAWN, "withdrawn", proposal=second)

    assert asked.status == "matched"


ALLOWED: dict[str, tuple[Callable[[Asked], Answer], dict[str, str]]] = {
    "introduction": (lambda asked: asked.do("introduction", INTRODUCTION), {"matched": "introduced"}),
    "end": (lambda asked: asked.do("end"), {"matched": "ended", "introduced": "ended"}),
    "introduction/annul": (lambda asked: asked.do("introduction/annul", ANNUL), {"introduced": "matched"}),
    "withdraw": (lambda asked: asked.do("withdraw"), {"open": "withdrawn", "proposed": "withdrawn"}),
}


def refused(command: str, state: str) -> tuple[int, str | None]:
    """Where nobody was introduced there is nothing to annul."""
    nothing_there = command == "introduction/annul" and state != "ended"
    return (404, None) if nothing_there else (409, state)


@pytest.mark.parametrize("command", ALLOWED)
def test_a_command_on_a_request_is_allowed_in_its_states_and_refused_in_all_others(
    region: Region, command: str
) -> None:
    do, moves = ALLOWED[command]
    case = region.open().to("agreed")
    for state in ("open", "proposed", "matched", "introduced", "ended", "withdrawn"):
        asked = Asked(case).bring_to(state)
        before = region.bench.counts()

        answer = do(asked)

        if state in moves:
            assert (answer.status, answer.json["status"]) == (200, moves[state])
        else:
            assert (answer.status, answer.json.get("state")) == refused(command, state)
            assert region.bench.counts() == before


def test_an_annulled_introduction_is_shown_no_more_and_made_again(asked: Asked, region: Region) -> None:
    asked.bring_to("introduced")

    annulled = asked.do("introduction/annul", ANNUL)

    assert (annulled.json["status"], annulled.json["introduction"]) == ("matched", None)
    (told,) = region.bench.published(SUPPORT_INTRODUCTION_ANNULLED)
    assert (str(told["request"]), told["assignment"]) == (asked.id, asked.pair["assignment"])
    again = asked.do("introduction/annul", ANNUL)
    assert (again.status, again.json["state"]) == (409, "annulled")

    right = INTRODUCTION | {"contact_name": "Алла"}
    assert asked.do("introduction", right).json["introduction"]["contact_name"] == "Алла"
    assert asked.do("introduction/annul", {}).json["errors"] == {"reason": ["required"]}


def test_the_supervisor_may_annul_an_introduction_and_others_of_the_team_may_not(asked: Asked, region: Region) -> None:
    asked.bring_to("introduced")
    asked.case.done(asked.case.post("/team", {"person": str(region.specialist.id), "role": "specialist"}))
    path = f"{asked.path}/introduction/annul"

    assert region.specialist.api.post(path, ANNUL).status == 403
    assert region.colleague.api.post(path, ANNUL).status == 404
    assert region.supervisor.api.post(path, ANNUL).status == 200


def test_the_other_side_may_end_it_at_any_time(asked: Asked, region: Region) -> None:
    asked.bring_to("matched")

    asked.hear(ASSIGNMENT_ENDED)

    assert asked.status == "ended"
    (ended,) = region.bench.published(SUPPORT_ENDED)
    assert ended["by"] == asked.pair["person"]
    assert ended["at"] == datetime(2026, 3, 10, 8, tzinfo=UTC)


def test_the_familys_end_coming_back_from_volunteers_is_told_once(asked: Asked, region: Region) -> None:
    asked.bring_to("ended")

    asked.hear(ASSIGNMENT_ENDED)

    assert len(region.bench.published(SUPPORT_ENDED)) == 1


def test_closing_the_case_withdraws_what_is_open_and_leaves_pairings(case: Opened, region: Region) -> None:
    case.to("supported")
    states = ("open", "proposed", "matched", "introduced")
    requests = {state: Asked(case).bring_to(state) for state in states}

    case.done(case.post("/closure", case.closure(), on=date(2026, 12, 1)))

    assert {state: asked.status for state, asked in requests.items()} == {
        "open": "withdrawn",
        "proposed": "withdrawn",
        "matched": "matched",
        "introduced": "introduced",
    }
    withdrawn = [str(one["request"]) for one in region.bench.published(SUPPORT_WITHDRAWN)]
    assert withdrawn == [requests["open"].id, requests["proposed"].id]


def test_a_yes_that_crossed_the_withdrawal_is_ended_at_once(asked: Asked, region: Region) -> None:
    asked.bring_to("proposed")
    assert asked.do("withdraw").status == 200

    asked.hear(PROPOSAL_ACCEPTED, "accepted")
    asked.hear(ASSIGNMENT_STARTED)

    (ended,) = region.bench.published(SUPPORT_ENDED)
    assert ended["assignment"] == asked.pair["assignment"]
    assert asked.status == "withdrawn"


def test_an_introduction_waits_for_the_pairing(asked: Asked) -> None:
    asked.hear(PROPOSAL_MADE)
    asked.hear(PROPOSAL_ACCEPTED, "accepted")

    early = asked.do("introduction", INTRODUCTION)

    assert (early.status, early.json["state"]) == (409, "matched")


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"first_names": []}, "first_names", "required"),
        ({"first_names": [""]}, "first_names.0", "required"),
        ({"contact_phone": "нет"}, "contact_phone", "invalid_phone"),
        ({"first_meeting": {"at": "завтра", "place": "Парк"}}, "first_meeting.at", "invalid_date"),
        ({"first_meeting": {"at": "2026-02-09T08:00:00Z", "place": "Парк"}}, "first_meeting.at", "out_of_range"),
        ({"first_meeting": {"at": "2027-03-21T08:00:00Z", "place": "Парк"}}, "first_meeting.at", "out_of_range"),
        ({"first_meeting": {"at": "2026-03-21T08:00:00Z"}}, "first_meeting.place", "required"),
        ({"reason": "…"}, "reason", "unknown_field"),
    ],
)
def test_an_introduction_is_refused_with_the_path_of_what_is_wrong(
    asked: Asked, change: dict[str, Any], field: str, code: str
) -> None:
    asked.bring_to("matched")
    before = asked.bench.counts()

    answer = asked.do("introduction", INTRODUCTION | change)

    assert (answer.status, answer.json["errors"].get(field)) == (422, [code])
    assert asked.bench.counts() == before


def test_nobody_gives_a_reason_for_an_end(asked: Asked) -> None:
    asked.bring_to("matched")

    assert asked.do("end", {"reason": "не сошлись"}).json["errors"] == {"reason": ["unknown_field"]}


def test_an_etag_on_an_action_is_checked_when_it_is_sent(asked: Asked) -> None:
    asked.bring_to("matched")

    assert asked.do("end", if_match='"1"').status == 412
    etag = asked.case.region.worker.api.get(asked.path).headers["ETag"]
    assert asked.do("end", if_match=etag).status == 200


def test_an_introduction_made_before_there_were_entries_of_it_can_be_annulled_too(asked: Asked) -> None:
    asked.bring_to("introduced")
    with asked.bench.session() as session:
        session.execute(text("delete from entries"))
        session.execute(text(BEFORE.INTRODUCTIONS))

    assert asked.do("introduction/annul", ANNUL).json["introduction"] is None


def test_a_pairing_of_an_unknown_request_waits(case: Opened, region: Region) -> None:
    unknown = str(uuid7())

    region.bench.receive(PROPOSAL_MADE, unknown, proposal(pairing(case, unknown), "made"))

    assert region.bench.counts()["parked_keys"] == 1
