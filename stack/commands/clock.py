"""`opora clock`: a demo home's business time, shown and moved forward."""

from datetime import datetime, timedelta

import click
import psycopg

from shared import clock as system_clock
from shared.config import SERVICES, Settings
from stack.home import Home
from stack.options import environment_of, home_option, require_running
from stack.time.move import Refused, shown, target

SAYS_EVERY_DAYS = 10


@click.command(context_settings={"ignore_unknown_options": True})
@home_option
@click.argument("move", nargs=-1, type=click.UNPROCESSED)
def clock(home: Home, move: tuple[str, ...]) -> None:
    """Show a demo home's business time, or move it forward: +36hours, +3days, +6months, to 2027-05-01.

    Deadlines near and pass day by day on the way. It never goes back, and is kept over restarts.
    """
    settings = _settings(home)
    try:
        _move(settings, move) if move else _show(settings)
    except Refused as problem:
        raise click.ClickException(str(problem)) from None
    except psycopg.OperationalError:
        raise click.ClickException("a database does not answer: see `opora status`") from None


def _settings(home: Home) -> dict[str, Settings]:
    """Raises click.ClickException outside a demo home, and where nothing runs."""
    require_running(home)
    variables = environment_of(home)
    if variables.get("OPORA_DEMO") != "1":
        raise click.ClickException("the clock of a demo home alone can be moved, and this is none")
    return {name: Settings.of(name, variables) for name in SERVICES}


def _show(settings: dict[str, Settings]) -> None:
    from shared.business_clock import clocks

    with clocks(one.database_url for one in settings.values()) as all_:
        ahead = all_.ahead()
    click.echo(f"{shown(system_clock.system() + ahead)}  {_ahead(ahead)}")


def _ahead(ahead: timedelta) -> str:
    """Rounded to hours: a move to a moment takes some seconds of it."""
    days, hours = divmod(round(ahead / timedelta(hours=1)), 24)
    parts = [f"{days} days"] * bool(days) + [f"{hours} hours"] * bool(hours)
    return f"{' '.join(parts)} ahead" if parts else "the present"


def _move(settings: dict[str, Settings], move: tuple[str, ...]) -> None:
    from shared.business_clock import Busy
    from stack.time.journey import NotArrived, journey

    with journey(settings) as way:
        try:
            way.go(target(move, way.present(), system_clock.system()), _Progress())
        except (Busy, NotArrived) as problem:
            why = "a service is at work without a pause" if isinstance(problem, Busy) else "events do not arrive"
            stands = shown(way.present())
            raise click.ClickException(f"{why} (see `opora status`): it is {stands}; say it again to go on") from None
        click.echo(f"{shown(way.present())}  {way.arrivals.count} events on the way")


class _Progress:
    """A line every ten days."""

    def __init__(self) -> None:
        self._days = 0

    def __call__(self, moment: datetime, events: int) -> None:
        self._days += 1
        if self._days % SAYS_EVERY_DAYS == 0:
            click.echo(f"{shown(moment)}  {events} events")


COMMANDS = (clock,)
