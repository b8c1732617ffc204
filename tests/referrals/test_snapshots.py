"""A replay meets changes on their way: what it tells of a referral or family is never older than what follows."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.referrals import commands
from services.referrals.model import Family, Referral
from shared.caller import Caller
from shared.contracts.referrals import FAMILY_MERGED, FAMILY_REGISTERED, REFERRAL_SUBMITTED
from shared.eventing.replay import publish_state
from shared.ids import uuid7
from tests.referrals.family import Region
from tests.shared.replaying import told_last


def test_a_decision_on_its_way_is_in_the_replayed_state(region: Region) -> None:
    id = UUID(region.referral()["id"])

    def change(session: Session) -> None:
        referral = session.get_one(Referral, id, with_for_update=True)
        commands.decline(session, _coordinator(region), referral, reason="no_capacity")

    assert told_last(region.bench, REFERRAL_SUBMITTED, change)["status"] == "declined"


def test_a_family_separated_meanwhile_is_not_told_as_merged(region: Region) -> None:
    known, same = region.referral(), region.referral()
    region.act(same["id"], "duplicate", {"of": known["family"]["id"]})
    before = len(region.bench.published())

    def change(session: Session) -> None:
        family = session.get_one(Family, UUID(same["family"]["id"]))
        commands.separate(session, _coordinator(region), family)

    told_last(region.bench, FAMILY_REGISTERED, change)
    names = [name.split(".")[-2] for name, _ in region.bench.published()[before:]]
    assert names == ["separated", "submitted", "submitted", "registered", "registered"]


def test_a_merge_is_replayed_with_who_of_the_one_family_is_who_of_the_other(region: Region) -> None:
    known, same = region.referral(), region.referral()
    region.act(same["id"], "duplicate", {"of": known["family"]["id"]})
    (merged,) = region.bench.published(FAMILY_MERGED)
    with region.bench.session() as session:
        publish_state(session, region.bench.service.snapshots(session))
    again = region.bench.published(FAMILY_MERGED)[-1]
    assert again["members"] == merged["members"] != []


def _coordinator(region: Region) -> Caller:
    return Caller(region.coordinator.id, region.ngo, frozenset({"coordinator"}), uuid7())
