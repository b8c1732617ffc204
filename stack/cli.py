"""The command `opora`. Each file in `stack/commands` adds what its `COMMANDS` holds."""

import pkgutil
from importlib import import_module

import click

import stack.commands
from shared.config import WrongSetting
from stack.home import AlreadyRunningError, WrongHomeError
from stack.options import in_compose


class _Opora(click.Group):
    """Shows what a person can act on as one line, not as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (WrongSetting, AlreadyRunningError, WrongHomeError) as problem:
            raise click.ClickException(str(problem)) from problem


@click.group(cls=_Opora, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Opora: services that act as one around a family in crisis."""


EMBEDDED_ALONE = ("backup", "demo", "simulate", "updown")
"""What needs more than the image of the compose stack holds, where `./opora` does this with docker."""


def _register() -> None:
    for module in pkgutil.iter_modules(stack.commands.__path__):
        if in_compose() and module.name in EMBEDDED_ALONE:
            continue
        for command in import_module(f"stack.commands.{module.name}").COMMANDS:
            main.add_command(command)


_register()

if __name__ == "__main__":
    main()
