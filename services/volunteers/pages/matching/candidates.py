"""Who could be asked for a request, the best first, and by which rule the others are left out: page by page, since
nobody reads hundreds."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from flask import Response

from services.volunteers.model import Request
from services.volunteers.pages.matching.blueprint import REQUESTS, pages
from services.volunteers.pages.wording import text_of
from services.volunteers.policies import requests as policies
from services.volunteers.policies.common import COORDINATORS
from services.volunteers.queries.candidates import Shortlist, shortlist
from services.volunteers.queries.supply import LOOKED_FOR
from services.volunteers.views import candidates as views
from shared.codes import EXCLUSION_RULES
from shared.web.fields import Body, Code
from shared.web.pages import show
from shared.web.pages.reader import this_reader
from shared.web.paging import Count
from shared.web.routes import Call

AT_ONCE = 20
"""So many stand on a page (ours)."""

One = TypeVar("One")


class RankedQuery(Body):
    """`cursor`: how many come before this page, since the order is made anew each time."""

    cursor = Count(load_default=0)


class LeftOutQuery(RankedQuery):
    rule = Code(EXCLUSION_RULES)


class LeftOut(NamedTuple):
    rule: str
    text: str
    number: int


def candidates_of(call: Call, found: Shortlist) -> dict[str, Any]:
    return _page(found.items, call.query["cursor"], views.candidate)


def left_out_of(found: Shortlist) -> list[LeftOut]:
    """By rule, in their order; only those that leave somebody out."""
    numbers = Counter(one.rule for one in found.excluded)
    return [LeftOut(rule, text_of(rule, EXCLUSION_RULES), numbers[rule]) for rule in EXCLUSION_RULES if numbers[rule]]


@pages.page("/requests/<uuid:id>/left-out", on=policies.request, who=COORDINATORS, query=LeftOutQuery)
def left_out(call: Call) -> Response:
    row: Request = call.record
    found = shortlist(call.session, row) if row.status in LOOKED_FOR else Shortlist()
    rule = call.query.get("rule")
    by_rule = [one for one in found.excluded if rule in (None, one.rule)]
    return show(
        "matching/left_out.html",
        page=_page(by_rule, call.query["cursor"], views.excluded),
        rules=left_out_of(found),
        rule=rule,
        reference=row.reference,
        back=f"{REQUESTS}/{row.id}",
    )


def _page(found: Sequence[One], start: int, shown: Callable[[One, str], dict[str, Any]]) -> dict[str, Any]:
    """A page that is not there any more is the first."""
    start = start if start < len(found) else 0
    end = start + AT_ONCE
    items = [shown(one, this_reader().language) for one in found[start:end]]
    return {"items": items, "next": end if end < len(found) else None}
