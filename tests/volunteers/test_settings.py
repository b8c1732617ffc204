"""What an organisation sets for its register: shown, changed between bounds, with who and when."""

from threading import Thread
from typing import Any

from tests.support.bench import Answer
from tests.volunteers.town import API, Town

SETTINGS = f"{API}/settings"


def put(town: Town, *changes: tuple[str, Any], tag: str = "*", by: Any = None) -> Answer:
    settings = [{"code": code, "value": value} for code, value in changes]
    api = (by or town.coordinator).api
    return api.put(SETTINGS, {"settings": settings}, if_match=tag, headers={"Accept-Language": "ru"})


def test_settings_say_their_bounds_their_source_and_are_the_usual_ones_at_first(town: Town):
    shown = town.coordinator.api.get(SETTINGS, headers={"Accept-Language": "ru"}).json
    assert (shown["version"], shown["changed_by"]) == (0, None)
    settings = {one["code"]: one for one in shown["settings"]}
    assert settings["needs_contact_family_training"] == {
        "code": "needs_contact_family_training",
        "text": "Контактной семье нужно: обучение",
        "group": "needs",
        "value": 1,
        "unit": "yes_no",
        "usual": 1,
        "least": 0,
        "most": 1,
        "source": "practice",
    }
    weights = {one["reason"]: (one["before"], one["after"], one["pairings"], one["good"]) for one in shown["weights"]}
    assert weights["experience"] == (25, 25, 0, None)


def test_a_weight_that_is_set_is_what_a_reason_is_worth(town: Town):
    town.ready()
    wish = town.wish()
    changed = put(town, ("weight_experience", 60), ("weight_time", 0), tag='"0"')
    assert (changed.status, changed.json["version"], changed.headers["ETag"]) == (200, 1, '"1"')
    (item,) = town.get(f"requests/{wish.id}/candidates").json["items"]
    points = {reason["code"]: reason["points"] for reason in item["reasons"]}
    assert (points["experience"], points.get("time")) == (60, None)
    assert put(town, ("weight_time", 5), tag='"0"').status == 412
    assert town.coordinator.api.put(SETTINGS, {"settings": []}).status == 428


def test_a_limit_that_is_set_decides_who_is_too_far(town: Town):
    someone, wish = town.ready(districts=["zarechny"]), town.wish()
    assert town.rule_against(wish, someone) is None
    assert put(town, ("near_km_contact_family", 5), ("far_km_contact_family", 10)).status == 200
    assert town.rule_against(wish, someone) == "too_far"
    assert town.propose(wish, someone).json["errors"] == {"volunteer": ["too_far"]}


def test_history_says_who_changed_what_when(town: Town):
    administrator = town.bench.person("organisation_administrator", organisation=town.ngo)
    assert put(town, ("weight_time", 30)).status == 200
    assert put(town, ("weight_time", 30)).json["version"] == 1  # the same again is no change
    assert put(town, ("weight_time", 20), ("weight_skill", 10), by=administrator).status == 200
    second, first = town.coordinator.api.get(f"{SETTINGS}/history").json["items"]
    said = [(change["code"], change["before"], change["after"]) for change in second["changes"]]
    assert said == [("weight_time", 30, 20), ("weight_skill", 20, 10)]
    assert second["changed_by"] == str(administrator.id)
    assert second["changed_by_names"]["last_name"] == "Соколова"
    assert (first["version"], first["changed_by"]) == (1, str(town.coordinator.id))


def test_another_organisation_keeps_its_own(town: Town):
    stranger = town.bench.person("volunteer_coordinator", organisation=town.other_ngo)
    assert put(town, ("weight_time", 30)).status == 200
    assert stranger.api.get(SETTINGS).json["version"] == 0
    assert stranger.api.get(f"{SETTINGS}/history").json == {"items": []}
    assert town.worker.api.get(SETTINGS).status == 403
    assert put(town, ("weight_time", 3), by=town.worker).status == 403


REFUSED: list[tuple[Any, dict[str, list[str]]]] = [
    ([], {"settings": ["required"]}),
    ([{"code": "weight_luck", "value": 1}], {"settings.0.code": ["unknown_code"]}),
    ([{"code": "weight_time", "value": "20"}], {"settings.0.value": ["type"]}),
    ([{"code": "weight_time", "value": True}], {"settings.0.value": ["type"]}),
    ([{"code": "weight_time", "value": 101}], {"settings.0.value": ["out_of_range"]}),
    ([{"code": "weight_time", "value": 10**30}], {"settings.0.value": ["out_of_range"]}),
    ([{"code": "needs_volunteer_approval", "value": 0}], {"settings.0.value": ["out_of_range"]}),
    ([{"code": "weight_time", "value": 1}, {"code": "weight_time", "value": 2}], {"settings.1.code": ["twice"]}),
    ([{"code": "weight_same_district", "value": 3}], {"settings.0.value": ["above_weight_same_district"]}),
    ([{"code": "weight_time"}], {"settings.0.value": ["required"]}),
    ("all", {"settings": ["type"]}),
]


def test_settings_that_cannot_be_are_refused_and_leave_nothing(town: Town):
    before = town.bench.counts()
    for settings, errors in REFUSED:
        answer = town.coordinator.api.put(SETTINGS, {"settings": settings}, if_match="*")
        assert (answer.status, answer.json["errors"]) == (422, errors), settings
    assert town.bench.counts() == before


def test_two_changes_at_once_are_two_versions(town: Town):
    """Each has its say, and none is lost: both start from what the other left."""
    answers: list[Answer] = []
    colleague = town.bench.person("volunteer_coordinator", organisation=town.ngo)
    changes = ((town.coordinator, ("weight_time", 11)), (colleague, ("weight_skill", 12)))
    threads = [
        Thread(target=lambda who=who, change=change: answers.append(put(town, change, by=who)))
        for who, change in changes
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.json["version"] for answer in answers) == [1, 2]
    values = {one["code"]: one["value"] for one in town.coordinator.api.get(SETTINGS).json["settings"]}
    assert (values["weight_time"], values["weight_skill"]) == (11, 12)
