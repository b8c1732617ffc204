"""The migrated database is what the models say."""

from collections.abc import Callable
from importlib import import_module

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from shared.config import SERVICES
from shared.directory.model import Directory
from tests.support.bench import Bench


@pytest.mark.parametrize("service", SERVICES)
def test_migrations_make_what_the_models_declare(service: str, bench: Callable[..., Bench]) -> None:
    metadata = [import_module(f"services.{service}.model").Base.metadata]
    if service != "identity":
        metadata.append(Directory.metadata)
    mapped = {table for one in metadata for table in one.tables}
    with bench(service).engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, parents: kind != "table" or name in mapped,
            },
        )
        differences = [one for one in compare_metadata(context, metadata) if not _is_index(one)]
    assert differences == []


def _is_index(difference: object) -> bool:
    """Indexes and constraints are the migrations' own: a model need not repeat them."""
    return isinstance(difference, tuple) and any(word in str(difference[0]) for word in ("index", "constraint", "fk"))
