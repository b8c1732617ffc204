"""Backup and restore of the embedded stack: one moment of all databases, put back in place of everything."""

import hashlib
import json
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from shared.config import SERVICES
from shared.database import plain_url
from stack import databases
from stack.backups import embedded, mark
from stack.backups.cut import cut
from stack.backups.manifest import WrongBackup
from stack.home import Home
from stack.options import environment_of
from stack.ports import free_port
from stack.postgres import Postgres, binaries
from tests.stack.test_stack import Stack, opora
from tests.support.documents import add, contents, erase, file_of, keep
from tests.support.server import own_server
from tests.support.waiting import until

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    stack = Stack(tmp_path_factory.mktemp("backup") / "home", free_port())
    try:
        done = stack.up()
        assert done.returncode == 0, done.stderr
        yield stack
    finally:
        stack.down()


def url(stack: Stack, service: str) -> str:
    ports = json.loads((stack.home / "ports.json").read_text())
    password = (stack.home / "secrets" / f"database-{service}").read_text()
    return f"postgresql+psycopg://{service}:{password}@127.0.0.1:{ports['postgres']}/{service}"


def connect(stack: Stack, service: str) -> "psycopg.Connection[Any]":
    return psycopg.connect(url(stack, service).replace("+psycopg", ""), autocommit=True)


def people(stack: Stack, service: str = "identity", table: str = "people") -> set[Any]:
    with connect(stack, service) as connection:
        return {id for (id,) in connection.execute(f"select id from {table}")}


def registered(stack: Stack, name: str) -> bool:
    done = opora("admin", "create", f"{name}@administrator.example", "--home", str(stack.home))
    return done.returncode == 0


def test_no_effect_is_in_the_moment_without_its_cause(stack: Stack) -> None:
    """An effect that is on its way when the moment comes is waited for; one that begins then waits for it."""
    effect = connect(stack, "cases")
    effect.execute("begin; insert into inbox (event_id) values (gen_random_uuid())")
    seen: list[int] = []

    def take() -> None:
        with cut({service: url(stack, service) for service in SERVICES}) as readers:
            seen.append(readers["cases"].execute("select count(*) from inbox").fetchone()[0])  # type: ignore[index]

    taking = threading.Thread(target=take)
    taking.start()
    with connect(stack, "cases") as watching:
        waits = "select count(*) from pg_locks where relation = 'inbox'::regclass and not granted"
        until(lambda: watching.execute(waits).fetchone() == (1,))
        before = watching.execute("select count(*) from inbox").fetchone()[0]  # type: ignore[index]
        effect.execute("commit")
        taking.join(20)
        assert seen == [before + 1]
    effect.close()


def test_what_was_there_is_there_again_and_what_came_after_is_not(stack: Stack, tmp_path: Path) -> None:
    documents = stack.home / "documents"
    with connect(stack, "cases") as cases, connect(stack, "volunteers") as volunteers:
        kept = [add(cases, documents / "cases") for _ in range(2)]
        kept.append(add(volunteers, documents / "volunteers"))
    files = contents(documents)
    assert len(files) == len(kept)
    keep(documents / "cases")
    assert registered(stack, "before")
    until(lambda: people(stack) == people(stack, "cases", "known_people"))
    before = people(stack)
    done = stack.opora("backup", str(tmp_path))
    assert done.returncode == 0, done.stderr
    (backup,) = tmp_path.iterdir()
    assert {stat.S_IMODE(file.stat().st_mode) for file in backup.rglob("*") if file.is_file()} == {0o600}
    assert registered(stack, "after")
    with connect(stack, "cases") as cases:
        erase(cases, documents / "cases", kept[0])
        add(cases, documents / "cases")
    assert stack.opora("restore", str(backup)).returncode == 1, "the stack runs"
    stack.down()
    assert "--yes" in stack.opora("restore", str(backup)).stderr
    done = stack.opora("restore", str(backup), "--yes")
    assert done.returncode == 0, done.stderr
    assert stack.up().returncode == 0
    assert people(stack) == before
    assert contents(documents) == files
    assert registered(stack, "later")
    until(lambda: len(people(stack, "cases", "known_people")) == len(before) + 1)
    assert people(stack) == people(stack, "cases", "known_people")


def test_the_doctor_says_that_all_is_well_or_what_is_not(stack: Stack) -> None:
    done = stack.opora("doctor", "--wrong")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout
    secret = stack.home / "secrets" / "secret"
    secret.chmod(0o644)
    done = stack.opora("doctor", "--wrong")
    secret.chmod(0o600)
    assert (done.returncode, "others can read secret: chmod 600" in done.stdout) == (1, True)


def test_a_backup_links_what_the_former_one_has_and_fails_where_a_row_has_no_file(stack: Stack, tmp_path: Path) -> None:
    cases = stack.home / "documents" / "cases"
    with connect(stack, "cases") as database:
        old, gone, rotten = add(database, cases), add(database, cases), add(database, cases)
        first = make(stack, tmp_path).rename(tmp_path / "opora-20200101T000000Z")
        file_of(first / "documents" / "cases", rotten).write_bytes(b"rotten")
        erase(database, cases, gone)
        new = add(database, cases)
        second = make(stack, tmp_path) / "documents" / "cases"
        assert file_of(second, old).samefile(file_of(first / "documents" / "cases", old))
        assert (file_of(second, new).exists(), file_of(second, gone).exists()) == (True, False)
        assert file_of(second, rotten).read_bytes() == file_of(cases, rotten).read_bytes()
        whole = file_of(cases, old).rename(tmp_path / "away")
        done = stack.opora("backup", str(tmp_path / "third"))
        assert (done.returncode, f"1 documents of cases have no file, {old}" in done.stderr) == (1, True), done.stderr
        assert list((tmp_path / "third").iterdir()) == []
        whole.rename(file_of(cases, old))
    with pytest.raises(WrongBackup, match=f"{rotten} is damaged"):
        embedded.check(Home(stack.home), first)


