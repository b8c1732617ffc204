"""Who is shown for a request: ranked candidates with reasons in the reader's language, and everyone left out."""

from datetime import timedelta

import pytest

from shared import clock
from tests.volunteers.town import VETTED, Town


def test_candidates_come_the_best_first_with_the_points_of_each_reason(town: Town):
    near = town.ready(districts=["zarechny"], experience=[], times=[])
    same = town.ready()
    found = town.get(f"requests/{town.wish().id}/candidates").json
    assert [item["volunteer"]["id"] for item in found["items"]] == [same.id, near.id]
    best, second = found["items"]
    assert best["volunteer"] == {"id": same.id, "display_name": "Соколова Вера", "kind": "contact_family"}
    assert [reason["code"] for reason in best["reasons"]] == [
        "same_district",
        "language",
        "time",
        "skill",
        "experience",
        "free_capacity",
    ]
    assert [reason["code"] for reason in second["reasons"]] == ["near_district", "language", "skill", "free_capacity"]
    for item in found["items"]:
        assert item["score"] == sum(reason["points"] for reason in item["reasons"])
    assert found["excluded"] == []


@pytest.mark.parametrize(
    ("asked", "own", "text"),
    [
        ("ru", "en", "Умеет то, что нужно: Побыть рядом"),
        ("en-GB,en;q=0.9", "ru", "Has the skill that is needed: Keeping company"),
        (None, "ru", "Умеет то, что нужно: Побыть рядом"),
        (None, "en", "Has the skill that is needed: Keeping company"),
        ("fi", "en", "Has the skill that is needed: Keeping company"),
    ],
)
def test_reasons_are_told_in_the_language_that_is_asked_for_or_the_readers_own(town: Town, asked, own, text):
    town.ready()
    reader = town.bench.person("volunteer_coordinator", organisation=town.ngo, language=own)
    headers = {"Accept-Language": asked} if asked else {}
    found = town.get(f"requests/{town.wish().id}/candidates", by=reader, headers=headers).json
    assert [reason["text"] for reason in found["items"][0]["reasons"] if reason["code"] == "skill"] == [text]


def test_everyone_left_out_is_named_with_the_rule_in_words(town: Town):
    someone = town.ready(languages=["fi"])
    found = town.get(f"requests/{town.wish().id}/candidates", headers={"Accept-Language": "en"}).json
    name = {"id": someone.id, "display_name": "Соколова Вера", "kind": "contact_family"}
    assert found["excluded"] == [{"volunteer": name, "rule": "no_language", "text": "No language in common"}]


@pytest.mark.parametrize(
    ("profile", "rule"),
    [
        ({}, None),
        ({"kind": "volunteer"}, "wrong_kind"),
        ({"capacity": 0}, "no_capacity"),
        ({"districts": ["dalny"]}, "too_far"),
        ({"districts": ["zarechny"]}, None),
        ({"languages": ["en", "fi"]}, "no_language"),
    ],
)
def test_a_profile_that_does_not_fit_is_left_out_and_cannot_be_asked(town: Town, profile, rule):
    someone, wish = town.ready(**profile), town.wish()
    assert town.rule_against(wish, someone) == rule
    answer = town.propose(wish, someone)
    if rule:
        assert (answer.status, answer.json["errors"]) == (422, {"volunteer": [rule]})
    else:
        assert answer.status == 201


@pytest.mark.parametrize(("status", "rule"), [("applied", "not_ready"), ("ready", None), ("paused", "not_ready")])
def test_only_who_is_ready_can_be_asked(town: Town, status, rule):
    someone, wish = town.in_status(status), town.wish()
    assert town.rule_against(wish, someone) == rule
    assert town.propose(wish, someone).status == (422 if rule else 201)


def test_who_left_is_nobodys_candidate_and_is_not_named(town: Town):
    someone, wish = town.in_status("left"), town.wish()
    assert town.get(f"requests/{wish.id}/candidates").json == {"items": [], "excluded": []}
    assert town.propose(wish, someone).json["errors"] == {"volunteer": ["not_found"]}


def test_a_document_that_ran_out_leaves_its_holder_out_until_it_is_renewed(town: Town):
    someone, wish = town.ready(), town.wish()
    last_day = clock.today("Europe/Moscow") + timedelta(days=1)
    papers = {"documents": [{"kind": "Справка", "expires_on": str(last_day)}]}
    assert town.change(someone.id, {"vetting": VETTED | papers}).status == 200
    assert town.rule_against(wish, someone) is None
    with clock.at(clock.now() + timedelta(days=2)):
        assert town.rule_against(wish, someone) == "not_ready"
        assert town.get(f"volunteers/{someone.id}").json["status"] == "ready"


def test_who_lost_the_role_cannot_answer_and_so_is_not_asked(town: Town):
    someone, wish = town.ready(), town.wish()
    town.changed_person(someone, "referrer", organisation=town.school)
    assert town.rule_against(wish, someone) == "not_ready"


def test_who_is_a_contact_family_of_another_organisation_now_is_not_asked_either(town: Town):
    someone, wish = town.ready(), town.wish()
    town.changed_person(someone, "contact_family", organisation=town.other_ngo)
    assert town.rule_against(wish, someone) == "not_ready"


