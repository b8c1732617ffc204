"""Shares that hold however few there are: of every hundred the stated number, spread evenly."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random


class Share:
    """`next()` is true in this share of the times; `rate`: 0 to 1."""

    def __init__(self, rate: float, random: Random) -> None:
        self._rate = rate
        self._sum = random.random()

    def next(self) -> bool:
        self._sum += self._rate
        if self._sum < 1:
            return False
        self._sum -= 1
        return True


# The practice's own figures (docs/figures.md).
SELF_SUFFICIENT = 415 / 494
"""Of families taken off support."""

RISK_AVERTED = 765 / 3826
"""Of children on support: there was a risk of removal, and it was averted."""

RATES: Mapping[str, float] = {
    "self_sufficient": SELF_SUFFICIENT,
    "improved": 0.935,  # of those whom one has looked at again: the others can't have improved yet
    "at_risk": RISK_AVERTED,
    "holds": 0.9,  # ours, like all that follow
    "reopened": 0.6,  # where it does not hold
    "declined": 0.04,
    "withdrawn": 0.03,
    "unanswered": 0.02,
    "asked": 0.1,
    "passed_on": 0.04,
    "sent_twice": 0.05,
    "late": 0.06,
    "immediate": 0.05,
    "urgent": 0.2,
    "company": 0.3,
    "volunteer": 0.2,
    "says_no": 0.15,
    "is_silent": 0.12,
    "danger": 0.04,
    "unheard": 0.2,
    "refuses": 0.05,
    "visit_cancelled": 0.12,
    "team_meets": 0.3,
    "group": 0.2,  # of the families of the organisation that runs groups
    "appeals": 0.06,
    "calls": 0.5,  # of the families that the crisis line refers: the others came to it themselves
}


@dataclass
class Shares:
    random: Random
    _all: dict[str, Share] = field(default_factory=dict)

    def falls(self, name: str) -> bool:
        """Whether this falls to the one who asks now: of those who ask, the share that `RATES` states."""
        if name not in self._all:
            self._all[name] = Share(RATES[name], self.random)
        return self._all[name].next()
