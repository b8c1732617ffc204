"""`opora backup` and `opora restore` on the embedded stack. On the compose stack `./opora` does both with docker."""

import subprocess
from pathlib import Path

import click

from stack.backups import embedded
from stack.backups.cut import NoCut
from stack.backups.manifest import WrongBackup
from stack.documents.copies import Lacking
from stack.home import Home
from stack.options import environment_of, home_option, require_running


@click.command()
@home_option
@click.argument("folder", type=click.Path(path_type=Path), default=Path("backups"))
def backup(home: Home, folder: Path) -> None:
    """All databases as of one moment, and the documents that they name, into a new folder in FOLDER (./backups), while
    everybody goes on working.

    The keys are not in it: keep a copy of the home's `secrets` apart from it.
    """
    require_running(home)
    try:
        click.echo(embedded.make(home, folder, environment_of(home)))
    except (NoCut, Lacking, subprocess.CalledProcessError) as problem:
        raise click.ClickException(f"no backup was made: {problem}") from None


@click.command()
@home_option
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Replace what the home holds.")
def restore(home: Home, folder: Path, yes: bool) -> None:
    """Put the backup FOLDER in place of what the home holds. Mails of before are held (opora mails)."""
    if home.holder() is not None:
        raise click.ClickException(f"the stack in {home.path} runs: stop it with `opora down` first")
    try:
        manifest = embedded.check(home, folder)
    except WrongBackup as problem:
        raise click.ClickException(str(problem)) from None
    if home.path.joinpath("postgres").exists() and not yes:
        raise click.ClickException(f"{home.path} holds data; --yes replaces them by the backup")
    done = embedded.put_back(home, folder, manifest)
    click.echo(f"restored as of {manifest.made_at}; {done['held']} mails are held; start it with `opora up`")


COMMANDS = (backup, restore)
