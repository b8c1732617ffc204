"""The blueprint of these pages. Who opens one that is not there has no first page to go to: what to do is said here."""

from flask import Response

from shared import emergency
from shared.web.pages import Pages, show

pages = Pages("referrals", __name__, "outside")


@pages.after_request
def gone(response: Response) -> Response:
    """The same page whatever it is that does not hold."""
    if response.status_code != 404 or response.mimetype != "application/problem+json":
        return response
    return show("outside/gone.html", 404, number=emergency.NUMBER)
