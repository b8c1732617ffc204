"""Families that are one, and that are two after all."""

from uuid import UUID

import pytest

from shared.contracts import referrals as says
from shared.ids import uuid7
from tests.referrals.family import API, Region
from tests.referrals.test_twice import at_once
from tests.support.bench import Answer, Person


def merge(region: Region, family: str, into: str, by: Person | None = None) -> Answer:
    return (by or region.coordinator).api.post(f"{API}/families/{family}/merge", {"into": into})


def separate(region: Region, family: str, by: Person | None = None) -> Answer:
    return (by or region.coordinator).api.post(f"{API}/families/{family}/separate")


def family(region: Region) -> str:
    return str(region.referral()["family"]["id"])


def test_a_merge_answers_with_the_family_and_tells_the_others(region: Region) -> None:
    one, other = region.referral(), region.referral()
    answer = merge(region, one["family"]["id"], other["family"]["id"])
    assert answer.status == 200
    assert answer.json["merged_into"] == other["family"]["id"]
    assert [referral["reference"] for referral in answer.json["referrals"]] == [one["reference"]]
    (merged,) = region.bench.published(says.FAMILY_MERGED)
    assert (str(merged["family"]), str(merged["into"])) == (one["family"]["id"], other["family"]["id"])
    assert region.get(one["id"]).json["family"]["id"] == one["family"]["id"], "no history is rewritten"


def test_a_separation_undoes_the_merge_and_says_from_whom(region: Region) -> None:
    one, other = family(region), family(region)
    merge(region, one, other)
    answer = separate(region, one)
    assert (answer.status, answer.json["merged_into"]) == (200, None)
    (separated,) = region.bench.published(says.FAMILY_SEPARATED)
    assert separated.pop("at")
    assert separated == {
        "by": region.coordinator.id,
        "family": UUID(one),
        "district": "lesnoy",
        "kind": "blood",
        "separated_from": UUID(other),
    }
    assert merge(region, one, other).status == 200, "and they may be merged again"


def test_what_cannot_be_merged_or_separated(region: Region) -> None:
    one, other, third = family(region), family(region), family(region)
    theirs = region.referral(to_organisation=str(region.other_ngo))["family"]["id"]
    merge(region, one, other)
    before = region.bench.counts()
    for answer, status, errors in (
        (merge(region, third, theirs), 422, {"into": ["not_found"]}),
        (merge(region, third, str(uuid7())), 422, {"into": ["not_found"]}),
        (merge(region, third, third), 422, {"into": ["same_family"]}),
        (merge(region, third, "x"), 422, {"into": ["type"]}),
        (merge(region, one, third), 409, None),
        (merge(region, other, one), 409, None),
        (separate(region, third), 409, None),
        (separate(region, other), 409, None),
    ):
        assert (answer.status, answer.json.get("errors")) == (status, errors)
    assert region.bench.counts() == before


@pytest.mark.parametrize("action", ["merge", "separate"])
def test_only_a_coordinator_of_the_receiver_of_both_merges_and_separates(region: Region, action: str) -> None:
    b = region.bench
    one, other = family(region), family(region)
    merge(region, one, other)
    before = b.counts()
    for person, status in (
        (region.supervisor, 403),
        (region.other_coordinator, 404),
        (region.referrer, 404),
        (region.worker, 404),
        (b.person("administrator"), 404),
    ):
        answer = merge(region, one, other, person) if action == "merge" else separate(region, one, person)
        assert answer.status == status, person.roles
    assert separate(region, str(uuid7())).status == 404
    assert {**b.counts(), "known_people": 0} == {**before, "known_people": 0, "inbox": b.counts()["inbox"]}


def test_who_lost_one_of_two_families_can_no_longer_separate_them(region: Region) -> None:
    one, other = region.referral(), region.referral()
    merge(region, one["family"]["id"], other["family"]["id"])
    region.act(other["id"], "pass-on")
    assert separate(region, one["family"]["id"]).status == 404


def test_merges_never_close_a_circle_even_at_once(region: Region) -> None:
    for _ in range(4):
        a, b, c, d = (family(region) for _ in range(4))
        merge(region, a, b)
        merge(region, c, d)
        answers = at_once(lambda b=b, c=c: merge(region, b, c), lambda d=d, a=a: merge(region, d, a))
        assert sorted(answer.status for answer in answers) == [200, 409]


def test_a_duplicate_of_a_family_that_it_was_merged_with_before_is_merged_once(region: Region) -> None:
    known, again = region.referral(), region.referral()
    merge(region, again["family"]["id"], known["family"]["id"])
    assert region.act(again["id"], "duplicate", {"of": known["family"]["id"]}).json["status"] == "duplicate"
    assert len(region.bench.published(says.FAMILY_MERGED)) == 1


def test_a_duplicate_of_itself_or_of_anothers_family_is_refused(region: Region) -> None:
    referral, third, fourth = region.referral(), family(region), family(region)
    theirs = region.referral(to_organisation=str(region.other_ngo))["family"]["id"]
    merge(region, referral["family"]["id"], third)
    before = region.bench.counts()
    for of, code in ((referral["family"]["id"], "same_family"), (theirs, "not_found"), (fourth, "merged_elsewhere")):
        answer = region.act(referral["id"], "duplicate", {"of": of})
        assert (answer.status, answer.json["errors"]) == (422, {"of": [code]})
    assert region.bench.counts() == before


def test_two_referrals_are_never_each_the_others_duplicate(region: Region) -> None:
    one, other, again = region.referral(), region.referral(), region.referral()
    region.act(one["id"], "duplicate", {"of": other["family"]["id"]})
    region.act(other["id"], "duplicate", {"of": again["family"]["id"]})
    before = region.bench.counts()
    for of in (one, other):
        answer = region.act(again["id"], "duplicate", {"of": of["family"]["id"]})
        assert (answer.status, answer.json["errors"]) == (422, {"of": ["same_family"]})
    assert region.bench.counts() == before
    assert region.act(again["id"], "accept").json["status"] == "accepted"


def test_a_known_family_that_was_merged_into_the_new_one_is_still_known(region: Region) -> None:
    known, again = region.referral(), region.referral()
    region.act(known["id"], "accept")
    merge(region, known["family"]["id"], again["family"]["id"])
    assert region.act(again["id"], "duplicate", {"of": known["family"]["id"]}).json["status"] == "duplicate"


def test_duplicates_marked_at_once_both_go_through(region: Region) -> None:
    known = family(region)
    for _ in range(4):
        one, other = region.referral(), region.referral()
        answers = at_once(
            lambda id=one["id"]: region.act(id, "duplicate", {"of": known}),
            lambda id=one["family"]["id"]: merge(region, id, known),
            lambda id=other["id"]: region.act(id, "duplicate", {"of": known}),
        )
        assert [answer.status for answer in answers] in ([200, 200, 200], [200, 409, 200])
