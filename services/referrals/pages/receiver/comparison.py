"""Two families side by side: what they have in common and what not, said in words."""

from typing import Any
from uuid import UUID

from services.referrals.codes import DUPLICATE_DOUBTS, DUPLICATE_REASONS, DUPLICATE_STRENGTHS
from services.referrals.model import Family, Member, Referral
from services.referrals.queries.duplicates import Duplicate
from services.referrals.views.families import duplicate
from shared import codes
from shared.web.pages import _
from shared.web.pages.dates import age, typed_day
from shared.web.pages.frame import full_name, phone
from shared.web.pages.reader import this_reader

SAME, DIFFERENT, UNKNOWN = "same", "different", "unknown"


def compared(ours: Referral, found: Duplicate, theirs: Family, districts: dict[str, str]) -> dict[str, Any]:
    """One possible duplicate: what speaks for and against, and facts of both in rows."""
    told, family = duplicate(found), ours.household
    language = this_reader().language
    return {
        "referral": found.referral,
        "family": theirs.id,
        "strength": DUPLICATE_STRENGTHS.text(told["strength"], language),
        "speaks_for": [DUPLICATE_REASONS.text(one, language) for one in told["reasons"]],
        "against": [
            DUPLICATE_DOUBTS.text(one["reason"], language)
            for one in told["evidence"]
            if one["reason"] in DUPLICATE_DOUBTS
        ],
        "rows": [*_facts(family, theirs, districts), *_people(family, theirs, _pairs(told["evidence"]))],
    }


def _facts(ours: Family, theirs: Family, districts: dict[str, str]) -> list[dict[str, str]]:
    def district(one: Family) -> str:
        return districts.get(one.district, one.district)

    return [
        _row(_("District"), district(ours), district(theirs)),
        _row(_("Address"), ours.address or "", theirs.address or ""),
        _row(_("Phone"), phone(ours.phone), phone(theirs.phone)),
    ]


def _people(ours: Family, theirs: Family, pairs: dict[UUID, UUID]) -> list[dict[str, str]]:
    """Who may be one person stands in one row; everybody else has one of their own."""
    others = {one.id: one for one in theirs.members}
    rows = [_person(one, others.pop(pairs[one.id], None) if one.id in pairs else None) for one in ours.members]
    return rows + [_person(None, one) for one in others.values()]


def _person(one: Member | None, other: Member | None) -> dict[str, str]:
    role = codes.MEMBER_ROLES.text((one or other).role, this_reader().language)  # type: ignore[union-attr]
    return _row(role, said(one) if one else "", said(other) if other else "")


def said(one: Member) -> str:
    """A member as they were referred: names, birthday or age."""
    born = typed_day(one.born_on) if one.born_on else age(None, one.age)
    return ", ".join(part for part in (full_name(one), born) if part)


def _row(label: str, ours: str, theirs: str) -> dict[str, str]:
    return {"label": label, "ours": ours, "theirs": theirs} | _verdict(ours, theirs)


def _verdict(ours: str, theirs: str) -> dict[str, str]:
    if not ours or not theirs:
        return {"verdict": UNKNOWN, "words": _("Only in one of them") if ours or theirs else _("Not said")}
    if ours.casefold() == theirs.casefold():
        return {"verdict": SAME, "words": _("The same")}
    return {"verdict": DIFFERENT, "words": _("Different")}


def _pairs(evidence: list[dict[str, Any]]) -> dict[UUID, UUID]:
    return {pair["member"]: pair["other"] for one in evidence for pair in one["members"]}
