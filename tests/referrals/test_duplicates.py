"""Families that may be one: who is shown them, with what reasons, and the word that they are two."""

from datetime import date
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from services.referrals.commands.likeness import write_missing
from services.referrals.model import Referral
from services.referrals.queries.duplicates import CANDIDATES, CANDIDATES_AT_MOST, OF_A_KEY, asked_for, candidate_ids
from services.referrals.rules.likeness import reasons
from shared import clock
from shared.ages import full_years
from shared.ids import uuid7
from tests.referrals.family import API, MOTHER, SON, Region, changed
from tests.referrals.test_families import merge, separate
from tests.support.bench import Answer, Person
from tests.support.families.region import invented
from tests.support.matching import fill

STRANGER = {"role": "father", "last_name": "Ветров", "first_name": "Иван"}
OTHERS = [
    {"role": "mother", "last_name": "Рогова", "first_name": "Инна"},
    {"role": "child", "last_name": "Рогов", "first_name": "Глеб", "born_on": "2019-01-30"},
]
PHONE = "+79165550102"
AGE = full_years(date.fromisoformat(SON["born_on"]), clock.today("Europe/Moscow"))
ADDRESS = "ул. Садовая, д. 14, кв. 3"


def referred(
    region: Region, members: list[dict[str, Any]], phone: str | None = None, address: str | None = None, **changes: Any
) -> dict[str, Any]:
    body = changed("family.members", members, changed("family.phone", phone, changed("family.address", address)))
    return region.referral(body, **changes)


def distinct(region: Region, family: str, other: str, by: Person | None = None) -> Answer:
    return (by or region.coordinator).api.post(f"{API}/families/{family}/distinct", {"from": other})


def possible(region: Region, referral: dict[str, Any], by: Person | None = None) -> list[dict[str, Any]]:
    return list(region.get(referral["id"], by).json["possible_duplicates"])


@pytest.mark.parametrize(
    ("members", "phone", "address", "reasons"),
    [
        ([MOTHER, SON], PHONE, None, ["same_name", "same_name_and_birth_date", "same_phone"]),
        ([STRANGER], "8 916 555 01 02", None, ["same_phone"]),
        ([SON | {"last_name": "Щёрбаков"}], None, None, ["same_name_and_birth_date"]),
        ([SON | {"last_name": "Shcherbakov", "first_name": "Fedor"}], None, None, ["same_name_and_birth_date"]),
        ([SON | {"last_name": "Фёдор", "first_name": "Щербаков"}], None, None, ["similar_name_and_birth_date"]),
        ([SON | {"last_name": "Щербков", "first_name": "Ф."}], None, None, ["similar_name_and_birth_date"]),
        ([MOTHER, SON | {"born_on": "2016-09-05"}], None, None, ["same_name", "same_name_similar_birth_date"]),
        ([SON | {"last_name": "Ветров"}], None, "Садовая улица 14-3", ["other_surname", "same_address"]),
        ([MOTHER, SON | {"born_on": None, "age": AGE}], None, None, ["same_name", "same_name_and_age"]),
        ([MOTHER], None, ADDRESS, ["same_address", "same_name"]),
        ([STRANGER], "+79165550103", ADDRESS, None),
        (OTHERS, PHONE, None, None),
        (OTHERS, PHONE, ADDRESS, None),
        ([SON | {"first_name": "Пётр"}], None, ADDRESS, None),
        ([SON | {"born_on": "2014-02-27"}], None, None, None),
    ],
)
def test_a_possible_duplicate_is_shown_with_its_reasons(
    region: Region, members: list[dict[str, Any]], phone: str | None, address: str | None, reasons: list[str] | None
) -> None:
    known = referred(region, [MOTHER, SON], PHONE, ADDRESS)
    again = referred(region, members, phone, address)
    if reasons is None:
        assert possible(region, again) == []
        return
    (shown,) = possible(region, again)
    assert shown["reasons"] == reasons
    expected = {"family": known["family"]["id"], "referral": known["id"], "reference": known["reference"]}
    assert expected.items() <= shown.items()


def test_the_evidence_adds_up_and_says_who_is_who(region: Region) -> None:
    known = referred(region, [MOTHER, SON], PHONE)
    again = referred(region, [SON, MOTHER | {"middle_name": None}], PHONE)
    (shown,) = possible(region, again)
    assert (shown["score"], shown["strength"]) == (sum(one["points"] for one in shown["evidence"]), "strong")
    mother, son = (one["id"] for one in known["family"]["members"])
    son_again, mother_again = (one["id"] for one in again["family"]["members"])
    assert {one["reason"]: one["members"] for one in shown["evidence"]} == {
        "same_name_and_birth_date": [{"member": son_again, "other": son}],
        "same_name": [{"member": mother_again, "other": mother}],
        "same_phone": [],
        "same_district": [],
    }


def test_what_speaks_against_it_is_said_too(region: Region) -> None:
    referred(region, [MOTHER, SON], PHONE)
    again = referred(region, [OTHERS[0], SON], PHONE)
    (shown,) = possible(region, again)
    assert [one["reason"] for one in shown["evidence"] if one["points"] < 0] == ["other_adults"]
    assert "other_adults" not in shown["reasons"]


