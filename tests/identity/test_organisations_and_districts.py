from typing import Any

import pytest

from shared.contracts import identity
from tests.identity.home import BASE, Home
from tests.support.bench import Answer, Api

SCHOOL = {"name": "Школа № 7", "kind": "school", "districts": ["zarechny", "lesnoy"]}
DISTRICT = {"code": "gorny", "name": "Горный район", "region": "Заозёрская область", "latitude": 56.3, "longitude": 44}


def _patch(api: Api, path: str, changes: dict[str, Any]) -> Answer:
    return api.patch(path, changes, if_match=api.get(path).headers["ETag"])


def test_a_registered_organisation_is_told_in_full_with_its_defaults(home: Home) -> None:
    admin = home.person("administrator")
    answer = admin.api.post(f"{BASE}/organisations", SCHOOL)
    assert answer.status == 201
    id = answer.json.pop("id")
    defaults = {"accepts_referrals": False, "time_zone": "Europe/Moscow", "self_sufficiency_threshold": 3}
    defaults |= {"accepts_appeals": False}
    assert answer.json == {**SCHOOL, **defaults, "active": True, "no_referrals_until": None, "duty_phone": None}
    told = home.bench.published(identity.ORGANISATION_REGISTERED)[-1]
    assert (str(told.pop("organisation")), told.pop("by")) == (id, admin.id)
    told.pop("at")
    assert told == answer.json


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"name": None}, {"name": ["required"]}),
        ({"name": "x" * 201}, {"name": ["too_long"]}),
        ({"kind": "castle"}, {"kind": ["unknown_code"]}),
        ({"districts": ["lesnoy", "nowhere"]}, {"districts.1": ["not_found"]}),
        ({"districts": "lesnoy"}, {"districts": ["type"]}),
        ({"districts": [None]}, {"districts.0": ["required"]}),
        ({"accepts_referrals": "yes"}, {"accepts_referrals": ["type"]}),
        ({"time_zone": "Moscow"}, {"time_zone": ["unknown_code"]}),
        ({"self_sufficiency_threshold": 6}, {"self_sufficiency_threshold": ["out_of_range"]}),
        ({"self_sufficiency_threshold": "3"}, {"self_sufficiency_threshold": ["type"]}),
        ({"colour": "red"}, {"colour": ["unknown_field"]}),
    ],
)
def test_what_is_wrong_with_an_organisation_is_named_by_field_and_leaves_nothing(
    home: Home, changes: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    admin = home.person("administrator")
    before = home.bench.counts()
    answer = admin.api.post(f"{BASE}/organisations", SCHOOL | changes)
    assert (answer.status, answer.json["errors"]) == (422, errors)
    assert home.bench.counts() == before


def test_an_organisation_administrator_keeps_up_the_own_organisation_but_not_kind_and_active(home: Home) -> None:
    manager = home.person("organisation_administrator")
    own, other = (f"{BASE}/organisations/{id}" for id in (manager.organisation, home.organisation()))
    changed = _patch(manager.api, own, {"accepts_referrals": False, "self_sufficiency_threshold": 4})
    assert (changed.status, changed.json["self_sufficiency_threshold"]) == (200, 4)
    [told] = home.bench.published(identity.ORGANISATION_CHANGED)
    assert (told["self_sufficiency_threshold"], told["by"]) == (4, manager.id)
    assert _patch(manager.api, own, {"kind": "fund"}).status == 403
    assert _patch(manager.api, own, {"active": True}).status == 403
    assert _patch(manager.api, other, {"name": "Наша"}).status == 403
    admin = home.person("administrator").api
    assert _patch(admin, other, {"kind": "fund", "active": False}).json["active"] is False


def test_a_change_of_an_organisation_needs_its_version(home: Home) -> None:
    admin, path = home.person("administrator").api, f"{BASE}/organisations/{home.organisation()}"
    read = admin.get(path).headers["ETag"]
    assert admin.patch(path, {"name": "Первое"}).status == 428
    assert admin.patch(path, {"name": "Первое"}, if_match=read).status == 200
    assert admin.patch(path, {"name": "Второе"}, if_match=read).status == 412
    assert _patch(admin, path, {"name": "Первое"}).status == 200
    assert len(home.bench.published(identity.ORGANISATION_CHANGED)) == 1, "the same again is no event"


def test_everyone_signed_in_finds_organisations_page_by_page(home: Home) -> None:
    anna = home.person("referrer")
    ids = [str(anna.organisation), *(str(home.organisation(kind=kind)) for kind in ("school", "ngo", "ngo"))]
    first = anna.api.get(f"{BASE}/organisations?limit=2")
    assert [item["id"] for item in first.json["items"]] == ids[:1:-1]
    rest = anna.api.get(f"{BASE}/organisations?limit=2&cursor={first.json['next']}")
    assert [item["id"] for item in rest.json["items"]] == [ids[1], ids[0]]
    assert rest.json["next"] is None
    assert [item["id"] for item in anna.api.get(f"{BASE}/organisations?kind=school").json["items"]] == [ids[1]]
    assert anna.api.get(f"{BASE}/organisations?accepts_referrals=0").json["items"] == []
    for wrong in ("limit=0", "limit=x", "kind=castle", "cursor=%21", "colour=red"):
        assert anna.api.get(f"{BASE}/organisations?{wrong}").status == 422, wrong
    assert anna.api.get(f"{BASE}/organisations/{anna.id}").status == 404


def test_a_district_is_registered_and_changed_and_told(home: Home) -> None:
    admin = home.person("administrator")
    assert admin.api.post(f"{BASE}/districts", DISTRICT).status == 201
    path = f"{BASE}/districts/gorny"
    assert admin.api.patch(path, {"name": "Горный округ"}).status == 428
    assert _patch(admin.api, path, {"name": "Горный округ"}).json == DISTRICT | {"name": "Горный округ"}
    told = home.bench.published(identity.DISTRICT_REGISTERED)[-1]
    assert (told["code"], told["by"]) == ("gorny", admin.id)
    [told] = home.bench.published(identity.DISTRICT_CHANGED)
    assert (told["name"], told["latitude"]) == ("Горный округ", 56.3)
    anna = home.person("referrer")
    assert [item["code"] for item in anna.api.get(f"{BASE}/districts").json["items"]] == ["gorny", "zarechny", "lesnoy"]


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"code": "Горный"}, {"code": ["invalid"]}),
        ({"code": "lesnoy"}, {"code": ["taken"]}),
        ({"code": ""}, {"code": ["required"]}),
        ({"name": None}, {"name": ["required"]}),
        ({"latitude": 91}, {"latitude": ["out_of_range"]}),
        ({"longitude": "44"}, {"longitude": ["type"]}),
        ({"longitude": None}, {"longitude": ["required"]}),
    ],
)
def test_what_is_wrong_with_a_district_is_named_by_field_and_leaves_nothing(
    home: Home, changes: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    admin = home.person("administrator")
    before = home.bench.counts()
    answer = admin.api.post(f"{BASE}/districts", DISTRICT | changes)
    assert (answer.status, answer.json["errors"].items() >= errors.items()) == (422, True)
    assert home.bench.counts() == before


def test_half_a_place_on_the_map_is_refused_in_a_change_too(home: Home) -> None:
    admin = home.person("administrator").api
    answer = _patch(admin, f"{BASE}/districts/lesnoy", {"latitude": 56.3})
    assert (answer.status, answer.json["errors"]) == (422, {"longitude": ["required"]})


def test_the_code_lists_and_the_api_describe_themselves(home: Home) -> None:
    anna = home.person("referrer").api
    kinds = anna.get(f"{BASE}/codes").json["organisation_kinds"]
    assert {"code": "ngo", "text": {"ru": "НКО", "en": "Non-profit organisation"}} in kinds
    assert f"{BASE}/people/{{id}}/deactivate" in anna.get(f"{BASE}/openapi.json").json["paths"]
    assert home.nobody.get(f"{BASE}/codes").status == 401


def test_its_own_administrator_says_that_an_organisation_takes_appeals_of_families(home: Home) -> None:
    ngo, other = home.organisation(), home.organisation()
    admin = home.person("organisation_administrator", organisation=ngo)
    path = f"{BASE}/organisations/{ngo}"
    seen = admin.api.get(path)
    assert seen.json["accepts_appeals"] is False, "nobody is turned to who did not say so"
    changed = admin.api.patch(path, {"accepts_appeals": True}, if_match=seen.headers["ETag"])
    assert (changed.status, changed.json["accepts_appeals"]) == (200, True)
    assert home.bench.published(identity.ORGANISATION_CHANGED)[-1]["accepts_appeals"] is True
    etag = admin.api.get(f"{BASE}/organisations/{other}").headers["ETag"]
    assert admin.api.patch(f"{BASE}/organisations/{other}", {"accepts_appeals": True}, if_match=etag).status == 403
