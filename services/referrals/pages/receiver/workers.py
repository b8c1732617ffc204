"""Who can take a family on: the own workers, how many families each has, and who is away."""

from dataclasses import dataclass
from typing import Any

from services.referrals.queries import receivers as queries
from services.referrals.views.common import absence
from shared.directory.lookup import away_now
from shared.directory.model import KnownPerson
from shared.web.pages import _, ngettext
from shared.web.pages.dates import day
from shared.web.pages.fields import Choice, Option
from shared.web.pages.frame import full_name
from shared.web.routes import Call

LATER = "later"
"""What is sent when nobody is chosen yet: one says so, so that nobody is forgotten."""

WORKERS_AT_MOST = 200
IN_SIGHT = 15
"""With more than so many the list is one to open."""


@dataclass
class Worker(Choice):
    def __post_init__(self) -> None:
        self.many = len(self.options) > IN_SIGHT
        self.errors = {"type": _("Choose who will work with the family, or say that you choose later.")}

    def read(self) -> Any:
        return None if self.typed == LATER else self.typed


def offered(call: Call) -> list[Option]:
    """Who has the fewest families first; last, that one chooses later."""
    found = queries.workers(call.caller).order_by(KnownPerson.last_name, KnownPerson.id).limit(WORKERS_AT_MOST)
    people = list(call.session.scalars(found))
    ids = [one.id for one in people]
    loads, away = queries.loads(call.session, ids), away_now(call.session, ids)
    people.sort(key=lambda one: (one.id in away, loads.get(one.id, 0)))
    rows: list[Option] = [_option(one, loads.get(one.id, 0), absence(call.session, away.get(one.id))) for one in people]
    later = _("The case opens without a worker; you choose one there.")
    return [*rows, (LATER, _("Choose later"), later)]


def _option(person: KnownPerson, load: int, away: dict[str, Any] | None) -> Option:
    families = ngettext("%(num)s family now", "%(num)s families now", load) if load else _("No families now")
    text = f"{person.display_name} — {families}"
    if away is None:
        return str(person.id), text
    deputy = full_name(away["deputy_names"]) if away["deputy_names"] else "—"
    said = _("Away until %(day)s; %(name)s stands in.", day=day(away["until_on"]), name=deputy)
    return str(person.id), text, said
