"""How Alembic runs for every service; the migrations themselves are in `shared/migrations` and each service."""
