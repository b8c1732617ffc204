"""What `opora replay` tells of this service is enough to know its present state."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers import commands
from services.volunteers.model import Proposal, Volunteer
from services.volunteers.snapshots import snapshots
from shared import clock
from shared.caller import Caller
from shared.contracts.volunteers import (
    ASSIGNMENT_ENDED,
    ASSIGNMENT_STARTED,
    PROPOSAL_ACCEPTED,
    PROPOSAL_DECLINED,
    PROPOSAL_MADE,
    VOLUNTEER_REGISTERED,
)
from shared.eventing.replay import publish_state
from shared.ids import uuid7
from tests.shared.replaying import told_last
from tests.volunteers.town import Town


def test_snapshots_repeat_every_volunteer_proposal_and_pairing_as_they_are_now(town: Town):
    someone, other = town.ready(), town.in_status("paused")
    one, two, three = town.wish(), town.wish(), town.wish()
    running, over = town.pairing(one, someone), town.pairing(two, someone)
    assert someone.post(f"assignments/{over['id']}/end").status == 200
    asked = town.proposal(three, someone)
    told = len(town.bench.published())
    with town.bench.session() as session:
        assert publish_state(session, snapshots(session)) == 7
    repeated = town.bench.published()[told:]
    states = {data["volunteer"]: data["status"] for name, data in repeated if name == VOLUNTEER_REGISTERED.name}
    assert states == {UUID(someone.id): "ready", UUID(other.id): "paused"}
    proposals = {str(data["proposal"]): name for name, data in repeated if ".proposal." in name}
    assert proposals == {
        running["proposal"]: PROPOSAL_ACCEPTED.name,
        over["proposal"]: PROPOSAL_ACCEPTED.name,
        asked: PROPOSAL_MADE.name,
    }
    pairings = {str(data["assignment"]): name for name, data in repeated if ".assignment." in name}
    assert pairings == {running["id"]: ASSIGNMENT_STARTED.name, over["id"]: ASSIGNMENT_ENDED.name}
    assert all(data["at"] <= clock.now() for _, data in repeated)


def test_a_change_of_a_volunteer_on_its_way_is_in_the_replayed_state(town: Town):
    someone = town.ready()

    def change(session: Session) -> None:
        commands.change(session, coordinator(town), session.get_one(Volunteer, UUID(someone.id)), {"capacity": 7})

    assert told_last(town.bench, VOLUNTEER_REGISTERED, change)["capacity"] == 7


def test_an_answer_on_its_way_is_in_the_replayed_state(town: Town):
    someone, wish = town.ready(), town.wish()
    id = UUID(town.proposal(wish, someone))
    answering = Caller(someone.person.id, town.ngo, frozenset({"contact_family"}), uuid7())

    def change(session: Session) -> None:
        commands.decline(session, answering, session.get_one(Proposal, id))

    told_last(town.bench, VOLUNTEER_REGISTERED, change)
    of_proposal = [name for name, data in town.bench.published() if data.get("proposal") == id]
    assert of_proposal == [PROPOSAL_MADE.name, PROPOSAL_DECLINED.name, PROPOSAL_DECLINED.name]


def coordinator(town: Town) -> Caller:
    return Caller(town.coordinator.id, town.ngo, frozenset({"volunteer_coordinator"}), uuid7())
