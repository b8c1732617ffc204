"""What time it is in a demo home, for those who show it."""

from collections.abc import Mapping

import psycopg

from shared import clock
from shared.config import SERVICES, database_url
from shared.database import plain_url

CLOSEST = SERVICES[0]


def business_time(variables: Mapping[str, str]) -> str | None:
    """In UTC; None where it is the present, or no database answers."""
    try:
        with psycopg.connect(plain_url(database_url(CLOSEST, variables)), connect_timeout=3) as connection:
            row = connection.execute("select ahead from business_clock").fetchone()
    except psycopg.Error:
        return None
    return (clock.system() + row[0]).isoformat(timespec="seconds") if row and row[0] else None
