"""Vetting that lapses and comes back, what is needed to be ready, pauses that end by themselves."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

from shared import clock
from shared.contracts.volunteers import VETTING_LAPSED, VETTING_NEAR, VOLUNTEER_CHANGED
from tests.volunteers.town import API, VETTED, Registered, Town

SINCE = "alter table feedback add column first_given_at timestamptz not null;"
"""What a later migration adds to the table."""

AS_BEFORE = """
alter table volunteers drop column paused_until;
alter table assignments drop column reasons;
drop table register_settings, vetting_watches, vetting_notices, feedback;
"""
TODAY = clock.today("Europe/Moscow")


def noon(days: int) -> datetime:
    return max(
        datetime.combine(TODAY + timedelta(days=days), datetime.min.time(), UTC) + timedelta(hours=12), clock.now()
    )


def medical(days: int | None) -> dict[str, Any]:
    return {"kind": "medical", "expires_on": None if days is None else str(TODAY + timedelta(days=days))}


def with_papers(town: Town, someone: Registered, *documents: dict[str, Any]) -> None:
    answer = town.change(someone.id, {"vetting": VETTED | {"documents": list(documents)}})
    assert answer.status == 200, answer.text


def lacks(town: Town, someone: Registered) -> list[str]:
    return [lack["code"] for lack in town.get(f"volunteers/{someone.id}").json["not_ready"]]


def test_a_document_that_ends_is_told_a_month_before_a_week_before_and_on_its_day_each_once(town: Town):
    someone, wish = town.ready(), town.wish()
    pairing = town.pairing(town.wish(), someone)
    with_papers(town, someone, medical(40), {"kind": "Грамота Ивана", "expires_on": None})
    etag = town.get(f"volunteers/{someone.id}").headers["ETag"]
    for day, told in ((0, (0, 0)), (9, (0, 0)), (10, (1, 0)), (20, (1, 0)), (33, (2, 0)), (40, (2, 0)), (41, (2, 1))):
        for moment in (noon(day), noon(day) + timedelta(hours=1)):
            town.bench.tick(moment)
        published = (len(town.bench.published(VETTING_NEAR)), len(town.bench.published(VETTING_LAPSED)))
        assert published == told, day
        with clock.at(noon(day)):
            assert town.rule_against(wish, someone) == ("not_ready" if day == 41 else None)
    assert [said["days"] for said in town.bench.published(VETTING_NEAR)] == [30, 7]
    (lapsed,) = town.bench.published(VETTING_LAPSED)
    assert (lapsed["what"], lapsed["expires_on"]) == ("medical", TODAY + timedelta(days=40))
    assert lapsed["supervisors"] == [town.coordinator.id]
    assert someone.get(f"assignments/{pairing['id']}").json["status"] == "started"
    assert town.get(f"volunteers/{someone.id}").headers["ETag"] == etag


def test_a_renewed_document_brings_its_holder_back_and_is_warned_of_anew(town: Town):
    someone, wish = town.ready(), town.wish()
    with_papers(town, someone, medical(-1))
    town.bench.tick(noon(0))
    assert town.rule_against(wish, someone) == "not_ready"
    assert lacks(town, someone) == ["document_expired"]
    with_papers(town, someone, medical(-1), medical(5))
    town.bench.tick(noon(0))
    assert (town.rule_against(wish, someone), lacks(town, someone)) == (None, [])
    assert [said["days"] for said in town.bench.published(VETTING_NEAR)] == [7]
    assert len(town.bench.published(VETTING_LAPSED)) == 1


def test_a_running_pairing_waits_for_its_coordinators_while_a_document_has_run_out(town: Town):
    someone = town.ready()
    pairing = town.pairing(town.wish(), someone)
    assert town.post(f"assignments/{pairing['id']}/end").status == 403
    with_papers(town, someone, medical(-1))
    town.bench.tick(noon(0))
    (waiting,) = town.get("assignments?attention=1").json["items"]
    assert (waiting["attention"], waiting["status"]) == (["vetting_lapsed"], "started")
    with_papers(town, someone, medical(100))
    town.bench.tick(noon(0))
    assert town.get("assignments?attention=1").json["items"] == []
    with_papers(town, someone, medical(-1))
    town.bench.tick(noon(0))
    assert town.post(f"assignments/{pairing['id']}/end").json["status"] == "ended"


def test_a_paper_in_own_words_is_told_as_another_document(town: Town):
    someone = town.ready()
    with_papers(town, someone, {"kind": "Справка Соколовой из бассейна", "expires_on": str(TODAY + timedelta(days=3))})
    town.bench.tick(noon(0))
    (said,) = town.bench.published(VETTING_NEAR)
    assert said["what"] == "other"


def test_nobody_is_warned_of_the_papers_of_applicants_until_they_are_ready(town: Town):
    someone = town.applicant()
    with_papers(town, someone, medical(3))
    town.bench.tick(noon(0))
    assert town.bench.published(VETTING_NEAR) == []
    assert town.change(someone.id, {"status": "ready"}).status == 200
    town.bench.tick(noon(0))
    assert len(town.bench.published(VETTING_NEAR)) == 1


def test_nobody_says_yes_with_a_lapsed_document(town: Town):
    someone, wish = town.ready(), town.wish()
    proposal = town.proposal(wish, someone)
    with_papers(town, someone, medical(-1))
    answer = someone.post(f"proposals/{proposal}/accept")
    assert (answer.status, answer.json["type"]) == (409, "urn:opora:problem:not_ready")
    assert town.propose(town.wish(), someone).json["errors"] == {"volunteer": ["not_ready"]}


def test_everyone_left_out_is_named_with_the_rule_and_the_reason_in_the_readers_language(town: Town):
    lapsed, away, wish = town.ready(), town.ready(districts=["dalny"]), town.wish()
    with_papers(town, lapsed, medical(-1))
    pausing = town.ready()
    until = TODAY + timedelta(days=14)
    assert town.change(pausing.id, {"status": "paused", "paused_until": str(until)}).status == 200
    day = f"{TODAY - timedelta(days=1):%d.%m.%Y}"
    found = town.get(f"requests/{wish.id}/candidates", headers={"Accept-Language": "ru"}).json["excluded"]
    texts = {entry["volunteer"]["id"]: (entry["rule"], entry["text"]) for entry in found}
    assert texts[lapsed.id][1].endswith(f": Документ больше не действует (Медицинское заключение, по {day})")
    assert texts[pausing.id][1].endswith(f": Сейчас пауза (до {until:%d.%m.%Y})")
    assert texts[away.id] == ("too_far", "Живёт слишком далеко: 533 км")


def test_what_is_needed_to_be_ready_is_what_the_organisation_set(town: Town):
    someone, wish = town.ready(), town.wish()
    needed = [{"code": "needs_contact_family_no_criminal_record", "value": 1}]
    answer = town.coordinator.api.put(f"{API}/settings", {"settings": needed}, if_match='"0"')
    assert answer.status == 200
    assert (town.rule_against(wish, someone), lacks(town, someone)) == ("not_ready", ["document_missing"])
    other = town.applicant(vetting=VETTED)
    refused = town.change(other.id, {"status": "ready"})
    assert (refused.status, refused.json["missing"]) == (409, ["vetting.documents.no_criminal_record"])
    with_papers(town, someone, {"kind": "Справка об отсутствии судимости", "expires_on": None})
    assert town.rule_against(wish, someone) is None
    volunteer = town.ready(kind="volunteer")
    assert town.rule_against(town.wish(kind="volunteer"), volunteer) is None


def test_a_pause_until_a_day_ends_by_itself_on_that_day_where_the_organisation_is(town: Town):
    someone, wish = town.ready(), town.wish()
    until = TODAY + timedelta(days=10)
    paused = town.change(someone.id, {"status": "paused", "paused_until": str(until)}, by=someone.person)
    assert (paused.json["status"], paused.json["paused_until"]) == ("paused", str(until))
    midnight = datetime.combine(until, datetime.min.time(), UTC) - timedelta(hours=3)  # of Moscow
    told = len(town.bench.published(VOLUNTEER_CHANGED))
    town.bench.tick(midnight - timedelta(seconds=1))
    assert town.rule_against(wish, someone) == "not_ready"
    town.bench.tick(midnight)
    shown = town.get(f"volunteers/{someone.id}").json
    assert (shown["status"], shown["paused_until"]) == ("ready", None)
    assert town.rule_against(wish, someone) is None
    (said,) = town.bench.published(VOLUNTEER_CHANGED)[told:]
    assert (said["status"], said["by"]) == ("ready", None)


REFUSED: list[tuple[dict[str, Any], dict[str, list[str]]]] = [
    ({"status": "paused", "paused_until": str(TODAY)}, {"paused_until": ["in_past"]}),
    ({"status": "paused", "paused_until": str(TODAY + timedelta(days=999))}, {"paused_until": ["out_of_range"]}),
    ({"paused_until": str(TODAY + timedelta(days=3))}, {"paused_until": ["not_paused"]}),
    ({"status": "paused", "paused_until": "soon"}, {"paused_until": ["invalid_date"]}),
]


def test_a_pause_that_cannot_be_is_refused(town: Town):
    someone = town.ready()
    for changes, errors in REFUSED:
        answer = town.change(someone.id, changes)
        assert (answer.status, answer.json["errors"]) == (422, errors), changes
    assert town.get(f"volunteers/{someone.id}").json["status"] == "ready"


def test_nobody_ends_a_pause_of_their_own_sooner_than_it_was_said(town: Town):
    """A coordinator may have made it: a volunteer may put its end off, and set one only when they begin it."""
    someone, soon, later = town.ready(), str(TODAY + timedelta(days=1)), str(TODAY + timedelta(days=9))
    assert town.change(someone.id, {"status": "paused"}).status == 200
    assert town.change(someone.id, {"paused_until": soon}, by=someone.person).json["fields"] == ["paused_until"]
    assert town.change(someone.id, {"paused_until": later}).status == 200
    assert town.change(someone.id, {"paused_until": soon}, by=someone.person).status == 403
    assert town.change(someone.id, {"paused_until": later, "capacity": 1}, by=someone.person).status == 200
    assert town.change(someone.id, {"paused_until": None}, by=someone.person).status == 200


def test_a_register_from_before_there_were_settings_keeps_what_made_ready_then(town: Town):
    someone, wish = town.ready(), town.wish()
    approved = {"documents": [medical(3)], "trained_on": None, "interviewed_on": None}
    assert town.change(someone.id, {"vetting": approved}).status == 200
    assert town.rule_against(wish, someone) == "not_ready"
    migration = import_module("services.volunteers.migrations.0002_vetting")
    with town.bench.session() as session:
        session.connection().exec_driver_sql(AS_BEFORE + migration.STATEMENTS + SINCE)
    town.bench.engine.dispose()
    assert town.rule_against(wish, someone) is None
    assert town.coordinator.api.get(f"{API}/settings").json["version"] == 1
    town.bench.tick(noon(0))
    assert len(town.bench.published(VETTING_NEAR)) == 1


def test_who_comes_back_early_has_no_end_of_a_pause(town: Town):
    someone = town.ready()
    assert town.change(someone.id, {"status": "paused", "paused_until": str(TODAY + timedelta(days=3))}).status == 200
    assert town.change(someone.id, {"status": "ready"}).json["paused_until"] is None
