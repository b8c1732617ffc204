"""What a restore does around the dumps: before, so that nothing old mixes in, and after, so that nothing happens twice.

The dumps show one moment. The logs of events may be newer, so they are made anew; the outboxes are sent again, and the
inboxes know what had its effect. Mails wait for an administrator: what is pending here may have gone out since.
"""

import time
from collections.abc import Mapping
from datetime import timedelta

import psycopg
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.orm import Session

from services.identity.model import LinkMail
from services.notifications import hold
from services.referrals.model import InvitationMail
from services.volunteers.model import ProposalMail
from shared.config import SERVICES, database_url
from shared.database import plain_url
from shared.eventing.measures import figures

CALM_S = 15.0
"""So long nothing may be on the road: three times what a consumer takes to look where its log ends."""

PATIENCE_S = 1800.0
LOOK_EVERY_S = 0.5

_AGAIN = text("update outbox_floor set resend_cursor = 0, resend_until = (select max(id) from outbox)")
_ON_THE_ROAD = ("unsent", "lag", "to_resend")


class NotCalm(Exception):
    """Events are still on the road after the time allowed."""


def is_filled(superuser: str) -> bool:
    """Whether there is an installation with anybody in it. `superuser`: SQLAlchemy's URL of the server's own database;
    on a new server there is neither the database nor the role."""
    with psycopg.connect(plain_url(superuser), autocommit=True) as server:
        if server.execute("select from pg_database where datname = 'identity'").fetchone() is None:
            return False
    with psycopg.connect(plain_url(superuser), dbname="identity", autocommit=True) as identity:
        made = identity.execute("select to_regclass('people')").fetchone() != (None,)
        return made and identity.execute("select from people limit 1").fetchone() is not None


def hold_effects(environ: Mapping[str, str]) -> dict[str, int]:
    """Before any worker starts. Returns how many mails are held, and how many with links are given up."""
    for service in SERVICES:
        with _session(service, environ) as session:
            session.execute(_AGAIN)
            session.execute(text("delete from consumer_offsets"))
            session.commit()
    with _session("notifications", environ) as session:
        hold.begin(session)
        session.commit()
        held = hold.count(session)
    links = 0
    for service, mails in (("identity", LinkMail), ("referrals", InvitationMail), ("volunteers", ProposalMail)):
        with _session(service, environ) as session:
            links += session.query(mails).delete()
            session.commit()
    return {"held": held, "links": links}


def await_calm(environ: Mapping[str, str]) -> int:
    """Workers are at work, webs are not: return when every event had its effect. Returns how many keys are parked.

    Raises NotCalm.
    """
    begun = calm_since = time.monotonic()
    while time.monotonic() - calm_since < CALM_S:
        now = time.monotonic()
        if now - begun > PATIENCE_S:
            raise NotCalm
        if any(row[name] for row in _all_figures(environ) for name in _ON_THE_ROAD):
            calm_since = now
        time.sleep(LOOK_EVERY_S)
    return sum(int(row["parked"]) for row in _all_figures(environ))


def let_go(environ: Mapping[str, str], longer: timedelta = timedelta()) -> int:
    """Mails about what happens from now on, or so much later, leave again. Returns how many are held."""
    with _session("notifications", environ) as session:
        hold.end(session, longer)
        session.commit()
        return hold.count(session)


def _all_figures(environ: Mapping[str, str]) -> list[dict[str, float]]:
    rows = []
    for service in SERVICES:
        with _session(service, environ) as session:
            rows.append(figures(session))
    return rows


def _session(service: str, environ: Mapping[str, str]) -> Session:
    return Session(create_engine(database_url(service, environ), poolclass=NullPool))
