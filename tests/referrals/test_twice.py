"""The same thing twice, one after the other or at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

from sqlalchemy import text

from shared import clock
from shared.contracts import referrals as says
from tests.referrals.family import ACTIONS, API, BODY, Region
from tests.support.bench import Answer
from tests.support.waiting import until


def at_once(*calls: Callable[[], Answer]) -> list[Answer]:
    """All of them, each in a thread of its own, set off together."""
    ready = Barrier(len(calls))

    def run(call: Callable[[], Answer]) -> Answer:
        ready.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_two_coordinators_accept_at_once_and_one_wins(region: Region) -> None:
    for _ in range(5):
        id = region.referral()["id"]
        second = region.bench.person("coordinator", organisation=region.ngo)
        answers = at_once(
            lambda id=id: region.act(id, "accept"), lambda id=id, who=second: region.act(id, "accept", by=who)
        )
        won, lost = sorted(answers, key=lambda answer: answer.status)
        assert (won.status, won.json["status"]) == (200, "accepted")
        assert (lost.status, lost.json["state"]) == (409, "accepted")
        assert [entry["kind"] for entry in region.get(id).json["history"]] == ["submitted", "accepted"]
    assert len(region.bench.published(says.REFERRAL_ACCEPTED)) == 5


def test_accepting_and_withdrawing_at_once_leave_one_decision(region: Region) -> None:
    for _ in range(5):
        id = region.referral()["id"]
        answers = at_once(lambda id=id: region.act(id, "accept"), lambda id=id: region.act(id, "withdraw"))
        assert sorted(answer.status for answer in answers) == [200, 409]
        assert len(region.get(id).json["history"]) == 2


def test_two_workers_running_their_timers_at_once_remind_once(region: Region) -> None:
    made = [region.referral(urgency="immediate")["id"] for _ in range(10)]
    late = clock.now() + timedelta(days=2)
    with ThreadPoolExecutor(4) as pool:
        for run in [pool.submit(region.bench.tick, late) for _ in range(4)]:
            run.result()
    region.bench.tick(late)  # what each of them found in another's hands
    for event in (says.REFERRAL_ANSWER_NEAR, says.REFERRAL_ANSWER_PASSED):
        assert sorted(str(told["referral"]) for told in region.bench.published(event)) == sorted(made)


def body(region: Region, **changes: Any) -> dict[str, Any]:
    return BODY | {"to_organisation": str(region.ngo)} | changes


def test_the_same_post_again_gets_the_first_answer(region: Region) -> None:
    path = f"{API}/referrals"
    first = region.referrer.api.post(path, body(region), key="once")
    before = region.bench.counts()
    again = region.referrer.api.post(path, body(region), key="once")
    assert (again.status, again.text) == (201, first.text)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert region.bench.counts() == before


def test_another_body_under_the_same_key_is_refused(region: Region) -> None:
    path = f"{API}/referrals"
    region.referrer.api.post(path, body(region), key="once")
    before = region.bench.counts()
    other = region.referrer.api.post(path, body(region, urgency="routine"), key="once")
    assert (other.status, other.json["type"]) == (422, "urn:opora:problem:idempotency_key_reused")
    assert region.bench.counts() == before


def test_the_same_post_at_the_same_moment_has_one_effect(region: Region) -> None:
    path = f"{API}/referrals"
    answers = at_once(*[lambda: region.referrer.api.post(path, body(region), key="once")] * 6)
    assert {answer.status for answer in answers} <= {201, 409}
    made = {answer.json["id"] for answer in answers if answer.status == 201}
    assert len(made) == 1
    assert all(a.json["type"] == "urn:opora:problem:in_progress" for a in answers if a.status == 409)
    assert len(region.bench.published(says.REFERRAL_SUBMITTED)) == 1


def test_while_the_first_is_running_the_second_is_told_so(region: Region) -> None:
    def submit() -> Answer:
        return region.referrer.api.post(f"{API}/referrals", body(region), key="once")

    with ThreadPoolExecutor(1) as pool, region.bench.session() as other:
        other.execute(text("lock table referrals in exclusive mode"))
        first = pool.submit(submit)
        wait_until_someone_waits(region)
        second = submit()
        assert (second.status, second.json["type"]) == (409, "urn:opora:problem:in_progress")
        other.rollback()
        assert first.result().status == 201
    assert submit().json == first.result().json


def wait_until_someone_waits(region: Region) -> None:
    waits = text(
        "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')"
    )

    def someone_waits() -> bool:
        with region.bench.session() as session:
            return bool(session.scalar(waits))

    until(someone_waits)


def test_each_action_can_be_repeated_under_its_key(region: Region) -> None:
    for action, said in ACTIONS.items():
        id = region.referral()["id"]
        if action == "answer":
            region.act(id, "ask")
        who = region.referrer if action in ("answer", "withdraw") else region.coordinator
        sent = said | ({"to_organisation": str(region.other_ngo)} if action == "pass-on" else {})
        first, again = (who.api.post(f"{API}/referrals/{id}/{action}", sent, key="key") for _ in range(2))
        assert (first.status, again.status) == (200, 200), action
        assert again.text == first.text
        assert again.headers["Idempotent-Replayed"] == "true"


def test_an_action_can_say_which_version_it_means(region: Region) -> None:
    id = region.referral()["id"]
    etag = region.get(id).headers["ETag"]
    assert region.act(id, "ask").status == 200
    before = region.bench.counts()
    path = f"{API}/referrals/{id}/accept"
    assert region.coordinator.api.post(path, {}, if_match=etag).status == 412
    assert region.bench.counts() == before
    fresh = region.get(id).headers["ETag"]
    accepted = region.coordinator.api.post(path, {}, if_match=fresh)
    assert accepted.status == 200
    assert accepted.headers["ETag"] == region.get(id).headers["ETag"] not in (etag, fresh)
