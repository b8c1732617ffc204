"""The first page of who answers referrals: which must be answered next, and by when?"""

from typing import Any
from urllib.parse import urlencode

from flask import Response

from services.referrals import policies
from services.referrals.model import Referral
from services.referrals.pages.receiver.room import QUEUE, pages, referral_at
from services.referrals.pages.receiver.words import sender_of, talk
from services.referrals.queries import queue as queries
from services.referrals.schemas.common import Maybe
from services.referrals.views import referrals as views
from shared.directory.model import KnownOrganisation
from shared.web.fields import Code
from shared.web.pages import _, show
from shared.web.paging import Count, PageQuery
from shared.web.routes import Call
from shared.words import N_

TITLES = {
    queries.TO_ANSWER: N_("To answer"),
    queries.ASKED: N_("Asked, waiting"),
    queries.TAKEN: N_("Accepted"),
    queries.NOT_TAKEN: N_("Not accepted"),
    queries.PASSED_ON: N_("Passed on"),
}
EMPTY = {
    queries.TO_ANSWER: N_("Nothing waits for your answer. New referrals stand here, what is due first on top."),
    queries.ASKED: N_("When you ask a sender something, the referral stands here until the answer is there."),
    queries.TAKEN: N_("Families that you take on stand here, the newest first."),
    queries.NOT_TAKEN: N_("Referrals that were declined, taken back or known already stand here."),
    queries.PASSED_ON: N_("Referrals that you passed on to another organisation stand here."),
}


class QueueQuery(PageQuery):
    limit = Count(least=1, most=100, load_default=25)
    tab = Code(queries.TABS, load_default=queries.TO_ANSWER)
    district = Maybe(longest=100)


@pages.page("/queue", who=policies.ANSWERS, query=QueueQuery)
def queue(call: Call) -> Response:
    tab, district = call.query["tab"], call.query["district"]
    names, counts = queries.districts(call.session), queries.counts(call.session, call.caller)
    asked = {"district": district, "cursor": call.query.get("cursor", ""), "limit": call.query["limit"]}
    found = queries.queue(call.session, call.caller, tab, **asked)
    kept = queries.fetch_names(call.session, found.rows)
    rows = [_row(call, one, names) for one in found.rows]
    del kept
    return show(
        "receiver/queue.html",
        tabs=[_tab(name, tab, counts.get(name), district) for name in queries.TABS],
        tab=tab,
        rows=rows,
        next=_address(tab, district, cursor=found.next) if found.next else "",
        caption=_(TITLES[tab]),
        empty=_(EMPTY[tab]),
        district=district or "",
        districts=_own_districts(call, names),
        everywhere=_address(tab, None),
    )


def _address(tab: str, district: str | None, **more: str) -> str:
    said = {"tab": tab} | ({"district": district} if district else {}) | more
    return f"{QUEUE}?{urlencode(said)}"


def _tab(name: str, present: str, count: int | None, district: str | None) -> tuple[str, str, bool]:
    """Only what waits is counted: how much was ever decided is nothing to act on."""
    number = "" if count is None else f" ({count}+)" if count == queries.COUNTED_TO else f" ({count})"
    return _(TITLES[name]) + number, _address(name, district), name == present


def _row(call: Call, referral: Referral, districts: dict[str, str]) -> dict[str, Any]:
    one = views.row(call.session, call.caller, referral)
    one |= {"href": referral_at(referral.id)}
    if "family" not in one:
        return one
    where = one["family"]["district"]
    said = {"sender": sender_of(one), "talk": talk(referral), "due": one["answer_by"] or one["reply_by"]}
    return one | said | {"district": districts.get(where, where)}


def _own_districts(call: Call, names: dict[str, str]) -> list[tuple[str, str]]:
    """Where the organisation works; all where it said none."""
    own = call.session.get(KnownOrganisation, call.caller.organisation)
    wanted = own.districts if own and own.districts else names
    return [(code, names.get(code, code)) for code in wanted]
