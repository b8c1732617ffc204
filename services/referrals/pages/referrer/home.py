"""The first page of who refers families: what became of those they sent."""

from typing import Any

from flask import Response

from services.referrals import policies
from services.referrals.commands.drafts import KEPT_FOR
from services.referrals.model import Draft, Referral
from services.referrals.pages.referrer.room import HOME, NEW, ONE_PAGE, pages, referral_at, tasks_of
from services.referrals.pages.referrer.words import became
from services.referrals.queries import sent as queries
from services.referrals.rules import drafts
from services.referrals.views import referrals as views
from shared.web.fields import Code
from shared.web.pages import _, show
from shared.web.pages.dates import due_class
from shared.web.paging import Count, PageQuery, newest_first
from shared.web.routes import Call
from shared.words import N_

TITLES = {
    "waiting": N_("Waiting for an answer"),
    "question": N_("A question for me"),
    "taken_on": N_("Taken on"),
    "ended": N_("Ended"),
}
EMPTY = {
    "waiting": N_("Referrals that you sent and that nobody has answered yet stand here, with the time of the answer."),
    "question": N_("When an organisation needs to know more about a family, its question stands here."),
    "taken_on": N_("Families whom an organisation supports since you sent them stand here."),
    "ended": N_("Referrals that were declined or taken back and families whose support has ended stand here."),
}


class SentQuery(PageQuery):
    tab = Code(tuple(queries.TABS), load_default="waiting")
    limit = Count(least=1, most=200, load_default=20)


@pages.page("/sent", who=policies.WRITERS, query=SentQuery)
def sent_referrals(call: Call) -> Response:
    tab, counts = call.query["tab"], queries.counts(call.session, call.caller)
    found = newest_first(
        call.session, queries.sent(call.caller, tab), Referral.id, call.query, lambda one: _row(call, one)
    )
    return show(
        "referrer/home.html",
        tabs=[_tab(name, tab, counts[name]) for name in queries.TABS],
        questions=counts["question"] if tab != "question" else 0,
        rows=found["items"],
        next=f"{HOME}?tab={tab}&cursor={found['next']}" if found["next"] else "",
        caption=_(TITLES[tab]),
        empty=_(EMPTY[tab]),
        drafts=[_draft(one) for one in queries.drafts(call.session, call.caller)],
        new=NEW,
        one_page=ONE_PAGE,
        question_tab=f"{HOME}?tab=question",
    )


def _tab(name: str, present: str, count: int) -> tuple[str, str, bool]:
    number = f"{count}+" if count == queries.COUNTED_TO else count
    return f"{_(TITLES[name])} ({number})", f"{HOME}?tab={name}", name == present


def _row(call: Call, referral: Referral) -> dict[str, Any]:
    one = views.row(call.session, call.caller, referral)
    return one | {"href": referral_at(referral.id), "became": became(one), "pressing": _pressing(one)}


def _pressing(one: dict[str, Any]) -> str:
    """The CSS class of what is late, or will be soon; empty for what has time."""
    marked = due_class(one["answer_by"] or one["reply_by"])
    return marked if "--" in marked else ""


def _draft(draft: Draft) -> dict[str, Any]:
    members = drafts.members_of(draft.content)
    return {
        "href": tasks_of(draft),
        "family": members[0] if members else None,
        "changed_at": draft.changed_at,
        "kept_until": draft.changed_at + KEPT_FOR,
    }
