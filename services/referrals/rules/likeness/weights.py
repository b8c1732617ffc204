"""What each agreement and disagreement says about whether two families are one, in points.

After Fellegi and Sunter (1969): a point is a bit, log2 of how much more often the thing is seen between two referrals
of one family than between two families of one organisation; points of independent things add up. All numbers are
ours: reckoned from how many surnames (100–200), first names (30) and days of birth are common, rounded, and looked at
on invented families of a development seed. docs/adr/0012 states what they reach.
"""

from services.referrals.rules.likeness.ages import Born
from services.referrals.rules.likeness.words import Grade

SURNAME = {Grade.SAME: 7, Grade.ALIKE: 5, Grade.INITIAL: 2, Grade.UNKNOWN: 0, Grade.OTHER: -3}
"""Another one is no proof: people marry, and children bear either parent's name."""

SURNAME_AGAIN = 1
"""For a second member of the same surname: it follows from the first."""

FIRST_NAME = {Grade.SAME: 5, Grade.ALIKE: 4, Grade.INITIAL: 2, Grade.UNKNOWN: 0}
"""Another first name is another person (twins, brothers and sisters), whatever else agrees."""

PATRONYMIC = {Grade.SAME: 5, Grade.ALIKE: 4, Grade.INITIAL: 2, Grade.UNKNOWN: 0, Grade.OTHER: -6}

PATRONYMIC_AGAIN = 1
"""For a brother or sister of someone whose patronymic counted."""

NAMES_EXCHANGED = -1
"""When they agree only after surname and first name change places."""

BORN = {
    Born.SAME: 12,
    Born.EXCHANGED: 9,
    Born.SLIP: 6,
    Born.AGE_FITS: 3,
    Born.AGE_NEAR: 1,
    Born.UNKNOWN: 0,
    Born.AGE_OTHER: -5,
}
"""Two dates that no slip explains are two people: namesakes, father and son of the same name."""

SAME_PERSON_FROM = 5
"""Points from which two members are taken for one person in what is told and added."""

ONE_PERSON_FROM = 12
"""Points from which two members of families that are merged are counted as one person ever after: surname and first
name without a patronymic, say. Less is for a coordinator's eyes, not for figures."""

PHONE = 18
"""A school's or a neighbour's is shared by families whose adults and children differ: see below."""

ADDRESS = 14
HOUSE = 6
"""The same house, and the flat is not told on both sides. ADDRESS: with the flat, or a house that has none."""

ADDRESS_WITH_PHONE = 4
"""Where the phone counted: people who share a home or a shelter often share its phone too."""

DISTRICT = 1
OTHER_DISTRICT = -2

OTHER_ADULTS = -6
"""Both name a mother (or both a father, or both a guardian), and nobody who is the same person in both."""

OTHER_CHILDREN = -8
"""Both name children, and none is the same. With it, phone and address together (a shelter's) are not enough."""

SHOWN_FROM = 16
LIKELY_FROM = 24
STRONG_FROM = 36
"""Points from which a family is shown as a possible, a likely, and a very likely duplicate."""
