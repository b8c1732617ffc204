"""Agreement, review, closure, follow-up and reopening at the pages."""

from datetime import date

from shared import clock
from tests.cases.region import Opened, noon
from tests.support.pages import Page


def opened(case: Opened, path: str, on: date) -> Page:
    with clock.at(noon(on)):
        return case.region.worker.browser().get(f"/cases/{case.id}/{path}")


def test_the_agreement_is_written_down_by_who_signed_and_taken_back_with_a_reason(case: Opened) -> None:
    day = date(2026, 3, 6)
    with clock.at(noon(day)):
        alone = opened(case, "agreement/new", day).submit({"signed_on": "06.03.2026"})
        done = alone.submit({"signed_by": [case.mother, str(case.region.worker.id)]})

    assert "взрослого из семьи" in alone.errors["signed_by"]
    assert alone.one("input[name=signed_on]")["value"] == "06.03.2026"
    assert done.status == 200, done.errors
    assert case.json()["status"] == "agreed"
    with clock.at(noon(day)):
        agreement = opened(case, "agreement", day)
        agreement.follow("Это ошибка (6 марта, 12:00)").submit({"reason": "Подписан другой лист"})
    assert "Марина" in agreement.text
    assert case.json()["signed_on"] is None


def test_support_ends_on_a_page_that_says_it_is_for_good_and_says_what_hinders_an_outcome(case: Opened) -> None:
    case.to("supported")
    day = date(2026, 12, 1)
    answers = {
        "outcome": "self_sufficient",
        "closed_on": "01.12.2026",
        "children.0.wellbeing": "improved",
        "children.0.removal": "averted",
        "children.0.in_own_family": "yes",
        "parents.0.rights": "kept",
        "participation.0": "yes",
        "participation.1": "yes",
        "family_agrees": "no",
    }
    with clock.at(noon(day)):
        form = opened(case, "closure", day)
        refused = form.submit(answers)
        closed = refused.submit({"family_agrees": "yes"})

    assert "отменить" in form.one(".govuk-warning-text").get_text()
    assert "семья была согласна" in refused.errors["outcome"]
    assert refused.one("[name='parents.0.rights'] option[selected]")["value"] == "kept"
    assert closed.status == 200, closed.errors
    assert (case.json()["status"], case.json()["outcome"]) == ("closed", "self_sufficient")

    later = date(2027, 5, 20)
    with clock.at(noon(later)):
        ended = opened(case, "follow-ups", later)
        followed = opened(case, "follow-ups/new", later).submit({"held_on": "20.05.2027", "holds": "yes"})
        reopened = followed.follow("Продолжить сопровождение").submit({"reason": "Снова трудно"})
    assert "Сопровождение закончилось 1 декабря 2026" in ended.text
    assert reopened.status == 200
    assert case.json()["status"] == "supported"


def test_a_review_names_each_child_that_nothing_was_said_of(case: Opened) -> None:
    case.to("supported")
    day = date(2026, 6, 2)
    with clock.at(noon(day)):
        form = opened(case, "reviews/new", day)
        refused = form.submit({"held_on": "1.6.2026", "participants": [case.mother], "absent.1.reason": "illness"})
        listed = refused.submit(
            {"children.0.wellbeing": "improved", "children.0.removal": "averted", "summary": "Стало легче."}
        )

    assert {"children.0.wellbeing", "children.0.removal", "summary"} == refused.errors.keys()
    assert listed.status == 200, listed.errors
    assert "Тимофей Журавлёв: Болеет" in listed.text.replace("Журавлёва", "Журавлёв")
    assert "Стало легче." in listed.text
