"""The page of the calendar feed, alike in every service: an address for the calendar of one's phone, shown once, and
withdrawn."""

from flask import Response

from shared.calendars import links
from shared.calendars.feed import Feed
from shared.web.calendars import holders, new_link
from shared.web.pages import Pages, _, go, show
from shared.web.routes import Call


def add_pages(pages: Pages, feed: Feed, path: str, template: str) -> None:
    """On this blueprint: `path`, `…/new`, `…/withdraw`. `template` extends `calendar.html` and says what is shown."""
    own = f"{pages.url_prefix}{path}"

    @pages.page(path, who=holders(feed))
    def own_calendar(call: Call) -> Response:
        made_at = links.made_at(call.session, feed.link, call.caller.person)
        return show(template, made_at=made_at, url="", own=own)

    @pages.press(f"{path}/new", who=holders(feed))
    def renew_calendar(call: Call) -> Response:
        """Its button sends no key: a page with a secret in it must not be kept to be given again."""
        answer = show(template, **new_link(feed, call), own=own)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @pages.press(f"{path}/withdraw", who=holders(feed))
    def revoke_calendar(call: Call) -> Response:
        links.end_for(call.session, feed.link, call.caller.person)
        return go(own, _("The address does not hold any more."))
