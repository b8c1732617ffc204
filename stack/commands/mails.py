"""`opora mails`: those that a restore has brought back, about which an administrator decides."""

import click

from stack.commands.events import really_option, session_of
from stack.home import Home
from stack.options import home_option


@click.group()
def mails() -> None:
    """Mails that are held since a restore: they, or their like, may have gone out before it."""


@mails.command("list")
@home_option
def list_(home: Home) -> None:
    """How many are held, of each type."""
    from services.notifications import hold

    with session_of(home, "notifications") as session:
        for type_, number in hold.by_type(session):
            click.echo(f"{number:>6}  {type_}")
        click.echo(f"{hold.count(session):>6}  held in all")


@mails.command()
@home_option
@really_option
def release(home: Home, yes: bool) -> None:
    """Send them all now."""
    from services.notifications import hold

    with session_of(home, "notifications") as session:
        if not yes:
            return click.echo(f"{hold.count(session)} mails would be sent. Nothing was done; add --yes to do it.")
        click.echo(f"{hold.release(session)} mails are on their way")


@mails.command()
@home_option
@really_option
def drop(home: Home, yes: bool) -> None:
    """Never send any of them; what they say stays in the inboxes."""
    from services.notifications import hold

    with session_of(home, "notifications") as session:
        if not yes:
            return click.echo(f"{hold.count(session)} mails would be dropped. Nothing was done; add --yes to do it.")
        click.echo(f"{hold.drop(session)} mails are dropped")


COMMANDS = (mails,)
