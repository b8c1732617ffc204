"""`opora status`."""

import json
import os
import sys
from typing import Any

import click
from sqlalchemy import NullPool, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from shared.config import SERVICES, database_url
from shared.eventing.measures import figures
from stack.backups import mark
from stack.compose.status import of_containers
from stack.home import Home
from stack.options import environment_of, home_option, in_compose
from stack.time.reading import business_time

HEALTHY, UNHEALTHY, NOT_RUNNING = 0, 1, 3
_PRIVATE = ("port", "error")


@click.command()
@home_option
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
def status(home: Home, as_json: bool) -> None:
    """Show the parts and the events on the road. Exit status: 0 healthy, 1 not, 3 not running."""
    if in_compose():
        shown = of_containers(json.load(sys.stdin))
        running = any(part["pid"] for part in shown["parts"])
    else:
        running = home.holder() is not None
        shown = _published(home) if running else _down(home)
    shown |= {"events": _events(home)} if running else {}
    shown |= {"restoring": running and mark.is_seen(os.environ) if in_compose() else home.region == "restoring"}
    shown |= {"business_time": business_time(environment_of(home)) if running and shown["demo"] else None}
    shown["healthy"] = shown["healthy"] and not shown["restoring"]
    click.echo(json.dumps(shown, ensure_ascii=False, indent=2) if as_json else _text(shown, running))
    sys.exit(NOT_RUNNING if not running else HEALTHY if shown["healthy"] else UNHEALTHY)


def _down(home: Home) -> dict[str, Any]:
    """What the last supervisor said, with everything stopped: it may have been killed in mid-life."""
    state = _published(home) | {"healthy": False}
    state["parts"] = [part | {"state": "stopped", "pid": None} for part in state["parts"]]
    return state


def _published(home: Home) -> dict[str, Any]:
    empty = {"healthy": False, "mode": "embedded", "demo": home.demo, "home": str(home.path), "address": ""}
    more: dict[str, Any] = {"kafka_bootstrap": "", "database_urls": {}, "parts": [], "events": {}}
    known = {name: value for name, value in home.published().items() if name not in _PRIVATE}
    return empty | more | known


def _events(home: Home) -> dict[str, Any]:
    """The figures of each service; null where its database does not answer."""
    variables = environment_of(home)
    return {service: _figures(database_url(service, variables)) for service in SERVICES}


def _figures(url: str) -> dict[str, Any] | None:
    engine = create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": 3})
    try:
        with Session(engine) as session:
            return figures(session)
    except DBAPIError:
        return None


def _text(shown: dict[str, Any], running: bool) -> str:
    verdict = ("healthy" if shown["healthy"] else "not healthy") if running else "not running"
    lines = [f"{shown.get('address', '')}  {verdict}  {shown.get('home', '')}"]
    lines += [f"  {mark.SAID}; {mark.DO}"] if shown["restoring"] else []
    lines += [f"  business time: {shown['business_time']}"] if shown["business_time"] else []
    lines += [_part_line(part) for part in shown["parts"]]
    lines += [_events_line(service, figures) for service, figures in shown.get("events", {}).items() if running]
    return "\n".join(lines)


def _part_line(part: dict[str, Any]) -> str:
    times = f"restarted {part['restarts']}×" if part["restarts"] else ""
    return f"  {part['name']:<22}{part['state']:<10}{part['pid'] or '':<9}since {part['since'][:19]}Z  {times}".rstrip()


def _events_line(service: str, figures: dict[str, Any] | None) -> str:
    if figures is None:
        return f"  {service:<22}its database does not answer"
    return f"  {service:<22}" + "  ".join(f"{name} {value}" for name, value in figures.items())


COMMANDS = (status,)
