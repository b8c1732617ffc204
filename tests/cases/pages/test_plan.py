"""The plan at the pages: a goal with tasks, who took part, tasks done."""

from datetime import date

from shared import clock
from tests.cases.region import Opened, noon
from tests.support.pages import Page

DAY = date(2026, 3, 20)


def opened(case: Opened, path: str, on: date = DAY) -> Page:
    with clock.at(noon(on)):
        return case.region.worker.browser().get(f"/cases/{case.id}/{path}")


def test_a_plan_begins_with_a_goal_and_is_in_force_when_all_took_part(case: Opened) -> None:
    case.to("assessed")
    with clock.at(noon(DAY)):
        form = opened(case, "plan").follow("Добавить цель")
        plan = form.submit(
            {
                "goals.0.title": "Больше близких рядом",
                "goals.0.domain": "support_circle",
                "goals.0.tasks.0.title": "Записаться в клуб",
                "goals.0.tasks.0.who": "Марина Журавлёва",
                "goals.0.tasks.0.due_on": "1.5.2026",
                "participation.0": "yes",
                "participation.1": "too_young",
            }
        )
        done = plan.press("Сделано")

    assert "Действует" in plan.text
    assert "Записаться в клуб" in plan.text
    assert "Сделано 20 марта" in done.text
    (goal,) = case.get("/plan").json["goals"]
    assert (goal["tasks"][0]["who"], goal["tasks"][0]["done_on"]) == (case.mother, "2026-03-20")
    assert case.json()["status"] == "planned"


def test_whoever_is_left_out_of_a_plan_is_named_and_what_was_typed_stays(case: Opened) -> None:
    case.to("assessed")
    form = opened(case, "plan/goals/new")

    with clock.at(noon(DAY)):
        refused = form.submit(
            {"goals.0.title": "Учиться", "goals.0.tasks.1.title": "Найти кружок", "participation.0": "yes"}
        )

    assert refused.status == 422
    assert "Тимофей" in refused.errors["participation.1"]
    assert {"goals.0.domain", "goals.0.tasks.1.who", "goals.0.tasks.1.due_on"} <= refused.errors.keys()
    assert refused.one("[name='goals.0.tasks.1.title']")["value"] == "Найти кружок"
    assert case.get("/plan").status == 404


def test_changing_one_goal_leaves_the_others_and_meets_what_a_colleague_changed(case: Opened) -> None:
    case.to("assessed")
    first, second = case.goal(), case.goal(title="Своя комната", domain="household")
    case.done(case.call("PUT", "/plan", case.plan(goals=[first, second]), on=DAY))
    with clock.at(noon(DAY)):
        form = opened(case, "plan").follow("Изменить цель и её задачи : Своя комната")
        early = form.submit({"goals.1.title": "Своя комната сыну", "goals.1.status": "reached"})
        late = form.submit({"goals.1.title": "Поздно"})

    assert "Своя комната сыну" in early.text
    assert "Больше близких рядом" in early.text
    assert (late.status, "Поздно" in late.html) == (409, True)
    assert [goal["status"] for goal in case.get("/plan").json["goals"]] == ["open", "reached"]
    assert "Своя комната сыну" in opened(case, "plan/versions").text


def test_only_the_worker_changes_the_plan(case: Opened) -> None:
    case.to("planned")
    supervisor = case.region.supervisor.browser()

    assert "Добавить цель" not in supervisor.get(f"/cases/{case.id}/plan").text
    assert supervisor.get(f"/cases/{case.id}/plan/goals/new").status == 403
