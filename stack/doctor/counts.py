"""`python -m stack.doctor.counts`: about how many rows each table of each service has, as JSON."""

import json

from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

from shared.config import SERVICES, database_url

_ROWS = text("select relname, n_live_tup from pg_stat_user_tables order by relname")


def counts(url: str) -> dict[str, int] | None:
    """None where the database does not answer."""
    try:
        with create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": 3}).connect() as connection:
            return {str(name): int(rows) for name, rows in connection.execute(_ROWS)}
    except DBAPIError:
        return None


if __name__ == "__main__":
    print(json.dumps({service: counts(database_url(service)) for service in SERVICES}, indent=1))
