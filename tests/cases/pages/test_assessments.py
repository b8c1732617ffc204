"""Assessments at the pages: written down, seen over time beside their table, compared."""

from datetime import date

from shared import clock
from tests.cases.region import Opened, noon
from tests.support.pages import Page

LATER = date(2026, 6, 2)


def opened(case: Opened, path: str, on: date = LATER) -> Page:
    with clock.at(noon(on)):
        return case.region.worker.browser().get(f"/cases/{case.id}/{path}")


def test_an_assessment_is_written_down_and_seen_as_a_chart_with_its_table(case: Opened) -> None:
    case.to("agreed")
    with clock.at(noon(LATER)):
        form = opened(case, "assessments/new")
        listed = form.submit(
            {
                "tool": "interview",
                "done_on": "01.06.2026",
                "participants": [case.mother, case.son],
                "scores.0.score": "4",
                "scores.7.score": "2",
                "children.0.removal": "at_risk",
                "summary": "Сыну спокойно дома.",
            }
        )

    assert listed.status == 200, listed.errors
    assert "Сыну спокойно дома." in listed.text
    assert "Беседа и наблюдение" in listed.text
    table = [cell.get_text(strip=True) for cell in listed.soup.select("table.opora-cards td")]
    assert table[:3] == ["Безопасность", "1 июняБеседа и наблюдение", "4"]
    drawn = listed.one("figure.opora-chart svg[role=img]")
    assert "Безопасность: 4" in drawn.get_text(" ")


def test_a_score_that_nobody_can_give_is_named_and_nothing_typed_is_lost(case: Opened) -> None:
    case.to("agreed")
    form = opened(case, "assessments/new")

    with clock.at(noon(LATER)):
        refused = form.submit({"scores.9.score": "3", "done_on": "01.07.2026", "summary": "Мама рада."})

    assert refused.status == 422
    assert {"tool", "done_on", "participants"} - {"done_on"} <= refused.errors.keys()
    assert refused.one("textarea[name=summary]").get_text().strip() == "Мама рада."
    assert refused.one("[name='scores.9.score'] option[selected]")["value"] == "3"


def test_two_assessments_by_one_tool_are_compared_and_two_tools_are_not(case: Opened) -> None:
    case.to("assessed")
    case.done(case.post("/assessments", case.assessment(score=5, done_on="2026-05-20"), on=LATER))
    compared = opened(case, "assessments/comparison")

    assert "лучше на 2" in compared.text

    case.done(case.post("/assessments", case.assessment(tool="living_conditions", done_on="2026-06-01"), on=LATER))
    assert "лучше на" not in opened(case, "assessments/comparison").text
    over_time = opened(case, "assessments").one("#scores-1-safety-desc").find_parent("svg")
    assert over_time is not None
    assert "16 марта: 3 из 5; 20 мая: 5 из 5; 1 июня: 3 из 5" in over_time.get_text(" ")
    assert len(over_time.select("polyline")) == 2


def test_the_pages_of_a_case_speak_english_too(case: Opened) -> None:
    case.to("assessed")
    browser = case.region.worker.browser("en")
    with clock.at(noon(LATER)):
        texts = [browser.get(f"/cases/{case.id}/{path}").text for path in ("assessments", "plan/goals/new", "closure")]

    assert "Write down an assessment" in texts[0]
    assert "Tasks: who does what, by when" in texts[1]
    assert "This can't be undone." in texts[2]


def test_who_is_not_on_the_case_sees_no_assessments(case: Opened) -> None:
    stranger = case.region.bench.person("case_worker", organisation=case.region.school)

    assert stranger.browser().get(f"/cases/{case.id}/assessments").status == 404
    assert case.region.supervisor.browser().get(f"/cases/{case.id}/assessments").status == 200
    assert case.region.supervisor.browser().get(f"/cases/{case.id}/assessments/new").status == 403
