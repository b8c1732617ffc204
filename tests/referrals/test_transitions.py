"""Every command in every state: allowed with the state that follows, or refused with the state that it is in."""

from datetime import date

import pytest

from shared.contracts import cases
from tests.referrals.family import Region

DECISIONS = {"accept": "accepted", "decline": "declined", "withdraw": "withdrawn", "duplicate": "duplicate"}
WAITING = ("submitted", "info_requested")
STATES = [*WAITING, *DECISIONS.values(), "case_opened", "case_closed"]

ALLOWED = {
    **{(state, action): end for state in WAITING for action, end in DECISIONS.items()},
    **{(state, "pass-on"): "submitted" for state in WAITING},
    ("submitted", "ask"): "info_requested",
    ("info_requested", "answer"): "submitted",
}


def known_family(region: Region) -> dict[str, str]:
    return {"of": region.referral()["family"]["id"]}


def brought_to(region: Region, state: str) -> dict:
    """A referral in this state, by the ways that lead there."""
    referral = region.referral()
    if state == "info_requested":
        assert region.act(referral["id"], "ask").status == 200
    for action, end in DECISIONS.items():
        if state == end or (action == "accept" and state.startswith("case_")):
            body = known_family(region) if action == "duplicate" else None
            assert region.act(referral["id"], action, body).json["status"] == end
    if state.startswith("case_"):
        case = region.case(referral, opened_on=date(2025, 3, 2))
        region.bench.receive(cases.CASE_OPENED, case["case"], case)
    if state == "case_closed":
        closing = {"status": "closed", "outcome": "moved", "closed_on": date(2025, 4, 2), "children": [], "parents": []}
        region.bench.receive(cases.CASE_CLOSED, case["case"], case | closing)
    return referral


@pytest.mark.parametrize("state", STATES)
def test_each_command_is_allowed_only_in_its_states(region: Region, state: str) -> None:
    for action in (*DECISIONS, "ask", "answer", "pass-on"):
        referral = brought_to(region, state)
        assert region.get(referral["id"], region.referrer).json["status"] == state
        body = known_family(region) if action == "duplicate" else None
        before = region.bench.counts()
        answer = region.act(referral["id"], action, body)
        if end := ALLOWED.get((state, action)):
            assert answer.status == 200, (action, answer.text)
            assert region.get(referral["id"], region.referrer).json["status"] == end
        else:
            assert (answer.status, answer.json["state"]) == (409, state), action
            assert region.bench.counts() == before