def test_every_code_of_the_evidence_has_a_text(region: Region) -> None:
    listed = region.coordinator.api.get(f"{API}/codes").json
    known = {
        one["code"]
        for name in ("duplicate_reasons", "duplicate_doubts", "duplicate_strengths")
        for one in listed[name]
        if one["text"]["ru"] and one["text"]["en"]
    }
    assert known == {value for name, value in vars(reasons).items() if name.isupper() and isinstance(value, str)}


def test_possible_duplicates_are_the_receivers_and_of_its_own_families_alone(region: Region) -> None:
    elsewhere = region.referral(to_organisation=str(region.other_ngo))
    here = region.referral()
    assert possible(region, here) == []
    assert "possible_duplicates" not in region.get(here["id"], region.referrer).json
    region.act(
        elsewhere["id"],
        "pass-on",
        {"to_organisation": str(region.ngo), "consent_covers": True},
        region.other_coordinator,
    )
    assert [one["referral"] for one in possible(region, here)] == [elsewhere["id"]]


def test_families_that_are_one_already_are_not_shown(region: Region) -> None:
    one, other = region.referral(), region.referral()
    assert len(possible(region, one)) == len(possible(region, other)) == 1
    merge(region, one["family"]["id"], other["family"]["id"])
    assert possible(region, one) == possible(region, other) == []


# --- two families after all -------------------------------------------------------------------------------------------


def test_families_that_were_separated_are_not_shown_to_each_other_again(region: Region) -> None:
    one, other, third = region.referral(), region.referral(), region.referral()
    merge(region, one["family"]["id"], other["family"]["id"])
    separate(region, one["family"]["id"])
    assert [shown["referral"] for shown in possible(region, one)] == [third["id"]]
    assert [shown["referral"] for shown in possible(region, other)] == [third["id"]]


def test_two_families_by_a_coordinators_word_are_not_shown_to_each_other(region: Region) -> None:
    one, other, third = region.referral(), region.referral(), region.referral()
    answer = distinct(region, one["family"]["id"], other["family"]["id"])
    assert (answer.status, answer.json["id"]) == (200, one["family"]["id"])
    assert [shown["referral"] for shown in possible(region, one)] == [third["id"]]
    assert [shown["referral"] for shown in possible(region, other)] == [third["id"]]
    assert len(possible(region, third)) == 2


def test_the_word_holds_for_all_that_a_family_is_merged_with(region: Region) -> None:
    one, same, other = region.referral(), region.referral(), region.referral()
    distinct(region, one["family"]["id"], other["family"]["id"])
    merge(region, same["family"]["id"], one["family"]["id"])
    assert possible(region, other) == possible(region, same) == []
    separate(region, same["family"]["id"])
    assert [shown["referral"] for shown in possible(region, other)] == [same["id"]]


def test_merging_takes_the_word_back(region: Region) -> None:
    one, other = region.referral(), region.referral()
    for _ in range(2):
        distinct(region, one["family"]["id"], other["family"]["id"])
    assert merge(region, other["family"]["id"], one["family"]["id"]).status == 200
    standing = text("select count(*) from kept_apart where ended_at is null")
    with region.bench.session() as session:
        assert session.scalar(standing) == 0
    separate(region, other["family"]["id"])
    with region.bench.session() as session:
        assert session.scalar(standing) == 1


def test_what_cannot_be_said_to_be_two_families(region: Region) -> None:
    one, other, same = (region.referral()["family"]["id"] for _ in range(3))
    theirs = region.referral(to_organisation=str(region.other_ngo))["family"]["id"]
    merge(region, same, other)
    before = region.bench.counts()
    for answer, status, errors in (
        (distinct(region, one, theirs), 422, {"from": ["not_found"]}),
        (distinct(region, one, str(uuid7())), 422, {"from": ["not_found"]}),
        (distinct(region, one, one), 422, {"from": ["same_family"]}),
        (distinct(region, one, "x"), 422, {"from": ["type"]}),
        (distinct(region, same, other), 409, None),
        (distinct(region, one, other, region.supervisor), 403, None),
        (distinct(region, one, other, region.other_coordinator), 404, None),
        (distinct(region, one, other, region.referrer), 404, None),
    ):
        assert (answer.status, answer.json.get("errors")) == (status, errors)
    assert region.bench.counts() == before


def test_a_merge_says_who_is_who_through_slips(region: Region) -> None:
    known = referred(region, [MOTHER, SON])
    again = referred(region, [MOTHER | {"last_name": "Shcherbakova"}, SON | {"born_on": "2016-05-08"}])
    merge(region, again["family"]["id"], known["family"]["id"])
    (merged,) = [data for name, data in region.bench.published() if name.endswith("family.merged.v1")]
    pairs = {(str(one["id"]), str(one["same_as"])) for one in merged["members"]}
    assert pairs == {
        (a["id"], b["id"]) for a, b in zip(again["family"]["members"], known["family"]["members"], strict=True)
    }


