"""The embedded PostgreSQL: closed between services, and back after every kind of end."""

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from stack.compose import region
from stack.ports import free_port
from stack.postgres import Postgres
from tests.support import ordinary

PASSWORDS = {"cases": "one", "referrals": "two"}


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[Postgres]:
    server = Postgres(tmp_path, free_port(), fsync=False).start()
    server.ensure_databases(PASSWORDS)
    yield server
    server.stop()


def open_(server: Postgres, database: str, role: str) -> psycopg.Connection:
    return psycopg.connect(server.url(database, role).replace("+psycopg", ""), autocommit=True)


def test_a_service_reaches_its_own_database_and_no_other(postgres: Postgres) -> None:
    with open_(postgres, "cases", "cases") as own:
        own.execute("create table marks (id int)")
    for foreign in ("referrals", "postgres", "template1"):
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            open_(postgres, foreign, "cases")


def test_a_wrong_password_is_refused(postgres: Postgres) -> None:
    address = postgres.url("cases", "cases").replace("+psycopg", "").replace(":one@", ":two@")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(address)


def test_databases_are_made_once_and_kept(postgres: Postgres) -> None:
    with open_(postgres, "cases", "cases") as own:
        own.execute("create table marks (id int)")
    postgres.ensure_databases(PASSWORDS | {"volunteers": "three"})
    with open_(postgres, "cases", "cases") as own:
        assert own.execute("select count(*) from marks").fetchone() == (0,)
    open_(postgres, "volunteers", "volunteers").close()


def test_a_role_has_limits_that_it_cannot_lift(postgres: Postgres) -> None:
    with open_(postgres, "cases", "cases") as own:
        limit = own.execute("select rolconnlimit from pg_roles where rolname = 'cases'").fetchone()
        assert limit == (100,)
        assert own.execute("show temp_file_limit").fetchone() == ("1GB",)
        for statement in ("set temp_file_limit = -1", "alter role cases connection limit -1"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                own.execute(statement)


def test_it_listens_on_loopback_alone_and_has_no_socket_file(postgres: Postgres) -> None:
    assert postgres.process is not None
    served = psutil.Process(postgres.process.pid).net_connections()
    assert {end.laddr.ip for end in served if end.status == psutil.CONN_LISTEN} == {"127.0.0.1"}
    with open_(postgres, "postgres", "postgres") as connection:
        assert connection.execute("show unix_socket_directories").fetchone() == ("",)


def test_the_server_never_runs_as_root_and_others_cannot_read_its_data(postgres: Postgres) -> None:
    assert postgres.process is not None
    assert psutil.Process(postgres.process.pid).uids().effective != 0
    assert stat.S_IMODE(postgres.data.stat().st_mode) == 0o700
    password = postgres.home / "secrets" / "postgres-superuser"
    assert stat.S_IMODE(password.stat().st_mode) == 0o600


def test_committed_rows_survive_a_killed_server_and_its_stale_lock_is_no_hindrance(tmp_path: Path) -> None:
    server = Postgres(tmp_path, free_port()).start()
    server.ensure_databases(PASSWORDS)
    with open_(server, "cases", "cases") as own:
        own.execute("create table marks as select 7 as id")
    assert server.process is not None
    os.kill(server.process.pid or 0, signal.SIGKILL)
    server.process.reap(5)
    assert (server.data / "postmaster.pid").exists()
    again = Postgres(tmp_path, free_port()).start()
    again.ensure_databases(PASSWORDS)
    with open_(again, "cases", "cases") as own:
        assert own.execute("select id from marks").fetchone() == (7,)
    again.stop()


def test_an_initdb_that_was_cut_short_is_done_again(tmp_path: Path) -> None:
    half = tmp_path / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("1")
    server = Postgres(tmp_path, free_port(), fsync=False).start()
    server.stop()
    assert not half.exists()


def test_a_home_behind_closed_folders_and_with_a_very_long_path_works(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    server = Postgres(closed / ("long" * 40), free_port(), fsync=False).start()
    assert server.answers()
    server.stop()


ONE_START = """
import sys; from pathlib import Path
from stack.ports import free_port; from stack.postgres import Postgres
from tests.support import ordinary
server = Postgres(Path(sys.argv[1]), free_port(), fsync=False).start()
print(server.answers(), server.process.pid > 0); server.stop()
"""


@ordinary.needed
@pytest.mark.parametrize("uid", [65534, 23456], ids=["listed in passwd", "not listed"])
def test_it_runs_as_an_ordinary_account(uid: int) -> None:
    with ordinary.home(uid) as folder:
        done = ordinary.run(uid, "-c", ONE_START, str(folder))
        assert done.stdout == "True True\n", done.stderr
        assert {file.stat().st_uid for file in folder.rglob("*")} == {uid}


def test_how_far_the_sample_region_has_come_lives_and_dies_with_the_data(postgres: Postgres) -> None:
    with open_(postgres, "postgres", "postgres") as superuser:
        assert region.state(superuser) == region.NONE
        postgres.ensure_databases({"identity": "four"})
        with open_(postgres, "identity", "identity") as owner:
            region.remember(owner, region.BEGUN)
        assert region.state(superuser) == region.BEGUN
        postgres.drop_databases(["identity"])
        assert region.state(superuser) == region.NONE
