"""However strange a body is, it is refused as the sender's mistake, and at one moment one change wins."""

import copy
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

from shared.contracts.cases import CASE_AGREED, DEADLINE_NEAR
from tests.cases.region import Opened, Region, noon

STRANGE: list[Any] = [None, "", -1, 1e400, 2**63, True, [], {}, [None], "\x00", "\ud800", "9999-12-31", "a" * 30_000]
ON = date(2026, 6, 2)


def _bodies(case: Opened) -> list[tuple[str, str, Any]]:
    child = {"id": case.son, "role": "child", "names": {"first_name": "Тимофей"}, "born_on": "2018-05-01"}
    return [
        ("PATCH", "/family", {"district": "lesnoy", "address": "…", "phone": "+79005550177", "members": [child]}),
        ("PUT", "/plan", case.plan()),
        ("POST", "/team", {"person": str(case.region.specialist.id), "role": "specialist"}),
        ("POST", "/contacts", case.contact(minutes=10)),
        ("POST", "/assessments", case.assessment()),
        ("POST", "/services", case.service(method="беседа")),
        ("POST", "/reviews", case.review()),
        ("POST", "/closure", case.closure(closed_on="2026-06-02")),
        ("POST", "/support-requests", case.request()),
        ("POST", "/agreement", case.agreement()),
    ]


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in inner:
        yield from _places(part, (*path, step))


def _with(body: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    changed = copy.deepcopy(body)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return changed


def test_no_body_is_our_failure(region: Region) -> None:
    case = region.open().to("supported")
    failures = []
    for method, path, body in _bodies(case):
        for number, place in enumerate(_places(body)):
            strange = STRANGE[number % len(STRANGE) :: 3]
            for value in strange:
                raw = json.dumps(_with(body, place, value)).encode()
                answer = case.call(method, path, raw=raw, on=ON, if_match="*")
                if answer.status >= 500:
                    failures.append((method, path, place, value))
    assert failures == []


def test_two_signatures_at_once_are_one_agreement(case: Opened, region: Region) -> None:
    with ThreadPoolExecutor(2) as pool:
        sent = [pool.submit(case.post, "/agreement", case.agreement(), on=date(2026, 3, 7)) for _ in range(2)]

    assert sorted(answer.result().status for answer in sent) == [200, 409]
    assert len(region.bench.published(CASE_AGREED)) == 1


def test_two_changes_of_what_was_read_once_do_not_overwrite_each_other(case: Opened) -> None:
    etag = case.etag()
    with ThreadPoolExecutor(2) as pool:
        sent = [
            pool.submit(case.call, "PATCH", "/family", {"address": address}, if_match=etag)
            for address in ("ул. Лесная", "ул. Речная")
        ]

    assert sorted(answer.result().status for answer in sent) == [200, 412]


def test_two_workers_timers_at_once_say_near_once(case: Opened, region: Region) -> None:
    with ThreadPoolExecutor(2) as pool:
        for ticked in [pool.submit(region.bench.tick, noon(date(2026, 3, 4))) for _ in range(2)]:
            ticked.result()

    assert [one["case"] for one in region.bench.published(DEADLINE_NEAR)] == [case.id]
