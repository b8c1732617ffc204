"""What the databases and the road say, on either stack."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from shared import clock, schema
from shared.config import SERVICES, database_url
from shared.eventing.measures import figures
from stack.doctor.finding import Finding, judged

UNSENT_S = 60.0
LAG = 5_000
SKEW_S = 2.0
CONNECTIONS_USED = 0.8

_CONNECTIONS = text(
    "select (select sum(numbackends)::int from pg_stat_database), current_setting('max_connections')::int"
)
_LATE = text(
    "select count(*) from deliveries where state = 'pending' and attempts > 0"
    " and exists (select from notifications where id = notification and created_at < now() - interval '10 minutes')"
)
_FAILED = text("select count(*) from deliveries where state = 'failed' and refused_at > now() - interval '7 days'")
_HELD = text(
    "select (select count(*) from deliveries where state = 'held')"
    " + (select count(*) from webhook_deliveries where state = 'held')"
)
_FAILING = text("select count(*) from webhooks where state = 'active' and failing_since < now() - interval '1 hour'")
_DISABLED = text("select count(*) from webhooks where state = 'disabled'")
_LINKS = text("select count(*) from link_mails where created_at < now() - interval '10 minutes'")
_PROPOSALS = text("select count(*) from proposal_mails where created_at < now() - interval '10 minutes'")
_INVITATIONS = text("select count(*) from invitation_mails where created_at < now() - interval '10 minutes'")


def findings(environ: Mapping[str, str]) -> Iterator[Finding]:
    for service in SERVICES:
        engine = create_engine(database_url(service, environ), poolclass=NullPool, connect_args={"connect_timeout": 3})
        try:
            with Session(engine) as session:
                yield from _of_service(session, service)
        except DBAPIError:
            yield Finding(f"database of {service}", "does not answer", "see the log of postgres, and its disk")


def _of_service(session: Session, service: str) -> Iterator[Finding]:
    lacking = not schema.suffices(session, service)
    said = "lacks what this release needs" if lacking else "has what this release needs"
    yield judged(f"schema of {service}", said, lacking, "run migrate")
    yield from _events(service, figures(session))
    if service == "identity":
        yield from _server(session)
        yield _waiting("link mails", session, _LINKS, "wait for over ten minutes", "see the log of identity-worker")
    if service == "referrals":
        worker = "see the log of referrals-worker"
        yield _waiting("mails of invitations", session, _INVITATIONS, "wait for over ten minutes", worker)
    if service == "volunteers":
        worker = "see the log of volunteers-worker"
        yield _waiting("mails of proposals", session, _PROPOSALS, "wait for over ten minutes", worker)
    if service == "notifications":
        yield _waiting("late mails", session, _LATE, "wait for over ten minutes", "look at the mail server's log")
        yield _waiting("failed mails", session, _FAILED, "were given up this week", "wrong addresses? see the log")
        yield _waiting("held mails", session, _HELD, "are held since a restore", "decide: mails list, release or drop")
        agency = "the agency's administrator sees its deliveries; can our worker reach the internet?"
        yield _waiting("failing webhooks", session, _FAILING, "took nothing for over an hour", agency)
        yield _waiting("disabled webhooks", session, _DISABLED, "took nothing for days", "the agency resumes them")


def _events(service: str, row: dict[str, Any]) -> Iterator[Finding]:
    oldest, lag, parked, dead = row["oldest_unsent_s"], row["lag"], row["parked_long"], row["dead"]
    worker = f"is Kafka up? see the log of {service}-worker"
    yield judged(f"sending of {service}", f"the oldest unsent event is {oldest:.0f} s old", oldest > UNSENT_S, worker)
    yield judged(f"reading of {service}", f"{lag} events behind", lag > LAG, worker)
    if parked:
        yield Finding(f"parked in {service}", f"{parked} for over ten minutes", f"deadletters list {service}")
    if dead:
        yield Finding(f"dead letters of {service}", f"{dead}", f"deadletters list {service}")


def _server(session: Session) -> Iterator[Finding]:
    used, limit = session.execute(_CONNECTIONS).one()
    near = used > CONNECTIONS_USED * limit
    yield judged("connections", f"{used} of {limit}", near, "raise max_connections, or run fewer webs and workers")
    theirs: datetime = session.execute(text("select clock_timestamp()")).scalar_one()
    skew = abs((clock.system() - theirs).total_seconds())
    yield judged("database clock", f"{skew:.1f} s apart", skew > SKEW_S, "let both machines keep their time by NTP")


def _waiting(name: str, session: Session, query: Any, said: str, do: str) -> Finding:
    count = int(session.scalar(query) or 0)
    return judged(name, f"{count} {said}", count > 0, do)
