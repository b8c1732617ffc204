"""Who may ask for which figures, and what a wrong question is answered."""

from datetime import date
from importlib import import_module
from io import BytesIO
from random import Random
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from services.cases.comparisons import scores_of
from services.cases.figures import counting
from services.cases.figures.figure import FIGURES as FIGURES_BY_CODE
from services.cases.model import Case
from services.cases.rules.ages import OF_AGE, age_on
from services.cases.rules.comparison import has_two_comparable
from shared import clock
from shared.ids import uuid7
from shared.web.pages.reader import LANGUAGE_COOKIE
from tests.cases.region import Opened, Region, noon
from tests.support.bench import Answer, Person

FIGURES = "/cases/api/v1/figures"
YEAR = "from=2026-01-01&to=2026-12-31"
TODAY = date(2027, 3, 15)

WRONG = {
    "": {"from": ["required"], "to": ["required"]},
    "from=2026-12-31&to=2026-01-01": {"to": ["before_from"]},
    "from=1900-01-01&to=2200-12-31": {"to": ["out_of_range"]},
    f"{YEAR}&known_on=2027-03-16": {"known_on": ["in_future"]},
    f"{YEAR}&by=worker": {"by": ["unknown_code"]},
    "from=вчера&to=2026-13-45": {"from": ["invalid_date"], "to": ["invalid_date"]},
    f"{YEAR}&organisation=x": {"organisation": ["unknown_field"]},
    f"{YEAR}&district={'я' * 10_000}": {"district": ["too_long"]},
}
NOT_FOR_ANALYSTS = {
    "from=2026-01-01&to=2026-12-30": {"to": ["not_a_calendar_year"]},
    "from=2025-01-01&to=2026-12-31": {"to": ["not_a_calendar_year"]},
    "from=2026-01-01&to=2026-03-31": {"to": ["not_a_calendar_year"]},
    "from=2027-01-01&to=2027-12-31": {"to": ["not_released"]},
    f"{YEAR}&known_on=2027-02-28": {"known_on": ["not_released"]},
    f"{YEAR}&by=year": {"by": ["not_for_analysts"]},
    f"{YEAR}&district=lesnoy": {"district": ["not_for_analysts"]},
    f"{YEAR}&region=Заозёрская область": {"region": ["not_for_analysts"]},
}


def ask(person: Person, path: str) -> Answer:
    with clock.at(noon(TODAY)):
        return person.api.get(path)


def test_wrong_questions_are_answered_with_what_is_wrong(region: Region) -> None:
    region.bench.tick(noon(TODAY))
    analyst = region.bench.person("analyst", organisation=region.bench.organisation("fund"))
    for question, errors in WRONG.items():
        for path in (FIGURES, f"{FIGURES}.xlsx"):
            answer = ask(region.supervisor, f"{path}?{question}")
            assert (answer.status, answer.json["errors"]) == (422, errors), question
    for question, errors in NOT_FOR_ANALYSTS.items():
        answer = ask(analyst, f"{FIGURES}?{question}")
        assert (answer.status, answer.json["errors"]) == (422, errors), question


def test_figures_are_of_the_own_organisation_and_their_cases_are_nobody_elses(case: Opened, region: Region) -> None:
    case.to("supported")
    elsewhere = region.bench.person("supervisor", organisation=region.bench.organisation("ngo"))
    analyst = region.bench.person("analyst", organisation=region.bench.organisation("fund"))
    behind = f"{FIGURES}/children_served/cases?{YEAR}"
    for person, served in ((region.supervisor, 1), (region.coordinator, 1), (elsewhere, 0)):
        assert ask(person, f"{FIGURES}?{YEAR}").json["total"]["children_served"]["value"] == served
        assert [row["id"] for row in ask(person, behind).json["items"]] == [str(case.id)] * served
    for person in (region.worker, region.referrer, analyst):
        assert ask(person, behind).status == 403
    assert ask(region.supervisor, f"{FIGURES}/children_invented/cases?{YEAR}").status == 404


def test_a_coordinator_is_not_told_what_is_written_in_a_case_by_its_being_counted(region: Region) -> None:
    open_to_all = ("children_served", "families_closed", "support_months", "support_one_to_three_years")
    open_to_all += ("children_supported", "outcomes_followed_up")
    for code in FIGURES_BY_CODE:
        behind = f"{FIGURES}/{code}/cases?{YEAR}"
        assert ask(region.supervisor, behind).status == 200
        assert ask(region.coordinator, behind).status == (200 if code in open_to_all else 403), code


