"""The roadmap at the pages: drawn, presented by one, checked by another."""

from datetime import date

from shared import clock
from tests.cases.region import Opened, noon

DAY = date(2026, 3, 31)


def test_a_stage_is_presented_by_one_and_checked_by_another(case: Opened) -> None:
    case.to("planned")
    region, at = case.region, f"/cases/{case.id}/roadmap"
    worker, supervisor = region.worker.browser(), region.supervisor.browser()
    with clock.at(noon(DAY)):
        form = worker.get(at).follow("Составить дорожную карту")
        refused = form.submit({"purpose": "Жить без долгов", "stages.0.title": "Выплатить долг"})
        drawn = refused.submit(
            {
                "stages.0.shown_by": "Справка из банка",
                "stages.0.due_on": "1.6.26",
                "stages.0.who": "Марина Журавлёва",
            }
        )
        again = drawn.follow("Изменить дорожную карту")
        presented = drawn.follow("Отправить на проверку : Выплатить долг").submit(
            {"passed_on": "30.03.2026", "note": "Справка есть"}
        )
        check = supervisor.get(at).follow("Проверить этап : Выплатить долг")
        without = check.submit({"verdict": "sent_back"})
        back = without.submit({"reason": "Справка не та"})

    assert {"stages.0.shown_by", "stages.0.due_on", "stages.0.who"} == refused.errors.keys()
    assert [one.one("h1").get_text() for one in (form, again)] == [
        "Составить дорожную карту",
        "Изменить дорожную карту",
    ]
    assert "Ждёт проверки" in presented.text
    assert "Проверить этап" not in presented.text
    assert without.errors.keys() == {"reason"}
    assert "Вернули на доработку: " in back.text
    assert "Справка не та" in back.text
    stage = case.get("/roadmap").json["stages"][0]
    assert (stage["who"], stage["state"]) == (case.mother, "sent_back")
