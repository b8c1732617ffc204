"""Where each role goes: the first page, the others beside it, and where their search box looks."""

from dataclasses import dataclass

from shared.web.pages.reader import Reader
from shared.web.pages.words import _
from shared.words import N_


@dataclass(frozen=True)
class Place:
    """A page that stands in the navigation of these roles. `text` is in English: `_` is asked when it is shown."""

    text: str
    href: str
    roles: frozenset[str]


def _place(text: str, href: str, *roles: str) -> Place:
    return Place(text, href, frozenset(roles))


PLACES: tuple[Place, ...] = (
    _place(N_("My referrals"), "/referrals/sent", "referrer"),
    _place(N_("New referral"), "/referrals/new", "referrer"),
    _place(N_("Overview"), "/cases/overview", "supervisor"),
    _place(N_("Referrals to answer"), "/referrals/queue", "coordinator", "supervisor"),
    _place(N_("On duty"), "/referrals/duty", "coordinator", "supervisor", "organisation_administrator"),
    _place(N_("Invitations"), "/referrals/invitations", "coordinator"),
    _place(N_("My work today"), "/cases/today", "case_worker", "specialist"),
    _place(N_("Families"), "/cases/mine", "case_worker", "specialist", "supervisor", "coordinator"),
    _place(N_("Concerns"), "/cases/concerns", "safeguarding_lead", "supervisor"),
    _place(N_("Who has nobody"), "/volunteers/requests", "volunteer_coordinator"),
    _place(N_("Register of volunteers"), "/volunteers/register", "volunteer_coordinator"),
    _place(N_("Pairings"), "/volunteers/assignments", "volunteer_coordinator"),
    _place(N_("Matching runs"), "/volunteers/runs", "volunteer_coordinator"),
    _place(N_("Ready and needed"), "/volunteers/readiness", "volunteer_coordinator"),
    _place(N_("Settings of the register"), "/volunteers/settings", "volunteer_coordinator"),
    _place(N_("Group programmes"), "/cases/programmes", "case_worker", "specialist", "supervisor"),
    _place(N_("Cases that nobody leads"), "/cases/without-worker", "coordinator"),
    _place(N_("Outcome figures"), "/cases/figures", "supervisor", "coordinator", "analyst"),
    _place(N_("My meetings"), "/volunteers/mine", "volunteer", "contact_family"),
    _place(N_("System"), "/identity/system", "administrator"),
    _place(N_("People"), "/identity/people", "organisation_administrator", "administrator"),
    _place(N_("My organisation"), "/identity/organisation", "organisation_administrator", "coordinator"),
    _place(N_("Information systems"), "/notifications/webhooks", "organisation_administrator"),
    _place(N_("Organisations"), "/identity/organisations", "administrator"),
    _place(N_("Districts"), "/identity/districts", "administrator"),
    _place(N_("Texts of forms to print"), "/cases/forms", "organisation_administrator"),
    _place(N_("Deadlines"), "/cases/deadlines", "organisation_administrator", "administrator"),
)
"""In the order in which they stand; a person's first one is their home."""

SEARCHES: tuple[tuple[str, frozenset[str]], ...] = (
    ("/cases/search", frozenset({"case_worker", "specialist", "supervisor"})),
    ("/referrals/search", frozenset({"referrer", "coordinator"})),
    ("/volunteers/search", frozenset({"volunteer_coordinator"})),
    ("/identity/people/search", frozenset({"organisation_administrator", "administrator"})),
)
"""Where the search box of these roles posts to; the first that a reader may use."""

PROFILE = "/identity/me"


def places_of(reader: Reader) -> list[tuple[str, str]]:
    """(text, address) of each place of this reader."""
    return [(_(place.text), place.href) for place in PLACES if reader.has(*place.roles)]


def home_of(reader: Reader) -> str:
    return next((place.href for place in PLACES if reader.has(*place.roles)), PROFILE)


def search_of(reader: Reader) -> str:
    """Empty for who has nothing to look for."""
    return next((address for address, roles in SEARCHES if not roles.isdisjoint(reader.roles)), "")
