"""Which news a person is asked about: those that their roles can get, in groups."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from services.notifications.table import ALWAYS_MAILED, EMAIL, MAILED_ELSEWHERE
from services.notifications.texts import NOTIFICATION_TYPES
from services.notifications.texts.absences import ABSENCES
from services.notifications.texts.cases import CASES
from services.notifications.texts.concerns import CONCERNS
from services.notifications.texts.feedback import FEEDBACK
from services.notifications.texts.pairings import PAIRINGS
from services.notifications.texts.people import PEOPLE
from services.notifications.texts.referrals import REFERRALS
from services.notifications.texts.teamwork import TEAMWORK
from services.notifications.texts.vetting import VETTING
from services.notifications.texts.webhooks import WEBHOOKS
from services.notifications.texts.wording import Words
from shared.web.pages.reader import this_reader
from shared.web.pages.words import _
from shared.words import N_

HELPERS = frozenset({"volunteer", "contact_family"})


@dataclass(frozen=True)
class Shown:
    """A group of types; `helpers`: volunteers and contact families get some of it."""

    name: str
    heading: str
    texts: Mapping[str, Words]
    helpers: bool = False

    def title(self) -> str:
        return _(self.heading)

    def kinds(self, channel: str) -> list[str]:
        """Without those whose mail nobody can switch off."""
        fixed = ALWAYS_MAILED | MAILED_ELSEWHERE if channel == EMAIL else frozenset()
        return [kind for kind in self.texts if kind not in fixed]

    def words(self, kind: str) -> str:
        return NOTIFICATION_TYPES.text(kind, this_reader().language)


GROUPS = (
    Shown("referrals", N_("Referrals"), REFERRALS),
    Shown("cases", N_("Families that are supported"), CASES),
    Shown("teamwork", N_("Meetings and roadmaps"), TEAMWORK),
    Shown("concerns", N_("Concerns for a child"), CONCERNS, helpers=True),
    Shown("pairings", N_("Volunteers and contact families"), PAIRINGS, helpers=True),
    Shown("vetting", N_("Documents and checks of volunteers"), VETTING, helpers=True),
    Shown("feedback", N_("What people say of the help"), FEEDBACK, helpers=True),
    Shown("people", N_("Work that is handed over"), PEOPLE),
    Shown("absences", N_("Absences"), ABSENCES),
    Shown("webhooks", N_("Other programs"), WEBHOOKS),
)


def shown_to(roles: Collection[str]) -> tuple[Shown, ...]:
    if HELPERS.issuperset(roles):
        return tuple(group for group in GROUPS if group.helpers)
    return GROUPS