# --- compared once ----------------------------------------------------------------------------------------------------


def test_two_families_are_compared_once_and_a_later_one_is_found_all_the_same(region: Region) -> None:
    one, other = region.referral(), region.referral()
    first = possible(region, one)
    assert [shown["referral"] for shown in first] == [other["id"]]
    with region.bench.session() as session:  # nobody can; with these names they would be two families
        strange = "update members set last_name = 'Ветров', first_name = 'Пётр', born_on = null, age = 40"
        session.execute(text(f"{strange} where family = :family"), {"family": other["family"]["id"]})
        session.execute(text("update families set phone = null where id = :id"), {"id": other["family"]["id"]})
    assert possible(region, one) == first
    third = region.referral()
    assert [shown["referral"] for shown in possible(region, one)] == [third["id"], other["id"]]


def test_what_other_rules_came_to_is_reckoned_anew(region: Region) -> None:
    one, _ = region.referral(), region.referral()
    first = possible(region, one)
    with region.bench.session() as session:
        session.execute(text("update comparisons set rules = 'older', alike = '{}'"))
    assert possible(region, one) == first != []


# --- by index alone ---------------------------------------------------------------------------------------------------


def test_candidates_come_from_an_index_on_a_full_table(region: Region) -> None:
    homes = invented(11, 400).homes
    with region.bench.session() as session:
        ids = fill(session, region.ngo, homes)
        asked = asked_for(session.get_one(Referral, ids[0]))
        plan = "\n".join(session.scalars(text(f"explain {CANDIDATES}"), asked))
    assert "Seq Scan" not in plan, plan
    assert "using likeness_keys_pkey" in plan
    assert "Index Cond: ((organisation = " in plan
    assert "AND (key = wanted.key)" in plan


def test_a_key_that_hundreds_share_brings_a_bounded_number_of_candidates(region: Region) -> None:
    """A shelter's phone and address, and the commonest name, on one day."""
    home = invented(12, 1).homes[0]
    with region.bench.session() as session:
        ids = fill(session, region.ngo, [home] * 400)
        assert len(candidate_ids(session, session.get_one(Referral, ids[0]))) == OF_A_KEY
    shown = region.coordinator.api.get(f"{API}/referrals/{ids[0]}").json["possible_duplicates"]
    assert len(shown) == 20


def test_many_keys_that_many_share_bring_a_bounded_number_and_the_nearest_first(region: Region) -> None:
    homes = invented(13, 20).homes[:20]
    many = homes[0].but(members=tuple(home.members[-1] for home in homes))
    with region.bench.session() as session:
        alone = [one.but(members=one.members[-1:]) for one in homes for _ in range(12)]
        first, same, *_ = fill(session, region.ngo, [many, many.but(phone=None), *alone])
        found = candidate_ids(session, session.get_one(Referral, first))
    assert len(found) == CANDIDATES_AT_MOST
    assert found[0] == same


def test_the_keys_of_families_from_before_are_written_batch_by_batch(region: Region) -> None:
    one, other = region.referral(), region.referral()
    version = region.get(one["id"]).headers["ETag"]
    with region.bench.session() as session:
        session.execute(text("delete from likeness_keys"))
        session.execute(text("update families set likeness_version = 0"))
    assert possible(region, one) == []
    with region.bench.session() as session:
        assert write_missing(session) == 2
        assert write_missing(session) == 0
    assert [shown["referral"] for shown in possible(region, one)] == [other["id"]]
    assert region.get(one["id"]).headers["ETag"] == version


def test_keys_that_were_made_in_another_way_are_written_anew(region: Region) -> None:
    region.referral()
    with region.bench.session() as session:
        before = set(session.scalars(text("select key from likeness_keys")))
        session.execute(text("update likeness_keys set key = 7 where key = (select min(key) from likeness_keys)"))
        session.execute(text("update families set likeness_version = 0"))
        assert write_missing(session) == 1
        assert set(session.scalars(text("select key from likeness_keys"))) == before


def test_those_who_were_separated_before_this_release_are_kept_apart_by_the_migration(region: Region) -> None:
    migration = import_module("services.referrals.migrations.0005_likeness")
    one, other, third, again = (region.referral()["family"]["id"] for _ in range(4))
    for family, into in ((one, other), (third, again)):
        for _ in range(2):
            merge(region, family, into)
            separate(region, family)
    merge(region, third, again)
    with region.bench.session() as session:
        session.execute(text("delete from kept_apart"))
        session.execute(text(migration.SEPARATED))
        (kept,) = session.execute(text("select family, other, ended_at, decided_by from kept_apart")).all()
    assert {str(kept.family), str(kept.other)} == {one, other}
    assert (kept.ended_at, kept.decided_by) == (None, region.coordinator.id)


def test_keys_say_nothing_to_who_reads_the_database(region: Region) -> None:
    region.referral()
    with region.bench.session() as session:
        found = session.execute(text("select organisation, key, record from likeness_keys")).all()
    assert len(found) > 10
    assert all(isinstance(row.organisation, UUID) and isinstance(row.key, int) for row in found)
