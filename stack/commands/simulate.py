"""`opora simulate`: a year of a region in a demo home, played in minutes."""

import random
import re

import click

from stack.commands.updown import down, up
from stack.home import Home
from stack.options import home_option

FAMILIES_AT_MOST = 2000
MONTHS_AT_MOST = 36


@click.command()
@home_option
@click.option("--families", type=click.IntRange(1, FAMILIES_AT_MOST), default=400, show_default=True)
@click.option("--months", type=click.IntRange(1, MONTHS_AT_MOST), default=12, show_default=True)
@click.option(
    "--seed", type=click.IntRange(0, 999_999), help="The same gives the same year; chosen and said if left out."
)
@click.pass_context
def simulate(context: click.Context, home: Home, families: int, months: int, seed: int | None) -> None:
    """Play a past year of invented families in a demo home. The stack rests meanwhile, and is up afterwards."""
    if not home.demo:
        raise click.ClickException(f"{home.path} is not a demo home: a year is simulated in a demo home only")
    seed = random.randrange(1000) if seed is None else seed  # noqa: S311 - a story, not a secret
    port = home.published().get("port")
    if home.holder() is not None:
        context.invoke(down, home=home)
    home.simulation = f"{families} {months} {seed}"
    context.invoke(up, home=home, port=int(port) if port else None, detach=True, demo=True)
    _require_played(home, seed)


def _require_played(home: Home, seed: int) -> None:
    """The stack comes up whatever became of the year. Raises click.ClickException."""
    log = (home.logs / "simulation.log").read_text(errors="replace").splitlines()
    if not log or not re.match(r"100 %", log[-1]):
        raise click.ClickException(log[-1] if log else f"the year with seed {seed} was not played")


COMMANDS = (simulate,)
