"""Duty and what was taken up is seen, and given to a colleague."""

from datetime import timedelta

import pytest

from shared import clock
from tests.referrals.duty import write
from tests.referrals.family import Region
from tests.referrals.test_duty import START, acknowledge, in_danger
from tests.referrals.test_handing_over import roster
from tests.support.bench import Person


@pytest.fixture
def colleague(region: Region) -> Person:
    return region.bench.person("coordinator", organisation=region.ngo)


def test_duty_and_what_was_taken_up_go_to_a_colleague(region: Region, colleague: Person) -> None:
    write(region.coordinator, region.coordinator)
    id = in_danger(region)
    acknowledge(region, id, region.coordinator, START + timedelta(minutes=1))
    with clock.at(START + timedelta(minutes=2)):
        listed = region.supervisor.browser().get("/referrals/duty").follow("Передать чьё-то дежурство коллеге")
        assert f"/referrals/people/{region.coordinator.id}/work" in listed.html
        page = listed.browser.get(f"/referrals/people/{region.coordinator.id}/work")
        assert "Места в очереди дежурных: 1" in page.text
        assert f"/referrals/{id}" in page.links().values()
        form = page.follow("Передать другому человеку")
        assert list(form.submit().errors) == ["to"]
        done = form.submit({"to": str(colleague.id)})
    assert "Направлений: 1. Место в очереди дежурных передано тоже." in done.text
    assert "Открытых дел здесь нет" in done.text
    assert roster(region) == [str(colleague.id)]


def test_who_administers_sees_how_much_it_is_and_others_nothing(region: Region) -> None:
    write(region.coordinator, region.coordinator)
    path = f"/referrals/people/{region.coordinator.id}"
    administrator = region.bench.person("organisation_administrator", organisation=region.ngo).browser()
    assert "Места в очереди дежурных: 1" in administrator.get(f"{path}/work").text
    assert administrator.get(f"{path}/hand-over").status == 403
    assert "Передать чьё-то дежурство коллеге" not in administrator.get("/referrals/duty").links()
    assert region.worker.browser().get(f"{path}/work").status == 404
    assert region.other_coordinator.browser().get(f"{path}/work").status == 404
