"""The migrated database is what the models say, and each history of migrations is one line."""

from collections.abc import Callable
from importlib import import_module

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from shared import schema
from shared.config import SERVICES
from shared.directory.model import Directory
from shared.documents.model import Documents
from shared.forms.wordings import Wordings
from tests.support.bench import Bench


@pytest.mark.parametrize("service", SERVICES)
def test_migrations_make_what_the_models_declare(service: str, bench: Callable[..., Bench]) -> None:
    migrated = bench(service)  # the whole service is imported, wherever its tables are written
    metadata = [import_module(f"services.{service}.model").Base.metadata]
    if service != "identity":
        metadata.append(Directory.metadata)
    if service in schema.HAVE_FORMS:
        metadata.append(Wordings.metadata)
    if service in schema.HAVE_DOCUMENTS:
        metadata.append(Documents.metadata)
    mapped = {table for one in metadata for table in one.tables}
    with migrated.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, parents: kind != "table" or name in mapped,
            },
        )
        differences = [one for one in compare_metadata(context, metadata) if not _is_index(one)]
    assert differences == []


@pytest.mark.parametrize("service", SERVICES)
def test_each_migration_follows_the_one_of_the_number_before(service: str) -> None:
    """Two branches that were merged may each have added one to the same: then none of them is the newest."""
    for folder in schema.histories(service).values():
        before = None
        for name in sorted(schema.names(folder)):
            written = (folder / f"{name}.py").read_text()
            assert f'revision = "{name[:4]}"' in written, name
            assert f"down_revision = {before}\n" in written, f"{name} does not follow {before}"
            before = f'"{name[:4]}"'


def _is_index(difference: object) -> bool:
    """Indexes and constraints are the migrations' own: a model need not repeat them."""
    return isinstance(difference, tuple) and any(word in str(difference[0]) for word in ("index", "constraint", "fk"))
