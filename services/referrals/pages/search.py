"""Finding a referral by surname, phone or reference. What is typed travels in the body, never in an address."""

from typing import Any

from flask import Response

from services.referrals import policies
from services.referrals.model import Referral
from services.referrals.queries.referrals import referrals
from services.referrals.views import referrals as views
from shared.web.fields import Text
from shared.web.pages import Form, Pages, _, show
from shared.web.pages import fields as asked
from shared.web.paging import PageQuery, newest_first
from shared.web.routes import Call

pages = Pages("referrals", __name__, "search")

TEMPLATE = "search/referrals.html"
EMPTY: dict[str, Any] = {"rows": None, "next": "", "action": "/referrals/search"}


class Search(PageQuery):
    """As a list's query; but it is sent, and what is looked for must be said."""

    q = Text(longest=100, required=True)


def search_form(call: Call) -> Form:
    label, hint = _("Surname, phone or reference"), _("The beginning is enough: “Sokol”, “900 555”, “123-4”.")
    box = asked.Text("q", label, hint, kind="search", width=30)
    return Form(_("Find a referral"), [box, asked.Hidden("cursor", "")], _("Find"), shown=EMPTY)


@pages.form("/search", who=policies.READERS, form=search_form, body=Search, template=TEMPLATE)
def search(call: Call) -> Response:
    form = search_form(call)
    form["q"].show(call.body["q"])
    query = {"q": call.body["q"]}
    found = newest_first(
        call.session, referrals(call.caller, query), Referral.id, call.body, lambda one: _row(call, one)
    )
    return show(TEMPLATE, form=form, **EMPTY | {"rows": found["items"], "next": found["next"]})


def _row(call: Call, referral: Referral) -> dict[str, Any]:
    one = views.row(call.session, call.caller, referral)
    return one | {"href": f"/referrals/{referral.id}", "due": one["answer_by"] or one["reply_by"]}
