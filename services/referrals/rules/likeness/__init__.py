"""When two referred families may be one: by which keys they are found, how likely it is, and for which reasons."""

from services.referrals.rules.likeness.household import Household
from services.referrals.rules.likeness.keys import VERSION, keys
from services.referrals.rules.likeness.people import Person
from services.referrals.rules.likeness.score import Evidence, Likeness, likeness, one_person

__all__ = ["VERSION", "Evidence", "Household", "Likeness", "Person", "keys", "likeness", "one_person"]
