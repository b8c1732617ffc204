"""How alike two written names are: the same, written a little differently, an initial, or another name."""

import re
from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import OSA

from services.referrals.rules.likeness.first_names import full_forms
from shared.search import fold

SLIPS = ((4, 1), (8, 2))
"""(letters from which, slips at most): one wrong, missing, added or exchanged letter; two in a long name. Ours."""

_LETTERS = re.compile(r"[^\W\d_]+")
_GENDERS = (("ovna", "ovic"), ("evna", "evic"), ("icna", "ic"))
_FEMININE = (("skaa", "ski"), ("ckaa", "cki"), ("ova", "ov"), ("eva", "ev"), ("ina", "in"))


class Grade(Enum):
    """How two values of one field compare."""

    SAME = "same"
    ALIKE = "alike"
    INITIAL = "initial"
    UNKNOWN = "unknown"
    OTHER = "other"


@lru_cache(maxsize=50_000)
def letters(name: str) -> tuple[str, ...]:
    """The folded words of a name, apostrophes within a word left out."""
    plain = name.replace("'", "").replace("’", "").replace("ʹ", "").replace("`", "")
    return tuple(folded for word in _LETTERS.findall(plain) if (folded := fold(word)))


@lru_cache(maxsize=50_000)
def stem(surname: str) -> str:
    """A folded surname for all members of a family: "ivanova" is "ivanov", "rudnickaa" is "rudnicki"."""
    for feminine, masculine in _FEMININE:
        if surname.endswith(feminine) and len(surname) > len(feminine) + 1:
            return surname[: -len(feminine)] + masculine
    return surname


@lru_cache(maxsize=50_000)
def are_near(one: str, other: str) -> bool:
    """Whether one may be the other with typing slips; no slip is taken for one in a very short name."""
    allowed = max((slips for least, slips in SLIPS if min(len(one), len(other)) >= least), default=0)
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed


@lru_cache(maxsize=50_000)
def surnames(one: str, other: str) -> Grade:
    """Folded words joined by blanks. Half of a double surname is alike."""
    if not one or not other:
        return Grade.UNKNOWN
    ours, theirs = ({stem(word) for word in name.split()} for name in (one, other))
    if ours == theirs:
        return Grade.SAME
    if len(one) == 1 or len(other) == 1:
        return Grade.INITIAL if one[0] == other[0] else Grade.OTHER
    near = any(are_near(mine, yours) for mine in ours for yours in theirs)
    return Grade.ALIKE if near else Grade.OTHER


@lru_cache(maxsize=50_000)
def first_names(one: str, other: str) -> Grade:
    """Diminutives are alike; two known names that are not one name are others, however near."""
    if not one or not other:
        return Grade.UNKNOWN
    if one == other:
        return Grade.INITIAL if len(one) == 1 else Grade.SAME
    if len(one) == 1 or len(other) == 1:
        return Grade.INITIAL if one[0] == other[0] else Grade.OTHER
    ours, theirs = full_forms(one), full_forms(other)
    if ours and theirs:
        return Grade.ALIKE if ours & theirs else Grade.OTHER
    return Grade.ALIKE if are_near(one, other) else Grade.OTHER


@lru_cache(maxsize=50_000)
def patronymics(one: str, other: str) -> Grade:
    """A son's and a daughter's of the same father are others."""
    if not one or not other:
        return Grade.UNKNOWN
    if one == other:
        return Grade.INITIAL if len(one) == 1 else Grade.SAME
    if len(one) == 1 or len(other) == 1:
        return Grade.INITIAL if one[0] == other[0] else Grade.OTHER
    if father(one) == father(other) or not are_near(one, other):
        return Grade.OTHER
    return Grade.ALIKE


@lru_cache(maxsize=50_000)
def father(patronymic: str) -> str:
    """A folded patronymic as a son has it."""
    for hers, his in _GENDERS:
        if patronymic.endswith(hers):
            return patronymic[: -len(hers)] + his
    return patronymic
