"""Codes of what speaks for, and against, two families being one; texts are in `services.referrals.codes`."""

from services.referrals.rules.likeness.ages import Born
from services.referrals.rules.likeness.words import Grade

SAME_NAME_AND_BIRTH_DATE = "same_name_and_birth_date"
SIMILAR_NAME_AND_BIRTH_DATE = "similar_name_and_birth_date"
SAME_NAME_SIMILAR_BIRTH_DATE = "same_name_similar_birth_date"
SAME_NAME_AND_AGE = "same_name_and_age"
SAME_NAME = "same_name"
OTHER_SURNAME = "other_surname"
SAME_PHONE = "same_phone"
SAME_ADDRESS = "same_address"
SAME_HOUSE = "same_house"
SAME_DISTRICT = "same_district"

OTHER_ADULTS = "other_adults"
OTHER_CHILDREN = "other_children"
OTHER_DISTRICT = "other_district"

STRONG = "strong"
LIKELY = "likely"
POSSIBLE = "possible"

_BY_BIRTH = {
    Born.EXCHANGED: SAME_NAME_SIMILAR_BIRTH_DATE,
    Born.SLIP: SAME_NAME_SIMILAR_BIRTH_DATE,
    Born.AGE_FITS: SAME_NAME_AND_AGE,
    Born.AGE_NEAR: SAME_NAME_AND_AGE,
}


def of_person(surname: Grade, as_typed: bool, dates: Born) -> str:
    """The one reason that says best why two members may be one person."""
    if surname is Grade.OTHER:
        return OTHER_SURNAME
    if dates is not Born.SAME:
        return _BY_BIRTH.get(dates, SAME_NAME)
    return SAME_NAME_AND_BIRTH_DATE if as_typed and surname is Grade.SAME else SIMILAR_NAME_AND_BIRTH_DATE
