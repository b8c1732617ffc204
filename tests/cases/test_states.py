"""Every command in every state: allowed and what it moves to, or refused with the state."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.cases.region import Opened, Region
from tests.support.bench import Answer

LATE = date(2027, 6, 1)
OPEN = ("opened", "agreed", "assessed", "planned", "supported")
ALL = (*OPEN, "closed", "followed_up")

Do = Callable[[Opened], Answer]


def _plan(case: Opened) -> Answer:
    return case.call("PUT", "/plan", case.plan(), on=LATE, if_match="*")


def _close(outcome: str) -> Do:
    def close(case: Opened) -> Answer:
        return case.post("/closure", case.closure(outcome=outcome, reason="Переехали", closed_on="2027-06-01"), on=LATE)

    return close


def _post(path: str, body: Callable[[Opened], Any]) -> Do:
    return lambda case: case.post(path, body(case), on=LATE)


def _stays(*states: str) -> dict[str, str]:
    return {state: state for state in states}


COMMANDS: dict[str, tuple[Do, dict[str, str]]] = {
    "contact": (_post("/contacts", lambda case: case.contact()), _stays(*OPEN)),
    "note": (_post("/notes", lambda case: {"text": "Запомнить."}), _stays(*OPEN)),
    "service": (_post("/services", lambda case: case.service()), _stays(*OPEN) | {"planned": "supported"}),
    "agreement": (_post("/agreement", lambda case: case.agreement()), {"opened": "agreed"}),
    "assessment": (_post("/assessments", lambda case: case.assessment()), _stays(*OPEN[1:]) | {"agreed": "assessed"}),
    "plan": (_plan, _stays(*OPEN[2:]) | {"assessed": "planned"}),
    "support request": (_post("/support-requests", lambda case: case.request()), _stays(*OPEN[1:])),
    "review": (_post("/reviews", lambda case: case.review()), _stays("planned", "supported")),
    "closure": (_close("moved"), dict.fromkeys(OPEN, "closed")),
    "self-sufficient closure": (_close("self_sufficient"), {"supported": "closed"}),
    "follow-up": (
        _post("/follow-ups", lambda case: {"held_on": "2027-06-01", "holds": True}),
        {"closed": "followed_up"},
    ),
    "reopening": (
        _post("/reopen", lambda case: {"reason": "Снова трудно"}),
        {"closed": "supported", "followed_up": "supported"},
    ),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_allowed_in_its_states_and_refused_in_all_others(region: Region, command: str) -> None:
    do, moves = COMMANDS[command]
    for state in ALL:
        case = region.open().to(state)
        before = region.bench.counts()

        answer = do(case)

        if state in moves:
            assert answer.status in (200, 201), (state, answer.text)
            assert case.json()["status"] == moves[state], state
        else:
            assert (answer.status, answer.json.get("state")) == (409, state), (state, answer.text)
            assert region.bench.counts() == before
            assert case.json()["status"] == state


def test_a_case_closed_before_its_agreement_reopens_before_it(case: Opened) -> None:
    closure = case.closure(outcome="refused", reason="Не хотят", closed_on="2026-03-05")
    case.done(case.post("/closure", closure, on=date(2026, 3, 5)))

    reopened = case.done(case.post("/reopen", {"reason": "Передумали"}, on=date(2026, 3, 9)))

    assert reopened.json["status"] == "opened"
    assert {one["kind"]: one["due_on"] for one in reopened.json["deadlines"]} == {
        "first_contact": "2026-03-12",
        "agreement": "2026-03-23",
    }


def test_a_service_given_before_the_assessment_does_not_begin_the_support_by_plan(case: Opened) -> None:
    case.to("planned")

    case.done(case.post("/services", case.service(given_on="2026-03-15"), on=date(2026, 3, 31)))

    assert case.json()["status"] == "planned"
