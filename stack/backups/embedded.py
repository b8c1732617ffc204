"""Backup and restore of an embedded stack, with the tools of its own PostgreSQL."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp
from uuid import UUID

import psycopg

from shared.config import SERVICES, database_url, kafka
from shared.database import migrate, plain_url
from shared.eventing.kafka import make_admin
from stack.backups import life
from stack.backups.cut import cut, export, moment
from stack.backups.manifest import NAME, Dump, Manifest, WrongBackup, key_ids
from stack.documents import copies, rows
from stack.documents.folder import KEEPERS
from stack.environment import database_urls
from stack.home import Home
from stack.ports import free_port
from stack.postgres import Postgres, binaries
from stack.secrets import database_passwords
from stack.topics import drop_topics

DAMAGED = "is damaged; nothing was changed: take another backup"

CATCHING_UP = timedelta(minutes=10)
"""Webs and workers start together here: what follows from events of before is written within this time."""


def make(home: Home, folder: Path, environ: Mapping[str, str]) -> Path:
    """A new backup in `folder`, or nothing there. Raises NoCut, Lacking and CalledProcessError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = Path(mkdtemp(prefix=".opora-", dir=folder))
    try:
        urls = {service: database_url(service, environ) for service in SERVICES}
        with cut(urls) as readers:
            made_at = moment()
            dumps = {name: _dump(urls[name], export(reader), partial) for name, reader in readers.items()}
            named = {service: rows.named(readers[service]) for service in KEEPERS}
        former = copies.former(folder)
        documents = {name: _copy(home, partial, former, name, urls[name], named[name]) for name in KEEPERS}
        manifest = Manifest.describe(made_at, version("opora"), home.demo, environ, dumps, documents)
        _write(partial / NAME, manifest.text())
        return partial.rename(folder / f"opora-{made_at.replace('-', '').replace(':', '')}")
    except BaseException:
        shutil.rmtree(partial)
        raise


def _copy(home: Home, partial: Path, former: Path | None, service: str, url: str, ids: set[UUID]) -> copies.Files:
    """The documents that the dump names. Raises Lacking."""
    sums = copies.copy(home.documents / service, partial, service, ids, former)
    with psycopg.connect(plain_url(url), autocommit=True) as database:
        copies.ensure_whole(service, ids, sums, lambda lacking: rows.still_named(database, lacking))
    return copies.described(sums, copies.size(partial, service, sums))


def check(home: Home, folder: Path) -> Manifest:
    """The manifest of a backup that can be put into this home. Raises WrongBackup."""
    if not (folder / NAME).is_file():
        raise WrongBackup(f"{folder} is no backup: name a folder opora-… that `opora backup` has made")
    manifest = Manifest.read((folder / NAME).read_text())
    if not (home.secrets / "keyring-family.json").exists():
        raise WrongBackup(f"{home.secrets} is empty: put the copy there that you keep apart")
    manifest.check(demo=home.demo, keys=key_ids(home.secrets))
    for dump in manifest.dumps.values():
        if not _is_whole(folder / dump.file, dump.sha256):
            raise WrongBackup(f"{dump.file} {DAMAGED}")
    for service, files in manifest.documents.items():
        if bad := copies.damaged(folder, service, files):
            raise WrongBackup(f"{bad} {DAMAGED}")
    return manifest


def _is_whole(file: Path, sha256: str) -> bool:
    """Whether it is what was written then, and pg_restore can read it to its end."""
    if not file.is_file() or copies.checksum(file) != sha256:
        return False
    return subprocess.run([binaries() / "pg_restore", "--file=/dev/null", file]).returncode == 0


def put_back(home: Home, folder: Path, manifest: Manifest) -> dict[str, int]:
    """In place of all that the home holds; its stack is down. Returns what `life.hold_effects` does."""
    with home.locked():
        home.region = "restoring"
        _forget_foreign_log()
        postgres = Postgres(home.path, free_port()).start()
        try:
            passwords = database_passwords(home.secrets, SERVICES)
            postgres.renew_databases(passwords)
            done = _fill(database_urls(postgres.port, passwords), folder, manifest)
            for service in KEEPERS:
                copies.put_back(folder, service, home.documents / service)
        finally:
            postgres.stop()
        home.region = "made" if home.demo else "none"
    return done


def _forget_foreign_log() -> None:
    """The embedded broker's log goes with the stack; another Kafka's holds what is taken back here."""
    if os.environ.get("KAFKA_BOOTSTRAP"):
        admin = make_admin(kafka("admin"))
        drop_topics(admin)
        admin.close()


def _fill(urls: Mapping[str, str], folder: Path, manifest: Manifest) -> dict[str, int]:
    for service, url in urls.items():
        _run("pg_restore", url, "--exit-on-error", "--single-transaction", str(folder / manifest.dumps[service].file))
        migrate(service, url)
    environ = {f"{service.upper()}_DATABASE_URL": url for service, url in urls.items()}
    done = life.hold_effects(environ)
    life.let_go(environ, CATCHING_UP)
    return done


def _dump(url: str, snapshot: str, folder: Path) -> Dump:
    file = folder / f"{url.rpartition('/')[2]}.dump"
    file.touch(mode=0o600)
    _run("pg_dump", url, "--format=custom", f"--snapshot={snapshot}", "--lock-wait-timeout=60s", f"--file={file}")
    return Dump(file.name, copies.checksum(file), file.stat().st_size)


def _run(tool: str, url: str, *arguments: str) -> None:
    """The password goes by the environment: arguments are seen by everyone on the machine."""
    given = psycopg.conninfo.conninfo_to_dict(plain_url(url))
    password = str(given.pop("password"))
    place = psycopg.conninfo.make_conninfo("", **given)
    subprocess.run(
        [binaries() / tool, f"--dbname={place}", "--no-owner", "--no-privileges", *arguments],
        env=os.environ | {"PGPASSWORD": password},
        check=True,
    )


def _write(file: Path, content: str) -> None:
    file.touch(mode=0o600)
    file.write_text(content)
