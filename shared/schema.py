"""Which migrations a database has had, and whether this release can work on it.

A release only adds to the schema what the release before does without, and takes away what that one no longer uses. So
a schema that has more than we know will do: a former release serves on it while servers are upgraded one after the
other, and after the newer one was taken back.
"""

from importlib import resources
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

Schema = dict[str, set[str]]
"""History → names of its migrations. A history is known by the table in which Alembic keeps its version."""

SHARED, DIRECTORY, OWN = "alembic_version_shared", "alembic_version_directory", "alembic_version"
FORMS, DOCUMENTS = "alembic_version_forms", "alembic_version_documents"

HAVE_FORMS = ("referrals", "cases")
"""Services whose records are printed on forms."""

HAVE_DOCUMENTS = ("referrals", "cases", "volunteers")
"""Services whose records have files."""


class ForeignSchema(Exception):
    """The database has migrations that this release does not know, and lacks some that it needs."""

    def __init__(self, history: str, unknown: set[str]) -> None:
        theirs = ", ".join(sorted(unknown))
        super().__init__(f"the schema ({history}) is another release's: it has {theirs}; install that release")


def folder(package: str) -> Path:
    return Path(str(resources.files(package)))


def histories(service: str) -> dict[str, Path]:
    """Folders of migrations that make this service's schema, in their order.

    Identity owns what the directory replicates, so it has no replica.
    """
    shared = {SHARED: folder("shared.migrations")}
    replica = {} if service == "identity" else {DIRECTORY: folder("shared.directory") / "migrations"}
    forms = {FORMS: folder("shared.forms") / "migrations"} if service in HAVE_FORMS else {}
    documents = {DOCUMENTS: folder("shared.documents") / "migrations"} if service in HAVE_DOCUMENTS else {}
    return shared | replica | forms | documents | {OWN: folder(f"services.{service}") / "migrations"}


def names(migrations: Path) -> set[str]:
    """`{"0001_events", …}`. A migration that was released is never renamed."""
    return {file.stem for file in migrations.glob("[0-9]*.py")}


def known(service: str) -> Schema:
    return {history: names(migrations) for history, migrations in histories(service).items()}


def applied(database: Connection | Session) -> Schema:
    """Empty for a database without any."""
    if database.scalar(text("select to_regclass('applied_migrations')")) is None:
        return {}
    found: Schema = {}
    for history, name in database.execute(text("select history, name from applied_migrations")):
        found.setdefault(history, set()).add(name)
    return found


def suffices(database: Connection | Session, service: str) -> bool:
    """Whether everything that this release knows is there: what `health/ready` asks. More may be there."""
    there = applied(database)
    return all(needed <= there.get(history, set()) for history, needed in known(service).items())


def lacks(history: str, needed: set[str], there: set[str]) -> bool:
    """Whether migrations of ours are still to be applied. Raises ForeignSchema where they would not fit."""
    if needed <= there:
        return False
    if there - needed:
        raise ForeignSchema(history, there - needed)
    return True


def note(connection: Connection, history: str, applied_now: set[str]) -> None:
    """In the transaction of the migrations themselves."""
    statement = text("insert into applied_migrations (history, name) values (:history, :name) on conflict do nothing")
    connection.execute(statement, [{"history": history, "name": name} for name in sorted(applied_now)])
