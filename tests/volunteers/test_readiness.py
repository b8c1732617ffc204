"""Ready against needed, by district and region; and the order of equals."""

from datetime import timedelta

from shared import clock
from tests.volunteers.town import VETTED, Town

NUMBERS = ("ready", "free_places", "needed", "short_by")


def test_who_is_ready_is_set_against_what_is_needed_by_district_and_region(town: Town):
    town.bench.district("zaozersk", region="Другая область", latitude=None, longitude=None)
    both = town.ready(districts=["lesnoy", "zarechny"], capacity=1)
    town.ready()
    town.applicant()
    full = town.ready(districts=["zarechny"], capacity=1)
    town.pairing(town.wish(district="zarechny"), full)
    for district, many in (("lesnoy", 1), ("zarechny", 2), ("zaozersk", 1), ("dalny", 1)):
        for _ in range(many):
            town.wish(district=district)
    town.wish(kind="volunteer")
    found = town.get("readiness").json
    assert [found[name] for name in NUMBERS] == [2, 3, 5, 2]
    districts = {one["district"]: [one[name] for name in NUMBERS] for one in found["districts"]}
    assert districts == {
        "dalny": [0, 0, 1, 1],
        "lesnoy": [2, 3, 1, 0],
        "zarechny": [1, 1, 2, 0],  # one comes from lesnoy, 12 km
        "zaozersk": [0, 0, 1, 1],  # nobody knows how far that is
    }
    regions = {one["region"]: [one[name] for name in NUMBERS] for one in found["regions"]}
    assert regions == {"Другая область": [0, 0, 1, 1], "Заозёрская область": [2, 3, 4, 1]}
    lapsed = {"documents": [{"kind": "medical", "expires_on": "2026-01-01"}]}
    assert town.change(both.id, {"vetting": VETTED | lapsed}).status == 200
    assert [town.get("readiness").json[name] for name in NUMBERS] == [1, 2, 5, 3]
    assert [town.get("readiness?kind=volunteer").json[name] for name in NUMBERS] == [0, 0, 1, 1]


def test_figures_are_those_of_the_own_organisation(town: Town):
    town.ready()
    town.wish()
    supervisor = town.bench.person("supervisor", organisation=town.ngo)
    stranger = town.bench.person("supervisor", organisation=town.other_ngo)
    assert town.get("readiness", by=supervisor).json["needed"] == 1
    assert town.get("readiness", by=stranger).json["districts"] == []
    assert town.get("readiness", by=town.worker).status == 403
    assert town.get("readiness?kind=friend").json["errors"] == {"kind": ["unknown_code"]}


def test_of_equals_who_has_been_without_a_family_for_longest_comes_first(town: Town):
    first, second, third = (town.ready(capacity=3) for _ in range(3))
    with clock.at(clock.now() + timedelta(days=1)):
        wish = town.wish()
        pairing = town.pairing(wish, first)
        town.ended_by_family(wish, pairing)
    with clock.at(clock.now() + timedelta(days=2)):
        town.pairing(town.wish(), second)
        asked = town.wish()
        found = town.get(f"requests/{asked.id}/candidates").json["items"]
    assert len({item["score"] for item in found}) == 1
    assert [item["volunteer"]["id"] for item in found] == [third.id, first.id, second.id]
