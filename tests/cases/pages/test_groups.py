"""Services and group programmes at the pages, from a new programme to who came."""

from datetime import date

from shared import clock
from tests.cases.region import Opened, noon

DAY = date(2026, 3, 31)


def test_a_service_of_a_psychologist_names_its_method(case: Opened) -> None:
    case.to("planned")
    worker = case.region.worker.browser()
    with clock.at(noon(DAY)):
        form = worker.get(f"/cases/{case.id}/services").follow("Записать услугу")
        refused = form.submit({"kind": "psychological", "given_on": "30.03.2026", "members": [case.son]})
        listed = refused.submit({"method": "песочная терапия"})

    assert refused.errors.keys() == {"method"}
    assert "песочная терапия" in listed.text
    assert "Тимофей" in listed.text
    assert case.json()["status"] == "supported"


def test_a_child_is_enrolled_in_a_group_and_its_leader_notes_who_came(case: Opened) -> None:
    case.to("planned")
    region, worker = case.region, case.region.worker.browser()
    with clock.at(noon(DAY)):
        made = worker.get("/cases/programmes/new").submit(
            {"name": "Шаги", "audience": "children", "age_from": "6", "age_to": "9"}
        )
        opened = made.follow("Открыть группу").submit(
            {"name": "По средам", "leaders": [str(region.worker.id)], "starts_on": "01.03.2026", "places": "1"}
        )
        group = opened.path.rsplit("/", 1)[1]
        goal = case.get("/plan").json["goals"][0]["id"]
        form = worker.get(f"/cases/{case.id}/enrolments/new")
        wrong = form.submit({"group": group, "member": case.mother, "goal": goal})
        enrolled = wrong.submit({"member": case.son})
        planned = opened.follow("Запланировать занятие").submit(
            {"planned_at.day": "31.03.2026", "planned_at.time": "11:00", "topic": "Знакомство"}
        )
        session = planned.follow("31 марта, 11:00")
        noted = session.follow("Отметить, кто пришёл").submit({"attendance.0.attended": "came"})
        services = worker.get(f"/cases/{case.id}/services")

    assert wrong.errors == {"member": "Эта программа для детей."}
    assert "Шаги: По средам" in enrolled.text
    assert "Тимофей Журавлёва: на занятии" in noted.text
    assert "на занятии" in services.text
    assert case.json()["status"] == "supported"


def test_nobody_but_its_leaders_sees_who_is_in_a_group(case: Opened) -> None:
    case.to("planned")
    region = case.region
    with clock.at(noon(DAY)):
        made = region.worker.browser().get("/cases/programmes/new").submit({"name": "Пары", "audience": "parents"})
        opened = made.follow("Открыть группу").submit(
            {"name": "Вечер", "leaders": [str(region.worker.id)], "starts_on": "01.03.2026"}
        )
    colleague = region.colleague.browser().get(opened.path)

    assert "Кто в группе" in opened.text
    assert colleague.status == 200
    assert "Кто в группе" not in colleague.text
    assert region.colleague.browser().get(f"{opened.path}/sessions/new").status == 403


def test_sessions_of_a_group_stand_in_the_order_of_their_days(case: Opened) -> None:
    """Whenever they were planned: what is ahead stands at the top."""
    worker = case.region.worker.browser()
    with clock.at(noon(DAY)):
        made = worker.get("/cases/programmes/new").submit({"name": "Пары", "audience": "parents"})
        group = made.follow("Открыть группу").submit(
            {"name": "Вечер", "leaders": [str(case.region.worker.id)], "starts_on": "01.03.2026"}
        )
        for day in ("14.04.2026", "07.04.2026", "21.04.2026"):
            group = group.follow("Запланировать занятие").submit({"planned_at.day": day, "planned_at.time": "11:00"})
    sessions = [words for words in group.links() if "апреля" in words]
    assert sessions == ["21 апреля, 11:00", "14 апреля, 11:00", "7 апреля, 11:00"]


def test_a_group_without_a_place_left_is_named_at_its_field(case: Opened) -> None:
    case.to("planned")
    another = case.region.open().to("planned")
    worker = case.region.worker.browser()
    with clock.at(noon(DAY)):
        made = worker.get("/cases/programmes/new").submit(
            {"name": "Шаги", "audience": "children", "age_from": "6", "age_to": "9"}
        )
        opened = made.follow("Открыть группу").submit(
            {"name": "Утро", "leaders": [str(case.region.worker.id)], "starts_on": "01.03.2026", "places": "1"}
        )
        answers = [
            worker.get(f"/cases/{one.id}/enrolments/new").submit(
                {
                    "group": opened.path.rsplit("/", 1)[1],
                    "member": one.son,
                    "goal": one.get("/plan").json["goals"][0]["id"],
                }
            )
            for one in (case, another)
        ]

    assert [one.status for one in answers] == [200, 422]
    assert "нет мест" in answers[1].errors["group"]
