"""What `opora replay` tells of this service is enough to know its present state."""

from uuid import UUID

from services.volunteers.snapshots import snapshots
from shared import clock
from shared.contracts.volunteers import (
    ASSIGNMENT_ENDED,
    ASSIGNMENT_STARTED,
    PROPOSAL_ACCEPTED,
    PROPOSAL_MADE,
    VOLUNTEER_REGISTERED,
)
from shared.eventing.replay import publish_state
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