def test_a_family_that_moves_keeps_its_facts_where_they_were(case: Opened, region: Region) -> None:
    case.to("supported")
    moved = {"district": "zarechny"}
    case.done(case.call("PATCH", "/family", moved, if_match=case.etag(), on=date(2026, 4, 1)))
    case.done(case.post("/services", case.service(given_on="2026-05-04"), on=date(2026, 5, 4)))
    rows = ask(region.supervisor, f"{FIGURES}?{YEAR}&by=district").json["rows"]
    assert {row["key"]: row["figures"]["children_served"]["value"] for row in rows} == {"lesnoy": 1, "zarechny": 1}
    of_one = ask(region.supervisor, f"{FIGURES}?{YEAR}&district=zarechny").json["total"]
    assert of_one["children_served"]["value"] == 1
    years = ask(region.supervisor, f"{FIGURES}?from=2025-07-01&to=2026-12-31&by=year").json["rows"]
    assert [(row["key"], row["figures"]["children_served"]["value"]) for row in years] == [("2025", 0), ("2026", 1)]


def workbook(region: Region) -> Any:
    sent = {"Authorization": f"Bearer {region.supervisor.api.token}"}
    with clock.at(noon(TODAY)):
        answer = region.supervisor.api.client.get(f"{FIGURES}.xlsx?{YEAR}", headers=sent)
    return load_workbook(BytesIO(answer.get_data()))


def test_a_name_that_looks_like_a_formula_stays_a_name(case: Opened, region: Region) -> None:
    region.bench.district("lesnoy", name="=HYPERLINK(1)")
    case.to("supported")
    cell = workbook(region)["По районам"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)


def test_a_workbook_is_in_the_language_in_which_its_reader_reads_pages(region: Region) -> None:
    assert "По районам" in workbook(region).sheetnames
    region.supervisor.api.client.set_cookie(LANGUAGE_COOKIE, "en")
    assert "By district" in workbook(region).sheetnames


def test_a_corrected_birth_and_who_came_or_left_are_as_they_were_known_then(case: Opened, region: Region) -> None:
    case.to("supported")
    sister = {"role": "child", "first_name": "Вера", "born_on": "2026-08-01"}
    for day, changed in (
        (date(2026, 6, 1), {"id": case.son, "born_on": "2005-01-01"}),
        (date(2026, 7, 1), {"id": case.son, "born_on": "2015-01-01"}),
        (date(2026, 8, 3), sister),
        (date(2027, 1, 5), {"id": case.son, "left_on": "2025-12-31"}),
    ):
        case.done(case.call("PATCH", "/family", {"members": [changed]}, if_match=case.etag(), on=day))
    for known_on, served, supported in (
        ("2026-05-31", 1, 1),
        ("2026-06-01", 0, 0),
        ("2026-07-01", 1, 1),
        ("2026-08-03", 1, 2),
        ("2027-01-05", 1, 1),
    ):
        total = ask(region.supervisor, f"{FIGURES}?{YEAR}&known_on={known_on}").json["total"]
        said = (total["children_served"]["value"], total["children_supported"]["value"])
        assert said == (served, supported), known_on


def test_a_baby_of_no_known_birthday_is_on_support_from_the_first_day_on_which_it_can_be_born(
    case: Opened, region: Region
) -> None:
    case.to("supported")
    baby = {"role": "child", "first_name": "Вера", "age": 0}
    answer = case.call("PATCH", "/family", {"members": [baby]}, if_match=case.etag(), on=date(2027, 3, 10))
    case.done(answer)
    for last, supported in (("2026-03-09", 1), ("2026-03-10", 2)):
        total = ask(region.supervisor, f"{FIGURES}?from=2026-01-01&to={last}").json["total"]
        assert total["children_supported"]["value"] == supported, last


SESSION = """
insert into programmes (id, version, organisation, name, audience, active, made_at, made_by)
values (%(id)s, 1, %(ngo)s, 'Шаги', 'children', true, now(), %(id)s);
insert into programme_groups (id, version, programme, organisation, name, starts_on, leaders, made_at, made_by)
values (%(id)s, 1, %(id)s, %(ngo)s, 'Весна', '2026-03-01', array[%(id)s], now(), %(id)s);
insert into enrolments (id, group_id, case_id, member, goal, goal_title, enrolled_on, enrolled_at, enrolled_by)
values (%(id)s, %(id)s, %(case)s, %(son)s, %(id)s, 'Друзья', '2026-03-01', now(), %(id)s);
insert into programme_sessions
    (id, version, group_id, programme, organisation, status, planned_at, held_on, planned_by, changed_at)
values (%(id)s, 1, %(id)s, %(id)s, %(ngo)s, 'held', '2026-04-06', '2026-04-06', %(id)s, now());
insert into attendances (id, session, enrolment, case_id, member, attended, recorded_at, recorded_by)
values (%(id)s, %(id)s, %(id)s, %(case)s, %(son)s, true, '2026-04-07', %(id)s);
"""


