"""A release that is not there yet: each history of a service's schema with one migration more, which only adds."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from shared import schema
from shared.database import _upgrade, migrate

NAME = "9000_next_release"

EXPANDS = '''
from alembic import op

revision = "9000"
down_revision = "{before}"


def upgrade() -> None:
    op.execute("create table if not exists of_{history} (id uuid primary key, words text)")
    op.execute(
        """
        do $$ declare name text; begin
            for name in
                select relname from pg_class
                where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace
            loop
                execute format('alter table %I add if not exists next_release text not null default %L', name, '');
            end loop;
        end $$
        """
    )
'''
"""Every table gets a column, so whoever counts on the number or order of columns fails."""


def upgrade_beyond(service: str, url: str) -> None:
    """What the next release's `migrate` does to one service's database."""
    migrate(service, url)
    for history, folder in schema.histories(service).items():
        with TemporaryDirectory() as place:
            newer = Path(place) / "migrations"
            shutil.copytree(folder, newer, ignore=shutil.ignore_patterns("__pycache__"))
            before = max(name[:4] for name in schema.names(newer))
            (newer / f"{NAME}.py").write_text(EXPANDS.format(before=before, history=history))
            _upgrade(url, newer, history)
