"""What identity says: organisations, districts, people, and whose sign-in no longer holds.

Organisations, districts and people are told in full state, so that the newest event of a subject is enough.
"""

from typing import Any

from shared.codes import INTERFACE_LANGUAGES, ORGANISATION_KINDS, ROLES
from shared.contracts.common import (
    CONTACTS,
    EventData,
    Part,
    code,
    codes,
    day,
    decimal,
    event,
    flag,
    identifier,
    instant,
    part,
    parts,
    several,
    text,
    whole,
)
from shared.contracts.examples import ABSENCE, ADMINISTRATOR, COORDINATOR, NGO, PSYCHOLOGIST, SESSION, WORKER, happened
from shared.eventing.contract import sealed


class Organisation(EventData):
    organisation = identifier()
    name = text()
    kind = code(ORGANISATION_KINDS)
    districts = several(text(), "Codes of the districts where it works.")
    accepts_referrals = flag()
    accepts_appeals = flag("Whether families may turn to it without an account; not said: no.", optional=True)
    time_zone = text("IANA name: days of its deadlines end at midnight there.")
    self_sufficiency_threshold = whole(
        "Lowest score of every child domain with which its families count as self-sufficient.", least=1
    )
    active = flag()
    no_referrals_until = day(
        "It takes no new referrals before this day begins in its time zone; null: it does.", null=True, optional=True
    )
    duty_phone = text("Of whoever is on duty there, as +7…, E.164; of no person.", null=True, optional=True)


class District(EventData):
    code = text("Names the district everywhere; it is the subject of the event.")
    name = text()
    region = text()
    latitude = decimal("Degrees north.", null=True)
    longitude = decimal("Degrees east.", null=True)


class Names(Part):
    last_name = text()
    first_name = text()
    middle_name = text(null=True)


class Away(Part):
    """Days are of the person's time zone, both belong to it. Why is nobody's business."""

    from_on = day()
    until_on = day("The last day.")
    deputy = identifier("Who stands in: a colleague of the same organisation.")


class Person(EventData):
    person = identifier()
    organisation = identifier("Where they work or volunteer; null for who runs the system.", null=True)
    roles = codes(ROLES)
    language = code(INTERFACE_LANGUAGES)
    time_zone = text("IANA name.")
    active = flag("Whether they may sign in.")
    rights_since = instant(
        "System time since when roles, organisation and active are as they are: a token made before "
        "grants no more than this. A snapshot repeats it unchanged."
    )
    names = sealed(CONTACTS, part(Names))
    email = sealed(CONTACTS, text())
    phone = sealed(CONTACTS, text("As +7…, E.164.", null=True))
    absences = parts(Away, "Those that stand and those to come; not said: none.", optional=True)


class Absence(Away, EventData):
    absence = identifier()
    person = identifier("Who is away.")
    organisation = identifier()
    previous_deputy = identifier("Who stood in until now; null: nobody, or the same.", null=True)


class Deactivated(Person):
    successor = identifier(
        "Who is to have what was theirs, of the same organisation. Each service gives them what they may have by its "
        "own rules. Said once, when it happens: snapshots do not repeat it.",
        null=True,
        optional=True,
    )


class SessionRevoked(EventData):
    person = identifier()
    session = identifier("The session that ended; null when all of the person's did.", null=True)
    all = flag("Whether every session of the person ended.")
    revoked_at = instant("System time: tokens made before it no longer hold.")


_HAPPENED = happened("2026-11-12T09:30:00Z", ADMINISTRATOR)

_ORGANISATION: dict[str, Any] = {
    **_HAPPENED,
    "organisation": NGO,
    "name": "АНО «Тёплый дом»",
    "kind": "ngo",
    "districts": ["lesnoy", "zarechny"],
    "accepts_referrals": True,
    "time_zone": "Europe/Moscow",
    "self_sufficiency_threshold": 3,
    "active": True,
    "no_referrals_until": None,
    "duty_phone": "+79005550112",
}

_DISTRICT: dict[str, Any] = {
    **_HAPPENED,
    "code": "lesnoy",
    "name": "Лесной район",
    "region": "Заозёрская область",
    "latitude": 56.31,
    "longitude": 43.99,
}

