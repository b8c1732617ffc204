"""A referral's page for who sent it: what became of it, and what they can do."""

from tests.referrals.family import Region


def test_a_referral_has_one_address_for_all_who_have_to_do_with_it(region: Region) -> None:
    sent = region.referral()
    address = f"/referrals/{sent['id']}"
    for person in (region.referrer, region.coordinator):
        assert sent["reference"] in person.browser().get(address).heading
    assert region.other_coordinator.browser().get(address).status == 404
