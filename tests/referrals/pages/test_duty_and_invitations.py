"""Who is called in danger, and who without an account is invited: as coordinators see to both."""

from tests.referrals.duty import leaves, write
from tests.referrals.family import Region
from tests.referrals.guest import INVITED, LINKS

DUTY = "/referrals/duty"
DUTY_API = "/referrals/api/v1/duty"
INVITATIONS = "/referrals/invitations"


def test_a_roster_is_put_in_order_and_names_who_stands_there_twice(region: Region) -> None:
    first, second = str(region.coordinator.id), str(region.supervisor.id)
    form = region.coordinator.browser().get(DUTY)
    twice = form.submit({"people.0.person": first, "people.1.person": first})
    assert twice.status == 422
    assert list(twice.errors) == ["people.1.person"]
    saved = twice.submit({"people.1.person": second})
    assert saved.status == 200
    assert [one["id"] for one in region.coordinator.api.get(DUTY_API).json["people"]] == [first, second]
    emptied = saved.submit({"people.0.person": "", "people.1.person": ""})
    assert emptied.status == 200
    assert region.coordinator.api.get(DUTY_API).json["people"] == []


def test_who_left_is_shown_as_such_and_a_roster_changed_meanwhile_is_not_overwritten(region: Region) -> None:
    write(region.coordinator, region.supervisor)
    form = region.coordinator.browser("en").get(DUTY)
    leaves(region, region.supervisor)
    assert "can't be called any more" in form.browser.get(DUTY).text
    write(region.coordinator, region.coordinator)
    assert form.submit({"people.0.person": str(region.coordinator.id)}).status == 409
    assert region.worker.browser().get(DUTY).status == 403


def test_an_organisation_is_invited_and_the_invitation_cancelled_after_a_second_look(region: Region) -> None:
    page = region.coordinator.browser().get(INVITATIONS)
    assert "учётной записи" in page.text
    form = page.follow("Пригласить организацию направить семью")
    refused = form.submit({"organisation_name": "Школа № 7", "email": "school7"})
    assert list(refused.errors) == ["email"]
    listed = refused.submit({"email": INVITED["email"]})
    assert "Школа № 7" in listed.text
    sure = listed.follow("Отменить Школа № 7")
    assert "вернуть её нельзя" in sure.text
    assert region.coordinator.api.get(LINKS).json["items"][0]["status"] == "open"
    assert "Отменено" in sure.submit().text
    assert region.other_coordinator.browser().get(sure.path).status == 404
