"""What the commands share: finding the home, and acting in the environment of its stack."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from stack.environment import environment
from stack.home import Home

DEFAULT_HOME = "var"


def in_compose() -> bool:
    """Whether this is the operator's container of the compose stack, whose environment says where everything is."""
    return os.environ.get("OPORA_STACK") == "compose"


def _home(context: click.Context, parameter: click.Parameter, value: str | None) -> Home:
    return Home(Path(value or os.environ.get("OPORA_HOME") or DEFAULT_HOME))


def home_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--home DIR`, given to the command as `home: Home`. Default: OPORA_HOME, else ./var."""
    return click.option(
        "--home",
        metavar="DIR",
        callback=_home,
        help="Folder with everything of this stack (OPORA_HOME, else ./var).",
    )(command)


def environment_of(home: Home) -> dict[str, str]:
    """The environment of the stack in this home, for `Settings.of(service, …)`. The stack may be down.

    Raises click.ClickException when no stack was ever started there.
    """
    if in_compose():
        return dict(os.environ)
    ports = home.path / "ports.json"
    if not ports.exists():
        raise click.ClickException(f"no stack was ever started in {home.path}: start one with `opora up`")
    port = home.published().get("port") or os.environ.get("OPORA_PORT") or "8000"
    return environment(home, int(port), json.loads(ports.read_text()))


def require_running(home: Home) -> None:
    """Raises click.ClickException when the stack of this home is down. In compose each server tells for itself."""
    if not in_compose() and home.holder() is None:
        raise click.ClickException(f"the stack in {home.path} does not run: start it with `opora up`")
