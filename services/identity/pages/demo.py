"""The accounts of the sample region, offered on its sign-in page: everybody may know them there."""

from datetime import datetime, timedelta

from services.identity.passwords import DEMO_PASSWORD
from shared import clock
from shared.codes import ROLES
from shared.web.pages.reader import this_reader

ACCOUNTS = (
    ("referrer", "referrer@guardianship.example"),
    ("referrer", "referrer@school.example"),
    ("coordinator", "coordinator@ngo.example"),
    ("case_worker", "worker@ngo.example"),
    ("specialist", "specialist@ngo.example"),
    ("supervisor", "supervisor@ngo.example"),
    ("volunteer_coordinator", "volunteers@ngo.example"),
    ("volunteer", "anna@volunteer.example"),
    ("contact_family", "family1@contact.example"),
    ("organisation_administrator", "orgadmin@ngo.example"),
    ("analyst", "analyst@fund.example"),
    ("administrator", "admin@opora.example"),
)

EMAILS = tuple(email for _role, email in ACCOUNTS)


def accounts() -> list[dict[str, str]]:
    """Each with its role in words, its address and the password of all."""
    language = this_reader().language
    return [{"role": ROLES.text(role, language), "email": email, "password": DEMO_PASSWORD} for role, email in ACCOUNTS]


def moved_to() -> datetime | None:
    """What time it is there, when its clock was moved forward."""
    return clock.now() if clock.now() - clock.system() > timedelta(minutes=1) else None
