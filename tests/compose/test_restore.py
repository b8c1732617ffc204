"""The drill: a backup under load, everything destroyed, Kafka included, a new installation, a restore."""

import hashlib
import json
import os
import shutil
import signal
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest

from stack.backups import mark
from stack.demo.play.office import Town
from stack.documents.folder import KEEPERS
from tests.compose.conftest import Installed, run
from tests.compose.documents import documents, keep_document
from tests.compose.load import Load, told_in_all, without_a_case
from tests.compose.post import PostOffice
from tests.support.waiting import until

pytestmark = [pytest.mark.compose, pytest.mark.long, pytest.mark.timeout(2400)]

BEFORE, AFTER = 6, 4
FILES = {
    "documents",
    "manifest.json",
    *(f"{name}.dump" for name in ("identity", "referrals", "cases", "volunteers", "notifications")),
}

LOSES_SOME = """#!/bin/bash
if [[ "$*" == *"pg_dump referrals"* ]]; then
    {docker} "$@" | {{ head -c 20000; cat >/dev/null; }}
else
    exec {docker} "$@"
fi
"""
"""Between pg_dump and the host: what it says is all well."""

ROWS = """
import json, os, psycopg
from shared.config import database_url
from shared.database import plain_url
with psycopg.connect(plain_url(database_url(os.environ["OPORA_SERVICE"]))) as connection:
    print(json.dumps(connection.execute(os.environ["QUERY"]).fetchall(), default=str))
"""


def rows(stack: Installed, service: str, query: str) -> list[Any]:
    found: list[Any] = json.loads(stack.python(service, ROWS, QUERY=query))
    return found


def column(stack: Installed, service: str, query: str) -> set[str]:
    return {row[0] for row in rows(stack, service, query)}


def test_what_was_done_before_a_backup_survives_the_loss_of_everything(
    stack: Installed, mails: PostOffice, tmp_path: Path
) -> None:
    for service in KEEPERS:
        keep_document(stack, service)
    kept = {service: documents(stack, service) for service in KEEPERS}
    before, backup = backed_up_under_load(stack, mails, tmp_path / "backups")
    keep_document(stack, "cases")
    stack.remove()
    assert stack.install("--yes").returncode == 0
    refused = stack.opora("restore", str(backup))
    assert (refused.returncode, "--yes" in refused.stderr) == (2, True)
    for worker in ("identity-worker", "referrals-worker", "notifications-worker"):
        stack.stop(worker)
    sent = len(mails.ids)
    done = stack.opora("restore", str(backup), "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert {service: documents(stack, service) for service in KEEPERS} == kept
    with Town(stack.address, "opora-demo", "en") as town:
        load = Load(town)
        assert without_a_case(load.worker, before) == []
        assert told_in_all(load.referrer, before)
        the_services_agree(stack)
        assert len(mails.ids) == sent, "nothing of before is mailed"
        life_goes_on(load)
    until(lambda: len(mails.ids) >= sent + AFTER, 120, every=0.3)
    assert mails.twice == set()


def backed_up_under_load(stack: Installed, mails: PostOffice, folder: Path) -> tuple[list[str], Path]:
    """The referrals that were accepted before the backup began, and where it lies. Mails go out after it."""
    with Town(stack.address, "opora-demo", "en") as town:
        load = Load(town)
        load.start()
        load.has_done(BEFORE)
        before = list(load.accepted)
        done = stack.opora("backup", str(folder))
        assert done.returncode == 0, done.stdout + done.stderr
        sent = len(mails.ids)
        load.has_done(AFTER)
        load.stop.set()
        load.join(60)
        until(lambda: len(mails.ids) > sent, 60, every=0.3)
        until(lambda: told_in_all(load.referrer, load.accepted), 120, every=0.3)
    (backup,) = folder.iterdir()
    assert {file.name for file in backup.iterdir()} == FILES
    assert {stat.S_IMODE(file.stat().st_mode) for file in backup.rglob("*") if file.is_file()} == {0o600}
    return before, backup


def the_services_agree(stack: Installed) -> None:
    """Each has the same cases, each case a referral that knows it, and nothing is on the road or in trouble."""
    opened = column(stack, "referrals", "select id from referrals where status in ('case_opened', 'case_closed')")
    cases = dict(rows(stack, "cases", "select referral, id from cases"))
    assert opened == set(cases)
    assert dict(rows(stack, "notifications", "select referral, id from known_cases")) == cases
    people = column(stack, "identity", "select id from people")
    for service in ("referrals", "cases", "volunteers", "notifications"):
        assert column(stack, service, "select id from known_people") == people
    shown = json.loads(stack.opora("status", "--json").stdout)
    assert shown["healthy"]
    assert {name for one in shown["events"].values() for name in ("parked", "dead", "unsent") if one[name]} == set()


def life_goes_on(load: Load) -> None:
    load.start()
    load.has_done(AFTER)
    load.stop.set()
    load.join(60)
    assert load.problem is None
    until(lambda: without_a_case(load.worker, load.accepted) == [], 120, every=0.3)
    until(lambda: told_in_all(load.referrer, load.accepted), 120, every=0.3)


def test_what_came_after_a_backup_is_taken_back_though_kafka_tells_of_it(stack: Installed, small_backup: Path) -> None:
    with Town(stack.address, "opora-demo", "en") as town:
        later = Load(town)
        later.start()
        later.has_done(2)
        later.stop.set()
        later.join(60)
        until(lambda: told_in_all(later.referrer, later.accepted), 120, every=0.3)
    kept = documents(stack, "cases")
    keep_document(stack, "cases")
    assert len(documents(stack, "cases")) == len(kept) + 1
    done = stack.opora("restore", str(small_backup), "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert column(stack, "referrals", "select id from referrals") & set(later.accepted) == set()
    assert documents(stack, "cases") == kept
    the_services_agree(stack)
    with Town(stack.address, "opora-demo", "en") as town:
        life_goes_on(Load(town))


def test_a_backup_that_fails_leaves_nothing(stack: Installed, tmp_path: Path) -> None:
    stack.stop("postgres")
    try:
        done = stack.opora("backup", str(tmp_path))
    finally:
        stack.start("postgres")
        assert stack.opora("up").returncode == 0
    assert (done.returncode, "no backup was made" in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda content: content["schemas"]["cases"].update(alembic_version=["9999_foreign"]), "not this release"),
        (lambda content: content["keys"].update(family=["lost"]), "keyring-family.json"),
        (lambda content: content.update(demo=False), "demo"),
        (lambda content: content["dumps"].pop("cases"), "each database"),
        (lambda content: content["dumps"]["cases"].update(sha256="0" * 64), "damaged"),
    ],
)
def test_what_cannot_be_restored_here_is_refused_and_changes_nothing(
    stack: Installed, small_backup: Path, change: Any, says: str
) -> None:
    manifest = small_backup / "manifest.json"
    kept = manifest.read_text()
    content = json.loads(kept)
    change(content)
    manifest.write_text(json.dumps(content))
    try:
        done = stack.opora("restore", str(small_backup), "--yes")
    finally:
        manifest.write_text(kept)
    assert (done.returncode, says in done.stderr) == (1, True), done.stderr
    assert json.loads(stack.opora("status", "--json").stdout)["healthy"]