OUTSIDE_DOCKER = """
set -euo pipefail
umask 077
source stack/compose/host.sh
source stack/compose/life.sh
in_operator() { "$PYTHON" -m "$@"; }
job() {
    local url=${3^^}_DATABASE_URL
    "$TOOLS/pg_dump" --dbname="${!url/+psycopg/}" "${@:4}" | tee "$FOLDER/copy"
    sha256sum <"$FOLDER/copy" >&2
    rm "$FOLDER/copy"
}
copy_all "$FOLDER" "$FORMER"
"""


def test_the_scripts_of_the_compose_stack_make_the_same_backup(stack: Stack, tmp_path: Path) -> None:
    """Their containers are processes here."""
    with connect(stack, "cases") as database:
        for _ in range(3):
            add(database, stack.home / "documents" / "cases")
    former = make(stack, tmp_path)
    (tmp_path / "second").mkdir()
    variables = environment_of(Home(stack.home)) | {
        "PYTHON": sys.executable,
        "TOOLS": str(binaries()),
        "FOLDER": str(tmp_path / "second"),
        "FORMER": str(former),
    }
    done = subprocess.run(["bash", "-c", OUTSIDE_DOCKER], env=variables, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    first, second = (embedded.check(Home(stack.home), folder) for folder in (former, tmp_path / "second"))
    assert second.documents == first.documents
    assert second.documents["cases"].files >= 3
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "second").rglob("*") if file.is_file()} == {0o600}


def make(stack: Stack, folder: Path) -> Path:
    home = Home(stack.home)
    return embedded.make(home, folder, environment_of(home))


@pytest.fixture(scope="module")
def made(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of the stack, which is down from then on."""
    folder = tmp_path_factory.mktemp("made")
    assert stack.opora("backup", str(folder)).returncode == 0
    stack.down()
    return next(folder.iterdir())


@pytest.fixture
def backup(made: Path, tmp_path: Path) -> Path:
    """One that may be damaged."""
    return Path(shutil.copytree(made, tmp_path / made.name))


@contextmanager
def postgres_alone(stack: Stack) -> Iterator[None]:
    """The databases of a stack that is down, where it has them."""
    ports = json.loads((stack.home / "ports.json").read_text())
    postgres = Postgres(stack.home, ports["postgres"]).start()
    try:
        yield
    finally:
        postgres.stop()


def truncate(dump: Path) -> None:
    dump.write_bytes(dump.read_bytes()[: dump.stat().st_size * 2 // 3])


def test_a_damaged_backup_is_refused_by_name_and_the_data_stay(stack: Stack, backup: Path) -> None:
    manifest, dump = backup / "manifest.json", backup / "volunteers.dump"
    with postgres_alone(stack):
        before = people(stack)
    truncate(dump)
    for _ in range(2):
        refused = stack.opora("restore", str(backup), "--yes")
        assert (refused.returncode, "volunteers.dump is damaged" in refused.stderr) == (1, True), refused.stderr
        content = json.loads(manifest.read_text())
        content["dumps"]["volunteers"]["sha256"] = hashlib.sha256(dump.read_bytes()).hexdigest()
        manifest.write_text(json.dumps(content))  # now it is what was written, and still no whole dump
    with postgres_alone(stack):
        assert before
        assert people(stack) == before


def test_a_restore_that_was_cut_short_is_named_and_can_be_run_again(stack: Stack, backup: Path) -> None:
    with postgres_alone(stack):
        before = people(stack)
    home, dump = Home(stack.home), backup / "volunteers.dump"
    manifest, whole = embedded.check(home, backup), dump.read_bytes()
    truncate(dump)
    with pytest.raises(subprocess.CalledProcessError):
        embedded.put_back(home, backup, manifest)
    dump.write_bytes(whole)
    for verb in ("up", "status", "doctor"):
        done = stack.up() if verb == "up" else stack.opora(verb)
        assert done.returncode != 0
        assert mark.SAID in done.stdout + done.stderr, verb
    assert json.loads(stack.opora("status", "--json").stdout)["restoring"]
    assert stack.opora("restore", str(backup), "--yes").returncode == 0
    done = stack.up()
    assert done.returncode == 0, done.stderr
    assert mark.SAID not in stack.opora("status").stdout
    assert people(stack) == before


def test_a_restore_is_marked_for_every_role_whichever_database_is_gone() -> None:
    with own_server() as (server, postgres):
        passwords = dict.fromkeys(SERVICES, "password")
        postgres.ensure_databases(passwords)
        environ = {f"{service.upper()}_DATABASE_URL": postgres.url(service, service) for service in SERVICES}
        with psycopg.connect(plain_url(server.admin_url), autocommit=True) as superuser:
            assert not mark.is_seen(environ)
            mark.put(superuser)
            for service in SERVICES:
                databases.drop(superuser, [service])
                assert mark.is_seen(environ), f"{service} is gone"
                databases.ensure(superuser, {service: "password"})
            mark.take_away(superuser)
            assert not mark.is_seen(environ)
