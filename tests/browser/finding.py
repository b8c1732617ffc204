"""Where each page can be seen in the sample region: people walk through all that they can reach by links."""

from collections.abc import Sequence

from tests.browser.doings import done
from tests.browser.town import EMAILS, NEWCOMERS, Town
from tests.browser.visitor import Visitor
from tests.browser.walk import EACH, Found, Place, declared, walk
from tests.browser.words import complaints


def found_in(town: Town, each: int = EACH) -> Found:
    """By everybody whose account is known, who is not signed in, and who is on no register; with what the region
    lacks."""
    return found_by(town, [None, *EMAILS, NEWCOMERS["volunteer"]], each, done(town))


def found_by(town: Town, people: Sequence[str | None], each: int = EACH, places: Sequence[Place] = ()) -> Found:
    """`places` are where people begin besides their first pages."""
    found, known = Found(), declared(town.apps)
    unreached = set(known)
    for email in people:
        visitor = Visitor(town, email)
        starts = [visitor.home, *(place.address for place in places if place.email == email)]
        for rule, page in walk(town.apps, visitor, starts, unreached, each):
            found.complaints += complaints(page)
            if rule in known and page.status == 200:
                found.add(rule, Place(email, page.path))
            elif page.status >= 400:
                found.complaints.append(f"{page.path}: a link leads {email} here, and it answers {page.status}")
    return found
