"""The command `opora`. Each file in `stack/commands` adds what its `COMMANDS` holds."""

import pkgutil
from importlib import import_module

import click

import stack.commands
from shared.config import WrongSetting
from stack.home import AlreadyRunningError, WrongHomeError
from stack.options import in_compose

SEVERAL = {"backup": ("backup", "restore"), "events": ("deadletters", "events", "replay"), "updown": ("down", "up")}
"""The verbs of each file with more than one, or with one of another name."""

EMBEDDED_ALONE = ("backup", "demo", "simulate", "updown")
"""What needs more than the image of the compose stack holds, where `./opora` does this with docker."""


class _Opora(click.Group):
    """Loads only the file of the verb that is asked for: all of them take a second. Shows what a person can act on as
    one line, not as a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_files())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        file = _files().get(cmd_name)
        if file is None:
            return None
        commands: tuple[click.Command, ...] = import_module(f"stack.commands.{file}").COMMANDS
        return next(command for command in commands if command.name == cmd_name)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (WrongSetting, AlreadyRunningError, WrongHomeError) as problem:
            raise click.ClickException(str(problem)) from problem


def _files() -> dict[str, str]:
    """By verb, the file that has it."""
    names = (module.name for module in pkgutil.iter_modules(stack.commands.__path__))
    here = (name for name in names if not (in_compose() and name in EMBEDDED_ALONE))
    return {verb: name for name in here for verb in SEVERAL.get(name, (name,))}


@click.group(cls=_Opora, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Opora: services that act as one around a family in crisis."""


if __name__ == "__main__":
    main()
