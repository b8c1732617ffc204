"""`opora demo`: the sample region, and the main job played through the API."""

import os
import sys
from pathlib import Path

import click

from services.identity.pages.demo import EMAILS
from services.identity.passwords import DEMO_PASSWORD
from stack.commands.updown import up
from stack.demo.play.job import Job
from stack.demo.play.mailbox import Mailbox
from stack.demo.play.office import Refused, Town
from stack.demo.play.report import Report
from stack.demo.play.witness import LIMIT_S, Unseen
from stack.home import Home

DEFAULT_HOME = "var-demo"


@click.command()
@click.option(
    "--home", "folder", metavar="DIR", help="Folder with everything of the demo's stack (OPORA_HOME, else ./var-demo)."
)
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the web on 127.0.0.1 (OPORA_PORT, else 8000).")
@click.pass_context
def demo(context: click.Context, folder: str | None, port: int | None) -> None:
    """Start a demo stack with the sample region, and play the main job on it; the stack stays up."""
    home = Home(Path(folder or os.environ.get("OPORA_HOME") or DEFAULT_HOME))
    context.invoke(up, home=home, port=port, detach=True, demo=True)
    report = Report(os.environ.get("OPORA_LANGUAGE") or "ru", click.echo)
    address = home.published()["address"]
    played = play(address, home, report)
    _say_where(report, home, address)
    sys.exit(0 if played else 1)


def play(address: str, home: Home, report: Report) -> bool:
    """Whether everyone has seen what was promised; what was not is said."""
    mailbox = None if os.environ.get("SMTP_URL") else Mailbox(home.mail)
    if mailbox is None:
        report.echo(report.text("no_mail_here"))
    try:
        with Town(address, DEMO_PASSWORD, report.language) as town:
            Job(town, report, mailbox).play()
    except Unseen as problem:
        report.echo(report.text("unseen", limit=LIMIT_S, what=problem))
        return False
    except Refused as problem:
        report.echo(report.text("refused", what=problem))
        return False
    return True


def _say_where(report: Report, home: Home, address: str) -> None:
    report.echo("")
    report.echo(report.text("stays", address=address))
    report.echo(report.text("password", password=DEMO_PASSWORD))
    for account in EMAILS:
        report.echo(f"  {account}")
    report.echo(report.text("down", home=home.path))


COMMANDS = (demo,)
