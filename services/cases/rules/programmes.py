"""Who can be enrolled in a group programme: by its audience and its range of age on the day."""

from services.cases.rules.ages import is_child
from shared.ages import PARENTS as PARENT_ROLES

CHILDREN, PARENTS = "children", "parents"


def wrong_audience(audience: str, role: str, age: int | None) -> str | None:
    """A code when the programme is not for this member. A parent who is not yet of age is one."""
    child = is_child(role, age)
    if audience == CHILDREN and not child:
        return "not_child"
    if audience == PARENTS and child and role not in PARENT_ROLES:
        return "not_adult"
    return None


def out_of_age(audience: str, role: str, age: int | None, least: int | None, most: int | None) -> bool:
    """Whether a reason is needed. The range is that of the children, of the parents where the programme is for them
    alone. Somebody whose age nobody knows is not known to be in it."""
    if audience != PARENTS and not is_child(role, age):
        return False
    if least is None and most is None:
        return False
    return age is None or age < (least or 0) or (most is not None and age > most)