@pytest.mark.parametrize("said", [("same", "worse"), ("worse", "same")])
def test_of_two_words_of_one_moment_the_same_one_counts_in_whatever_order_they_are_read(
    said: tuple[str, str], region: Region
) -> None:
    rows = " union all ".join(
        f"select 1 as subject, '{part}' as part, null::numeric as amount, '{region.ngo}'::uuid as organisation,"
        " 'lesnoy' as district, '' as region, date '2026-05-01' as day, timestamptz '2026-05-01' as said_at"
        for part in said
    )
    with region.bench.session() as session:
        found = session.execute(text(f"with placed as ({rows}), {counting._GROUPED}"), {"kinds": [counting.TOTAL]})
        assert [row.part for row in found] == ["same"]


def test_a_programme_session_is_help_as_long_as_it_is_not_annulled(case: Opened, region: Region) -> None:
    case.to("agreed")
    given = {"id": uuid7(), "ngo": region.ngo, "case": case.id, "son": case.son}
    annulled = "update attendances set annulled_at = '2026-06-01', annulled_by = id, annulled_reason = 'Не был'"
    with region.bench.session() as session:
        for statement in [*filter(str.strip, SESSION.split(";\n")), annulled]:
            session.connection().exec_driver_sql(statement, given if "%(" in statement else None)
    for known_on, served in (("2026-04-05", 0), ("2026-05-31", 1), ("2026-06-01", 0)):
        total = ask(region.supervisor, f"{FIGURES}?{YEAR}&known_on={known_on}").json["total"]
        assert total["children_served"]["value"] == served, known_on


def test_the_database_knows_when_a_child_comes_of_age_as_the_rules_do(region: Region) -> None:
    random, told = Random(18), []
    leap = [(date(2008, 2, 29), None, None), (None, 14, date(2024, 2, 29)), (None, 17, date(2024, 2, 29))]
    for _ in range(40):
        day = date.fromordinal(random.randrange(date(2004, 1, 1).toordinal(), date(2012, 1, 1).toordinal()))
        told.append(random.choice([(day, None, None), (None, random.randrange(0, 18), day)]))
    with region.bench.session() as session:
        for born_on, age, aged_on in [*leap, *told]:
            asked = "select comes_of_age(%s, %s, %s)"
            of_age = session.connection().exec_driver_sql(asked, (born_on, age, aged_on)).scalar_one()
            before = date.fromordinal(of_age.toordinal() - 1)
            assert (age_on(of_age, born_on, age, aged_on) or 0) >= OF_AGE, (born_on, age, aged_on)
            assert (age_on(before, born_on, age, aged_on) or 0) < OF_AGE, (born_on, age, aged_on)


@pytest.mark.parametrize("status", ["opened", "agreed"])
def test_children_are_on_support_from_the_agreement(status: str, case: Opened, region: Region) -> None:
    case.to(status)
    total = ask(region.supervisor, f"{FIGURES}?{YEAR}").json["total"]
    assert total["children_supported"]["value"] == (status == "agreed")
    assert isinstance(total["children_supported"]["value"], int)


def test_what_was_written_before_figures_were_counted_is_counted_too(case: Opened, region: Region) -> None:
    case.to("followed_up")
    case.done(case.post("/reopen", {"reason": "Снова трудно."}, on=date(2027, 6, 1)))
    migration = import_module("services.cases.migrations.0006_figures")
    with region.bench.session() as session:
        run = session.connection().exec_driver_sql
        written = run("select * from counted order by fact, member, rights").all()
        run("delete from counted")
        run(migration.WRITTEN_BEFORE)
        assert run("select * from counted order by fact, member, rights").all() == written
        assert len(written) > 6


def test_improved_rests_on_what_the_rules_call_comparable(case: Opened, region: Region) -> None:
    case.to("supported")
    other = [{"member": case.son, "domain": "education", "score": 4}]
    case.done(case.post("/reviews", case.review(), on=date(2026, 6, 1)))
    for day, changes in (
        (date(2026, 5, 4), {"scores": other}),
        (date(2026, 5, 11), {"tool": "living_conditions"}),
        (date(2026, 5, 18), {}),
    ):
        said = case.assessment(done_on=day.isoformat(), **changes)
        case.done(case.post("/assessments", said, on=date(2026, 6, 2)))
        with region.bench.session() as session:
            scores = scores_of(session, session.get_one(Case, case.id))
        rests = has_two_comparable(scores, UUID(case.son), date(2026, 6, 1))
        total = ask(region.supervisor, f"{FIGURES}?{YEAR}").json["total"]
        assert total["wellbeing_improved"]["value"] == rests == (not changes)
