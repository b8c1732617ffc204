"""A contact family at the pages: asked for, introduced, and no longer looked for."""

from datetime import date

from shared import clock
from shared.contracts.volunteers import ASSIGNMENT_STARTED
from tests.cases.region import Opened, noon
from tests.cases.volunteers import pairing

DAY = date(2026, 3, 20)


def test_a_contact_family_is_asked_for_with_the_familys_consent_and_introduced(case: Opened) -> None:
    case.to("assessed")
    worker = case.region.worker.browser()
    with clock.at(noon(DAY)):
        form = worker.get(f"/cases/{case.id}/support").follow("Попросить помощника")
        refused = form.submit(
            {
                "kind": "contact_family",
                "about": "Гулять по выходным",
                "times.0.weekday": "6",
                "times.0.from": "15.00",
                "times.0.to": "11:00",
                "skills": ["company"],
            }
        )
        asked = refused.submit({"family_agreed_on": "07.03.2026", "times.0.from": "11.00", "times.0.to": "15:00"})
    request = asked.path.rsplit("/", 1)[1]

    assert refused.errors.keys() == {"family_agreed_on", "times.0.to"}
    assert "Ищем, кто поможет" in asked.text
    assert "суббота 11:00–15:00" in asked.text

    case.region.bench.receive(ASSIGNMENT_STARTED, request, pairing(case, request), at=noon(DAY))
    with clock.at(noon(DAY)):
        introduced = (
            worker.get(asked.path)
            .follow("Познакомить")
            .submit(
                {
                    "first_names": ["Марина"],
                    "contact_phone": "8 900 555-01-77",
                    "first_meeting.at.day": "28.03.2026",
                    "first_meeting.at.time": "12:00",
                    "first_meeting.place": "Парк",
                }
            )
        )

    assert introduced.status == 200, introduced.errors
    assert "Познакомились" in introduced.text
    assert "28 марта, 12:00, Парк" in introduced.text


def test_who_is_not_needed_any_more_is_no_longer_looked_for_after_a_page_that_says_it_is_for_good(case: Opened) -> None:
    case.to("assessed")
    asked = case.done(case.post("/support-requests", case.request(), on=DAY)).json
    with clock.at(noon(DAY)):
        page = case.region.worker.browser().get(f"/cases/support-requests/{asked['id']}").follow("Больше не искать")
        done = page.submit({})

    assert "нельзя отменить" in page.one(".govuk-warning-text").get_text()
    assert "Больше не нужно" in done.text
    assert case.region.colleague.browser().get(f"/cases/support-requests/{asked['id']}").status == 404
