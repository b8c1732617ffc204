"""The household: who belongs to it, who came, who left; the case's ETag guards it."""

from datetime import date
from typing import Any

from shared.contracts.cases import CASE_CONTACTED
from shared.contracts.referrals import FAMILY_MERGED, FAMILY_SEPARATED
from shared.ids import uuid7
from tests.cases.region import Opened, Region
from tests.support.bench import Answer

SONYA = {"role": "child", "names": {"last_name": "Журавлёва", "first_name": "Соня"}, "age": 3}


def _change(case: Opened, **changes: Any) -> Answer:
    return case.done(case.call("PATCH", "/family", changes, if_match=case.etag()))


def test_what_is_named_changes_and_the_rest_stays(case: Opened) -> None:
    changed = _change(case, district="zarechny", phone="8 900 555-01-99").json["family"]

    assert (changed["district"], changed["phone"]) == ("zarechny", "+79005550199")
    assert changed["address"] == "г. Заозёрск, ул. Садовая, д. 14"
    assert [one["id"] for one in changed["members"]] == case.members


def test_members_come_change_and_leave(case: Opened) -> None:
    came = _change(case, members=[SONYA, {"id": case.son, "born_on": "2018-12-24"}]).json["family"]["members"]

    assert [one["names"]["first_name"] for one in came] == ["Марина", "Тимофей", "Соня"]
    assert (came[1]["born_on"], came[1]["age"]) == ("2018-12-24", None)
    assert came[1]["last_name"] == "Журавлёва"
    assert came[2]["age"] == 3

    left = _change(case, members=[{"id": case.son, "left_on": "2026-03-03"}]).json["family"]["members"]
    assert left[1]["left_on"] == "2026-03-03"
    back = _change(case, members=[{"id": case.son, "left_on": None}]).json["family"]["members"]
    assert back[1]["left_on"] is None


def test_names_may_also_stand_side_by_side_as_in_a_referral(case: Opened) -> None:
    sent = {"role": "grandparent", "last_name": "Журавлёва", "first_name": "Нина", "born_on": "1960-05-01"}

    came = _change(case, members=[sent]).json["family"]["members"][2]

    assert came["names"] == {"last_name": "Журавлёва", "first_name": "Нина", "middle_name": None}


def test_an_age_grows_while_nobody_looks_and_saying_it_again_changes_nothing(case: Opened) -> None:
    assert case.get(on=date(2027, 3, 10)).json["family"]["members"][1]["age"] == 8

    answer = case.call(
        "PATCH", "/family", {"members": [{"id": case.son, "age": 8}]}, on=date(2027, 3, 10), if_match="*"
    )

    assert answer.json["family"]["members"][1]["age"] == 8
    assert case.get(on=date(2028, 3, 5)).json["family"]["members"][1]["age"] == 9


def test_a_stale_etag_is_refused_and_none_is_asked_for(case: Opened) -> None:
    etag = case.etag()
    _change(case, address="новый")

    assert case.call("PATCH", "/family", {"address": "другой"}, if_match=etag).status == 412
    assert case.call("PATCH", "/family", {"address": "другой"}).status == 428
    assert case.json()["family"]["address"] == "новый"


def test_the_etag_changes_with_the_case_and_not_with_a_note(case: Opened) -> None:
    etag = case.etag()
    case.done(case.post("/notes", {"text": "…"}))
    assert case.etag() == etag

    case.done(case.post("/contacts", case.contact()))
    assert case.etag() != etag


def test_who_is_of_age_on_the_day_of_the_fact_is_no_child(region: Region) -> None:
    case = region.open()
    _change(case, members=[{"id": case.son, "born_on": "2008-03-04"}])

    for day in ("2026-03-03", "2026-03-04"):
        contact = case.contact(at=f"{day}T09:00:00Z", members=[case.son])
        case.done(case.post("/contacts", contact, on=date(2026, 3, 5)))

    told = region.bench.published(CASE_CONTACTED)
    assert [one["members"][0]["child"] for one in told] == [True, False]


def test_who_left_can_be_named_until_the_day_they_left(case: Opened) -> None:
    _change(case, members=[{"id": case.son, "left_on": "2026-03-03"}])

    on_the_day = case.contact(at="2026-03-03T08:00:00Z", members=[case.son])
    after = case.contact(at="2026-03-04T08:00:00Z", members=[case.son])
    assert case.post("/contacts", on_the_day, on=date(2026, 3, 5)).status == 201
    assert case.post("/contacts", after, on=date(2026, 3, 5)).json["errors"] == {"members.0": ["not_found"]}


def test_a_merged_family_is_shown_as_such_until_it_is_separated(case: Opened, region: Region) -> None:
    family, known = case.accepted["family"], uuid7()
    said = {"family": family, "district": "lesnoy", "kind": "blood"}

    region.bench.receive(FAMILY_MERGED, family, {**said, "into": known, "members": []})
    assert case.json()["family"]["merged_into"] == str(known)
    assert case.json()["family"]["id"] == str(family)

    region.bench.receive(FAMILY_SEPARATED, family, {**said, "separated_from": known})
    assert case.json()["family"]["merged_into"] is None
