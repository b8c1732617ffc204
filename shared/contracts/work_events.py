"""That the work of one person went to another, all at once: one event from each service, so that one word tells of it.

What became of each record is told by its own event; those that say `gathered` need not be told to anybody one by one.
"""

from typing import Any

from shared.contracts.common import EventData, event, identifier, whole
from shared.contracts.examples import COORDINATOR, NGO, PSYCHOLOGIST, VOLUNTEER_COORDINATOR, WORKER, happened


class Work(EventData):
    person = identifier("Whose work it was.")
    organisation = identifier("Where that work is done.")


class CaseWork(Work):
    to = identifier("Who has it now; null when there was nobody to have it.", null=True)
    cases = whole("Of how many they are the worker now.")
    teams = whole("On how many teams they are instead of the other.")
    groups = whole("How many groups of programmes they lead instead of the other.")
    visits = whole("How many planned visits they make instead of the other.")
    without_worker = whole("How many cases have no worker now: its coordinators and supervisors look after them.")


class DutyWork(Work):
    to = identifier("Who has it now.")
    duty = whole("On how many duty rosters they stand instead of the other.")
    referrals = whole("To how many undecided referrals they see instead of the other.")


class PairingWork(Work):
    to = identifier("Who has it now.")
    pairings = whole("How many running pairings they supervise now.")
    proposals = whole("How many open questions to volunteers are in their name now.")
    chains = whole("How many orders of asking go on in their name.")


def _work(service: str, schema: type[Work], description: str, example: dict[str, Any]) -> Any:
    same = {**happened("2027-02-01T08:00:00Z", COORDINATOR), "organisation": NGO}
    return event(f"{service}.work.handed_over", "person", schema, description, {**same, **example})


CASE_WORK_HANDED_OVER = _work(
    "cases",
    CaseWork,
    "Several cases, teams, groups of one person went to another at once, or lost their worker with them.",
    {
        "person": WORKER,
        "to": PSYCHOLOGIST,
        "cases": 14,
        "teams": 2,
        "groups": 1,
        "visits": 9,
        "without_worker": 0,
    },
)
DUTY_HANDED_OVER = _work(
    "referrals",
    DutyWork,
    "Somebody else is on duty instead of one person, and sees to the referrals that they had taken up.",
    {"person": WORKER, "to": PSYCHOLOGIST, "duty": 1, "referrals": 1},
)
PAIRINGS_HANDED_OVER = _work(
    "volunteers",
    PairingWork,
    "Somebody else supervises several pairings, or asks volunteers instead of one person.",
    {"person": COORDINATOR, "to": VOLUNTEER_COORDINATOR, "pairings": 6, "proposals": 2, "chains": 1},
)
