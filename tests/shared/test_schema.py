"""Whether a release can work on the schema that it finds: an older or a foreign one is refused."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from sqlalchemy import text

from shared import schema
from shared.database import migrate
from shared.schema import OWN, SHARED, ForeignSchema
from tests.support.bench import Bench
from tests.support.releases import upgrade_beyond


def forget(bench: Bench, history: str, name: str) -> None:
    with bench.session() as session:
        session.execute(
            text("delete from applied_migrations where history = :history and name = :name"),
            {"history": history, "name": name},
        )


@pytest.mark.parametrize("history", [SHARED, OWN])
def test_a_service_is_not_ready_on_a_schema_that_lacks_a_migration(history: str, bench: Callable[..., Bench]) -> None:
    b = bench("cases")
    assert b.nobody.get("/cases/health/ready").status == 200
    forget(b, history, max(schema.known("cases")[history]))
    answer = b.nobody.get("/cases/health/ready")
    assert (answer.status, answer.json) == (503, {"status": "old schema"})


def test_a_schema_of_another_release_that_lacks_what_is_needed_is_refused_by_name(bench: Callable[..., Bench]) -> None:
    b = bench("cases")
    upgrade_beyond("cases", b.settings.database_url)
    forget(b, OWN, "0001_cases")
    with pytest.raises(ForeignSchema, match="9000_next_release"):
        migrate("cases", b.settings.database_url)


def test_migrate_says_in_one_line_that_a_schema_is_foreign(bench: Callable[..., Bench]) -> None:
    b = bench("cases")
    upgrade_beyond("cases", b.settings.database_url)
    forget(b, SHARED, "0001_events")
    variables = {"CASES_DATABASE_URL": b.settings.database_url, "OPORA_SECRETS": str(b.settings.secrets)}
    done = subprocess.run(
        [sys.executable, "-m", "shared.database", "migrate", "cases"],
        env=os.environ | variables | {"KAFKA_BOOTSTRAP": "127.0.0.1:1", "OPORA_SECRET": "x" * 32},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "opora: cases: the schema (alembic_version_shared) is another release's" in done.stderr


def test_a_database_of_before_names_were_kept_is_told_what_it_has(bench: Callable[..., Bench]) -> None:
    b = bench("cases")
    with b.session() as session:
        session.execute(text("drop table applied_migrations, business_clock"))
        session.execute(text("drop function business_time_ahead"))
        session.execute(text("update alembic_version_shared set version_num = '0003'"))
    assert b.nobody.get("/cases/health/ready").status == 503
    migrate("cases", b.settings.database_url)
    with b.session() as session:
        assert schema.applied(session) == schema.known("cases")
