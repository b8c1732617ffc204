"""What a case waits for next, and how far it is."""

from flask import Response

from services.cases import policies
from services.cases.pages import frame
from services.cases.pages.room import CASE, pages
from shared.web.pages import show
from shared.web.routes import Call


@pages.page(CASE, on=policies.case_of, who=policies.READER)
def overview(call: Call) -> Response:
    return show("case/overview.html", **frame.of(call, "overview"))
