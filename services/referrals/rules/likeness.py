"""When two referred families may be one, and which of their members are then the same person."""

from collections.abc import Iterable
from uuid import UUID

from services.referrals.model.family import Family, Member
from shared.search import fold, terms

SAME_NAME_AND_BIRTH_DATE = "same_name_and_birth_date"
SAME_PHONE = "same_phone"

_REASONS = {"=born": SAME_NAME_AND_BIRTH_DATE, "=phone": SAME_PHONE}


def keys(family: Family) -> set[str]:
    """What two families share when they may be one: someone's surname with the date of birth, or the phone.

    They are kept among the search terms; no typed query begins with "=", so that none finds them.
    """
    born = {f"=born {_surname(m)} {m.born_on}" for m in family.members if m.last_name and m.born_on}
    return born | {f"=phone {digits}" for digits in terms([], phones=[family.phone])}


def reasons(shared_keys: Iterable[str]) -> list[str]:
    """The reasons, as codes, for which families that share these keys may be one."""
    return sorted({_REASONS[key.split(" ", 1)[0]] for key in shared_keys})


def same_people(family: Family, other: Family) -> list[tuple[UUID, UUID]]:
    """Members of both families with the same names and date of birth, each at most once."""
    known = {_person(member): member.id for member in other.members if member.born_on}
    pairs = ((member.id, known.pop(_person(member), None)) for member in family.members if member.born_on)
    return [(one, same) for one, same in pairs if same]


def _person(member: Member) -> tuple[str, str, str]:
    return (_surname(member), fold(member.first_name), str(member.born_on))


def _surname(member: Member) -> str:
    return fold(member.last_name or "")