def test_a_dump_that_is_cut_off_is_refused_by_name_and_the_data_stay(stack: Installed, small_backup: Path) -> None:
    """Whether its checksum tells, or a checksum of what arrived would agree."""
    manifest, dump = small_backup / "manifest.json", small_backup / "cases.dump"
    kept, whole, before = manifest.read_text(), dump.read_bytes(), column(stack, "cases", "select id from cases")
    dump.write_bytes(whole[: len(whole) * 2 // 3])
    try:
        for sha256 in (hashlib.sha256(whole).hexdigest(), hashlib.sha256(dump.read_bytes()).hexdigest()):
            content = json.loads(kept)
            content["dumps"]["cases"]["sha256"] = sha256
            manifest.write_text(json.dumps(content))
            done = stack.opora("restore", str(small_backup), "--yes")
            assert (done.returncode, "opora: cases.dump is damaged" in done.stderr) == (1, True), done.stderr
    finally:
        manifest.write_text(kept)
        dump.write_bytes(whole)
    assert column(stack, "cases", "select id from cases") == before
    assert json.loads(stack.opora("status", "--json").stdout)["healthy"]


def test_a_dump_that_does_not_arrive_whole_is_no_backup(stack: Installed, tmp_path: Path) -> None:
    shim = tmp_path / "bin" / "docker"
    shim.parent.mkdir()
    shim.write_text(LOSES_SOME.format(docker=shutil.which("docker")))
    shim.chmod(0o755)
    path = f"{shim.parent}:{os.environ['PATH']}"
    done = run(stack.folder, "opora", "backup", str(tmp_path / "backups"), PATH=path)
    assert (done.returncode, "referrals.dump is not what pg_dump wrote" in done.stderr) == (1, True), done.stderr
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_restore_that_was_killed_is_named_and_can_be_run_again(stack: Installed, tmp_path: Path) -> None:
    before = column(stack, "referrals", "select id from referrals")
    assert stack.opora("backup", str(tmp_path)).returncode == 0
    (backup,) = tmp_path.iterdir()
    command = [stack.folder / "opora", "restore", str(backup), "--yes"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as restoring:
        assert restoring.stdout
        assert any("identity is there" in line for line in restoring.stdout)
        os.killpg(restoring.pid, signal.SIGKILL)
    for verb in ("status", "doctor", "up", "backup"):
        done = stack.opora(verb)
        assert (done.returncode, mark.SAID in done.stdout + done.stderr) == (1, True), verb
    done = stack.opora("restore", str(backup), "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert column(stack, "referrals", "select id from referrals") == before
    the_services_agree(stack)


@pytest.fixture(scope="module")
def small_backup(stack: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backups")
    assert stack.opora("backup", str(folder)).returncode == 0
    return next(folder.iterdir())
