"""Finding somebody of the register, or a request. What is typed is sent as a form: no name stands in an address."""

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from services.volunteers.model import Request, Volunteer
from services.volunteers.pages.register.blueprint import pages
from services.volunteers.pages.register.listing import all_shown
from services.volunteers.policies.common import COORDINATORS, register_of
from services.volunteers.queries.readiness import Judge
from services.volunteers.views import requests as request_views
from shared.search import matches
from shared.web.fields import Body, Text
from shared.web.pages import Form, _, show
from shared.web.pages.fields import Text as TextField
from shared.web.routes import Call

AT_MOST = 20
"""Of each: who finds more types more of the name."""


class SearchBody(Body):
    q = Text(longest=100, required=True)


def _form(call: Call) -> Form:
    field = TextField("q", _("Surname, phone or reference"))
    return Form(_("Find somebody"), [field], _("Find"), shown={"people": None, "requests": None})


@pages.form("/search", who=COORDINATORS, form=_form, body=SearchBody, template="register/search.html")
def search(call: Call) -> Response:
    form = _form(call)
    form["q"].show(call.body["q"])
    people = select(Volunteer).where(register_of(call.caller), *matches(call.body["q"], Volunteer.person))
    found = people.limit(AT_MOST).options(joinedload(Volunteer.known))  # unsorted: a sorted search would read them all
    asked = select(Request).where(
        Request.organisation == call.caller.organisation, *matches(call.body["q"], Request.id)
    )
    requests = call.session.scalars(asked.limit(AT_MOST))
    return show(
        "register/search.html",
        form=form,
        people=all_shown(Judge(call.session), call.session.scalars(found).all()),
        requests=[request_views.request(row) for row in requests],
    )