_PERSON: dict[str, Any] = {
    **_HAPPENED,
    "person": WORKER,
    "organisation": NGO,
    "roles": ["case_worker"],
    "language": "ru",
    "time_zone": "Europe/Moscow",
    "active": True,
    "rights_since": "2026-11-12T09:30:00.120000Z",
    "names": {"last_name": "Ветрова", "first_name": "Ольга", "middle_name": "Андреевна"},
    "email": "vetrova@ngo.example",
    "phone": "+79005550142",
    "absences": [],
}

_ABSENCE: dict[str, Any] = {
    **happened("2026-12-01T06:00:00Z", WORKER),
    "absence": ABSENCE,
    "person": WORKER,
    "organisation": NGO,
    "from_on": "2026-12-07",
    "until_on": "2026-12-20",
    "deputy": COORDINATOR,
    "previous_deputy": None,
}

ORGANISATION_REGISTERED = event(
    "identity.organisation.registered",
    "organisation",
    Organisation,
    "An organisation takes part in the platform.",
    _ORGANISATION,
)
ORGANISATION_CHANGED = event(
    "identity.organisation.changed",
    "organisation",
    Organisation,
    "Something about an organisation is different now, also whether it is active.",
    {**_ORGANISATION, "no_referrals_until": "2026-12-15"},
)
DISTRICT_REGISTERED = event(
    "identity.district.registered",
    "district",
    District,
    "A district of a region in which the platform works.",
    _DISTRICT,
)
DISTRICT_CHANGED = event(
    "identity.district.changed",
    "district",
    District,
    "A district has another name, region or place on the map.",
    {**_DISTRICT, "name": "Лесной округ"},
)
PERSON_REGISTERED = event(
    "identity.person.registered",
    "person",
    Person,
    "A person may sign in, works for an organisation or volunteers.",
    _PERSON,
)
PERSON_CHANGED = event(
    "identity.person.changed",
    "person",
    Person,
    "Something about a person is different now: roles, organisation, names, how to reach them.",
    {**_PERSON, "roles": ["case_worker", "supervisor"]},
)
PERSON_DEACTIVATED = event(
    "identity.person.deactivated",
    "person",
    Deactivated,
    "A person may no longer sign in. Every service refuses them from now on and passes on what was theirs.",
    {**_PERSON, "active": False, "rights_since": "2027-02-01T08:00:00Z", "successor": PSYCHOLOGIST},
)
SESSION_REVOKED = event(
    "identity.session.revoked",
    "person",
    SessionRevoked,
    "A person signed out, of one session or of all.",
    {
        **happened("2026-11-12T18:05:00Z", WORKER),
        "person": WORKER,
        "session": SESSION,
        "all": False,
        "revoked_at": "2026-11-12T18:05:00Z",
    },
)
ABSENCE_PLANNED = event(
    "identity.absence.planned",
    "person",
    Absence,
    "Somebody is away from a day to a day and has a deputy, or another one than before.",
    _ABSENCE,
)
ABSENCE_STARTED = event(
    "identity.absence.started",
    "person",
    Absence,
    "The first day of an absence that was planned before has come.",
    {**_ABSENCE, **happened("2026-12-06T21:00:05Z", None)},
)
ABSENCE_UNCOVERED = event(
    "identity.absence.uncovered",
    "person",
    Absence,
    "The deputy was deactivated, works elsewhere or has no role in common any more: nobody stands in until another one "
    "is named.",
    {**_ABSENCE, **happened("2026-12-10T09:00:00Z", ADMINISTRATOR)},
)
ABSENCE_ENDED = event(
    "identity.absence.ended",
    "person",
    Absence,
    "Somebody is back, or the absence was called off; nobody stands in any more.",
    {**_ABSENCE, **happened("2026-12-20T21:00:05Z", None)},
)

EVENTS = (
    ORGANISATION_REGISTERED,
    ORGANISATION_CHANGED,
    DISTRICT_REGISTERED,
    DISTRICT_CHANGED,
    PERSON_REGISTERED,
    PERSON_CHANGED,
    PERSON_DEACTIVATED,
    SESSION_REVOKED,
    ABSENCE_PLANNED,
    ABSENCE_STARTED,
    ABSENCE_UNCOVERED,
    ABSENCE_ENDED,
)
