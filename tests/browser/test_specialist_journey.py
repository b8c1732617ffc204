"""A specialist on the teams of others' cases: what they see of a child, what they gave, the group that they lead."""

from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Locator, expect

from shared.codes import ASSESSMENT_DOMAINS, TEAM_ROLES
from tests.browser.at_work import EVERYWHERE, at_work, own_case, today
from tests.browser.people import Person, Values
from tests.browser.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

SPECIALIST = "specialist@ngo.example"


@EVERYWHERE
def test_a_specialist_assesses_a_child_and_writes_down_what_was_given(
    town: Town, chromium: Chromium, language: str, size: Any
) -> None:
    with at_work(town, chromium, SPECIALIST, language, size=size) as specialist:
        specialist.follow(own_case(specialist))
        expect(specialist.page.locator('main a[href$="/closure"]')).to_have_count(0)
        specialist.follow("/team")
        specialist.sees(TEAM_ROLES.text("specialist", language))
        specialist.follow("/assessments")
        child = assess(specialist)
        scores_of(specialist, child)
        assert not specialist.screen.complaints(size)
        give(specialist)


def assess(specialist: Person) -> str:
    """Two domains of the first child, whose name it answers."""
    specialist.follow("/assessments/new")
    child = specialist.page.locator("main form h3").first.inner_text()
    specialist.tick_first("participants")
    seen: Values = {"tool": "child_psychology", "done_on": today(), "summary": "Играет, смеётся, легко говорит."}
    specialist.answer(seen | {"scores.0.score": "5", "scores.2.score": "4"})
    specialist.send()
    specialist.sees("The assessment is saved.")
    return child


def scores_of(specialist: Person, child: str) -> None:
    """What was just seen; the chart says the same as the table below it."""
    heading = specialist.page.get_by_role("heading", name=child, exact=True)
    looked = specialist.page.locator("main section").filter(has=heading)
    chart, table = looked.locator("figure svg"), looked.locator("figure table")
    expect(chart).to_be_visible()
    said = chart.locator("desc").text_content() or ""
    drawn = {domain: score for domain, _colon, score in (one.partition(": ") for one in said.split("; "))}
    safety = ASSESSMENT_DOMAINS.text("safety", specialist.language)
    assert drawn[safety] == "5"
    assert drawn == latest(table)


def latest(table: Locator) -> dict[str, str]:
    """Domain → score, of rows that stand in the order of time."""
    rows = [row.locator("td").all_text_contents() for row in table.locator("tbody tr").all()]
    return {domain: score for domain, _day, score in rows}


def give(specialist: Person) -> None:
    specialist.follow("/services")
    specialist.follow("/services/new")
    specialist.tick_first("members")
    given: Values = {"kind": "psychological", "given_on": today(), "speciality": "psychologist"}
    specialist.answer(given)
    specialist.send()
    expect(specialist.page.locator(".govuk-error-summary a[href='#method']")).to_be_visible()
    specialist.answer({"method": "Песочная терапия"})
    specialist.send()
    specialist.sees("The service is saved.")
    expect(specialist.page.locator("main article").first).to_contain_text("Песочная терапия")


@EVERYWHERE
def test_a_specialist_notes_who_came_to_a_session(town: Town, chromium: Chromium, language: str, size: Any) -> None:
    topic = {"ru": "Мои сильные стороны", "en": "Как говорить «нет»"}[language]
    with at_work(town, chromium, SPECIALIST, language, size=size) as specialist:
        specialist.open_row(specialist.says("Session of a group"))
        specialist.open(".govuk-back-link")
        specialist.follow("/sessions/new")
        specialist.answer({"planned_at.day": today(), "planned_at.time": "00:05", "topic": topic})
        specialist.send()
        specialist.sees("The session is planned.")
        specialist.open_row(topic)
        specialist.follow("/attendance")
        names = specialist.page.locator("main label[for^=attendance]").all_inner_texts()
        specialist.answer({"attendance.0.attended": "came", "attendance.1.attended": "illness"})
        specialist.send()
        specialist.sees("It is noted who came.")
        came = specialist.page.locator("main li").filter(has_text=names[0])
        expect(came).to_contain_text(specialist.says("came"))
        expect(specialist.page.locator("main li")).to_have_count(2)
