"""Run migrations in one transaction against the URL that `shared.database.migrate` passes."""

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from shared import schema

attributes = context.config.attributes
engine = create_engine(attributes["url"], poolclass=NullPool, connect_args=attributes["arguments"])
with engine.connect() as connection:
    context.configure(connection=connection, version_table=attributes["history"])
    with context.begin_transaction():
        context.run_migrations()
        schema.note(connection, attributes["history"], attributes["names"])
