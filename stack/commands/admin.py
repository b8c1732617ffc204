"""`opora admin create`."""

import click

from shared.config import Settings
from stack.home import Home
from stack.options import environment_of, home_option, require_running

_NAMES = {"ru": ("Администратор", "Опоры"), "en": ("Administrator", "Opora")}


@click.group()
def admin() -> None:
    """Administrators of the system."""


@admin.command()
@click.argument("email")
@click.option("--last-name", help="Shown to others; can be changed later.")
@click.option("--first-name", help="Shown to others; can be changed later.")
@home_option
def create(home: Home, email: str, last_name: str | None, first_name: str | None) -> None:
    """Register an administrator and print a one-time link by which they choose a password.

    For an administrator who is registered already it prints a new link.
    """
    address = _checked(email)
    require_running(home)
    settings = Settings.of("identity", environment_of(home))
    names = tuple(
        given or default for given, default in zip((last_name, first_name), _NAMES[settings.language], strict=True)
    )
    click.echo(_link(settings, address, *names))


def _checked(email: str) -> str:
    """The address as the API would take it. Raises click.UsageError."""
    from marshmallow import ValidationError  # loaded by this command alone, as below

    from shared.web.fields import Email

    try:
        return str(Email(required=True).deserialize(email))
    except ValidationError:
        raise click.UsageError(f"“{email}” is not an e-mail address") from None


def _link(settings: Settings, email: str, last_name: str, first_name: str) -> str:
    from services.identity import commands, mail
    from shared import business_clock
    from shared.database import sessions_of

    sessions = sessions_of(settings)
    if settings.demo:
        business_clock.follow(sessions)
    with sessions.begin() as session:
        person = commands.ensure_administrator(
            session, email=email, last_name=last_name, first_name=first_name, language=settings.language
        )
        if person is None:
            raise click.ClickException(f"{email} is registered, but not as an administrator")
        return mail.link_address(settings.address, commands.issue_link(session, person))


COMMANDS = (admin,)