@pytest.mark.parametrize(
    ("employer", "rule"),
    [("guardianship", "not_independent"), ("ngo", "not_independent"), ("school", None), ("other_ngo", None)],
)
def test_a_contact_family_that_works_for_who_assesses_the_family_is_left_out(town: Town, employer, rule):
    someone, wish = town.ready(employers=[str(getattr(town, employer))]), town.wish()
    assert town.rule_against(wish, someone) == rule
    if rule:
        assert town.propose(wish, someone).json["errors"] == {"volunteer": [rule]}


def test_a_role_in_the_ngo_ties_and_standing_on_its_register_does_not(town: Town):
    free, tied, wish = town.ready(roles=("volunteer",)), town.ready(roles=("specialist",)), town.wish()
    assert (town.rule_against(wish, free), town.rule_against(wish, tied)) == (None, "not_independent")


def test_a_volunteer_with_skills_may_work_for_an_organisation_that_assesses(town: Town):
    someone = town.ready(kind="volunteer", employers=[str(town.guardianship)])
    assert town.rule_against(town.wish(kind="volunteer"), someone) is None


def test_who_joins_the_team_brings_their_organisation_into_the_rule_and_takes_it_with_them(town: Town):
    someone, wish = town.ready(employers=[str(town.school)]), town.wish()
    assert town.rule_against(wish, someone) is None
    town.team_of(wish, town.bench.person("specialist", organisation=town.school))
    assert town.rule_against(wish, someone) == "not_independent"
    town.team_of(wish)
    assert town.rule_against(wish, someone) is None


def test_who_said_no_to_a_request_is_not_asked_again_for_it(town: Town):
    someone, wish = town.ready(), town.wish()
    town.in_proposal_status("declined", wish, someone)
    assert town.rule_against(wish, someone) == "declined_before"
    assert town.rule_against(town.wish(), someone) is None


def test_who_did_not_answer_in_time_can_be_asked_again(town: Town):
    someone, wish = town.ready(), town.wish()
    town.in_proposal_status("expired", wish, someone)
    assert town.rule_against(wish, someone) is None
    assert town.propose(wish, someone).status == 201


def test_each_family_takes_a_place_until_its_pairing_ends(town: Town):
    someone, next_wish = town.ready(capacity=1), town.wish()
    pairing = town.pairing(town.wish(), someone)
    assert town.rule_against(next_wish, someone) == "no_capacity"
    assert someone.post(f"assignments/{pairing['id']}/end").status == 200
    assert town.rule_against(next_wish, someone) is None


def test_who_is_asked_already_is_marked_and_not_asked_twice(town: Town):
    someone, wish = town.ready(), town.wish()
    town.proposal(wish, someone)
    (item,) = town.get(f"requests/{wish.id}/candidates").json["items"]
    assert item["asked"] is True
    again = town.propose(wish, someone)
    assert (again.status, again.json["type"]) == (409, "urn:opora:problem:already_asked")


def test_volunteers_of_another_register_are_no_candidates(town: Town):
    someone = town.ready()
    stranger = town.bench.person("volunteer_coordinator", organisation=town.other_ngo)
    wish = town.wish(organisation=town.other_ngo)
    found = town.get(f"requests/{wish.id}/candidates", by=stranger).json
    assert found == {"items": [], "excluded": []}
    answer = town.post(f"requests/{wish.id}/proposals", {"volunteer": someone.id}, by=stranger)
    assert answer.json["errors"] == {"volunteer": ["not_found"]}


def test_a_district_without_a_place_on_the_map_is_near_nobody_but_its_own(town: Town):
    town.bench.district("novy", latitude=None, longitude=None)
    own, other = town.ready(districts=["novy"]), town.ready()
    wish = town.wish(district="novy")
    assert (town.rule_against(wish, own), town.rule_against(wish, other)) == (None, "too_far")


def test_requests_are_listed_for_the_coordinators_of_the_cases_organisation(town: Town):
    first, second = town.wish(), town.wish(kind="volunteer", district="zarechny", reference="111-222-333")
    stranger = town.bench.person("volunteer_coordinator", organisation=town.other_ngo)
    assert [row["id"] for row in town.get("requests").json["items"]] == [str(second.id), str(first.id)]
    assert town.get("requests", by=stranger).json["items"] == []
    for query in ("kind=volunteer", "district=zarechny", "q=111-222"):
        assert [row["id"] for row in town.get(f"requests?{query}").json["items"]] == [str(second.id)]
    assert town.get("requests?status=matched").json["items"] == []
    shown = town.get(f"requests/{first.id}").json
    assert shown["about"] == "Мама с сыном недавно переехали."
    assert shown["children_ages"] == [7, 12]
    assert (shown["case"], shown["reference"]) == (str(first.case), "482-109-379")


def test_an_employer_stated_in_the_other_profile_of_the_same_person_counts_too(town: Town):
    someone, wish = town.ready(("volunteer",)), town.wish()
    proposal = town.proposal(wish, someone)
    other = {"kind": "volunteer", "person": str(someone.person.id), "districts": ["lesnoy"], "languages": ["ru"]}
    profile = town.post("volunteers", other | {"employers": [str(town.guardianship)]}).json["id"]
    answer = someone.post(f"proposals/{proposal}/accept")
    assert (answer.status, answer.json["type"]) == (409, "urn:opora:problem:no_longer_independent")
    assert town.rule_against(wish, someone) == "not_independent"
    assert town.change(profile, {"status": "left"}).status == 200
    assert town.rule_against(wish, someone) is None
