"""`opora deadletters`, `opora replay` and `opora events tail`: the road between the services, for operators."""

import getpass
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from kafka import TopicPartition
from sqlalchemy.orm import Session

from shared import business_clock
from shared.config import OPERATOR, SERVICES, Settings, kafka
from shared.database import patient_sessions_of
from shared.eventing import deadletters
from shared.eventing.envelope import Unreadable, parse
from shared.eventing.kafka import make_consumer, partition_counts
from shared.eventing.replay import publish_state, resend_retained
from shared.service import load
from stack.home import Home
from stack.options import environment_of, home_option, require_running

service_argument = click.argument("service", type=click.Choice(SERVICES))
really_option = click.option("--yes", is_flag=True, help="Do it. Without this, only say what would be done.")


@contextmanager
def session_of(home: Home, service: str) -> Iterator[Session]:
    require_running(home)
    settings = Settings.of(service, environment_of(home))
    sessions = patient_sessions_of(settings)
    if settings.demo:
        business_clock.follow(sessions)
    with sessions.begin() as session:
        yield session


@click.group("deadletters")
def dead() -> None:
    """Events that could not be read, and keys whose events wait."""


@dead.command("list")
@home_option
@click.argument("service", type=click.Choice(SERVICES), required=False)
def list_(home: Home, service: str | None) -> None:
    """What is open, of one service or of all. Shows no content."""
    for name in [service] if service else SERVICES:
        with session_of(home, name) as session:
            for entry in deadletters.listing(session):
                place = f"{entry['topic']}[{entry['partition']}]" + (
                    "" if entry["offset"] is None else f"@{entry['offset']}"
                )
                click.echo(
                    f"{name}  {entry['kind']}  {entry['id']}  {place}  {entry['error']}"
                    f"  ×{entry['count']}  since {entry['since']:%Y-%m-%d %H:%M:%S}Z  {entry['state']}"
                )


@dead.command()
@home_option
@service_argument
@click.argument("id")
def show(home: Home, service: str, id: str) -> None:
    """Headers and sizes of one entry, without its content."""
    with session_of(home, service) as session:
        entry = deadletters.show(session, id)
    if entry is None:
        raise click.ClickException(f"{service} has no open entry {id}")
    click.echo(json.dumps(entry, default=str, ensure_ascii=False, indent=2))


@dead.command()
@home_option
@service_argument
@click.argument("id")
@really_option
def retry(home: Home, service: str, id: str, yes: bool) -> None:
    """Let the worker try it again at once."""
    _order(home, service, id, yes, "retry", "would be tried again")


@dead.command()
@home_option
@service_argument
@click.argument("id")
@really_option
def drop(home: Home, service: str, id: str, yes: bool) -> None:
    """Give it up: a dead letter for good, or the first waiting event of a parked key."""
    _order(home, service, id, yes, "drop", "would be dropped, and its effect would never happen")


def _order(home: Home, service: str, id: str, yes: bool, action: str, would: str) -> None:
    with session_of(home, service) as session:
        if deadletters.show(session, id) is None:
            raise click.ClickException(f"{service} has no open entry {id}")
        if not yes:
            return click.echo(f"{service} {id} {would}. Nothing was done; add --yes to do it.")
        order = deadletters.retry if action == "retry" else deadletters.drop
        order(session, id, getpass.getuser())
    click.echo(f"{service} {id}: {action} ordered")


@click.command()
@home_option
@service_argument
def replay(home: Home, service: str) -> None:
    """Publish SERVICE's present state and its retained events again, for new consumers and empty replicas."""
    with session_of(home, service) as session:
        count = publish_state(session, load(service).snapshots(session))
        resend_retained(session)
    click.echo(f"{service}: {count} states published; retained events follow in the background (see opora status)")


@click.group()
def events() -> None:
    """The log of events."""


@events.command()
@home_option
@click.argument("service", type=click.Choice(SERVICES), required=False)
@click.option("--from-start", is_flag=True, help="Begin with the oldest event in the log.")
@click.option("--count", type=int, help="End after so many.")
def tail(home: Home, service: str | None, from_start: bool, count: int | None) -> None:
    """Show events as they come: time, type, subject, sequence, correlation. Never their data."""
    require_running(home)
    access = kafka(OPERATOR, environment_of(home))
    topics = [f"opora.{name}" for name in ([service] if service else SERVICES)]
    client = make_consumer(access, "opora-tail", f"opora.{OPERATOR}", 200)
    try:
        _assign(client, topics, from_start)
        _follow(client, count)
    finally:
        client.close(autocommit=False)


def _assign(client: Any, topics: list[str], from_start: bool) -> None:
    counts = partition_counts(client, topics)
    partitions = [TopicPartition(topic, number) for topic, count in counts.items() for number in range(count)]
    client.assign(partitions)
    client.seek_to_beginning(*partitions)
    while not from_start and any(client.highwater(partition) is None for partition in partitions):
        client.poll(timeout_ms=100)
    for partition in [] if from_start else partitions:
        client.seek(partition, client.highwater(partition))


def _follow(client: Any, count: int | None) -> None:
    shown = 0
    while count is None or shown < count:
        for records in client.poll(timeout_ms=500).values():
            for record in records[: None if count is None else count - shown]:
                click.echo(_line(record))
                shown += 1


def _line(record: Any) -> str:
    try:
        envelope = parse(record.headers)
    except Unreadable as problem:
        return f"{record.topic}[{record.partition}]@{record.offset}  unreadable: {problem.code}"
    mark = "  snapshot" if envelope.snapshot else ""
    return (
        f"{envelope.time:%H:%M:%S.%f}"[:-3]
        + f"  {envelope.type}  {envelope.subject}  #{envelope.sequence}  {envelope.correlation}{mark}"
    )


COMMANDS = (dead, replay, events)
