"""What lies on the disk: kept before its row, gone when nothing came of it, and what a crash leaves is swept."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from shared.documents.checking import files_without_a_row, rows_without_a_file
from shared.documents.incoming import Incoming, TooLarge
from shared.documents.problems import NoRoom
from shared.documents.store import Store, store_of
from shared.eventing.sealing import KeyRing
from shared.ids import uuid7
from tests.cases.region import Opened
from tests.documents.files import PDF, send
from tests.documents.test_documents_of_a_case import added, files

DAY_S = 86_400


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cases", KeyRing("k1", {"k1": bytes(32)}), chunk=16, free_at_least=0)


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """A full disk, as far as a process can have one of its own."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_what_comes_in_is_under_its_name_only_when_it_is_kept(store: Store) -> None:
    incoming = Incoming(store, 100)
    incoming.write(b"court ")
    incoming.write(b"decision of March the first")
    assert files(store.folder) == [f"{incoming.id}.part"]
    incoming.finish()
    with incoming.open() as reading:
        assert reading.read() == b"court decision of March the first"
    incoming.keep()
    incoming.discard()
    assert files(store.folder) == [str(incoming.id)]


def test_what_is_not_kept_leaves_nothing(store: Store) -> None:
    incoming = Incoming(store, 10)
    with pytest.raises(TooLarge):
        incoming.write(b"x" * 11)
    incoming.discard()
    assert files(store.folder) == []


def test_a_disk_that_fills_up_meanwhile_or_is_nearly_full_is_said_to_be(store: Store) -> None:
    incoming = Incoming(store, 1_000_000)
    with files_no_larger_than(5_000), pytest.raises(NoRoom):
        incoming.write(bytes(100_000))
    incoming.discard()
    with pytest.raises(NoRoom):
        Incoming(replace(store, free_at_least=1 << 62), 10)
    assert files(store.folder) == []


def test_a_full_disk_is_told_to_the_sender_and_nothing_is_half_written(case: Opened, stored: Path) -> None:
    before = case.region.bench.counts()
    with files_no_larger_than(100_000):
        answer = send(case.region.worker.api, f"{case.path}/documents", PDF + bytes(3 << 20), kind="photo")
    assert (answer.status, answer.json["type"]) == (507, "urn:opora:problem:no_room")
    assert (case.region.bench.counts(), files(stored)) == (before, [])


def test_a_file_is_there_before_its_row_is_and_stays_when_the_row_is_not_committed(case: Opened, stored: Path) -> None:
    """As a crash between the two would have it: a file that no row names, swept when a day has passed."""
    bench = case.region.bench
    with bench.session() as session:
        session.execute(text("create function refuse() returns trigger language plpgsql as"
                             " 'begin raise exception ''no''; end'"))  # fmt: skip
        session.execute(text("create constraint trigger refuse after insert on documents deferrable initially deferred"
                             " for each row execute function refuse()"))  # fmt: skip
    assert send(case.region.worker.api, f"{case.path}/documents", kind="photo").status == 500
    assert len(files(stored)) == 1
    assert case.get("/documents").json["items"] == []
    with bench.session() as session:
        session.execute(text("drop function refuse cascade"))
    bench.tick(datetime.now(UTC))
    assert len(files(stored)) == 1, "its row might still come"
    _grow_old(stored)
    bench.tick(datetime.now(UTC))
    assert files(stored) == []


def test_the_sweep_takes_what_no_row_names_and_nothing_else(case: Opened, stored: Path) -> None:
    one = added(case).json
    folder = stored / one["id"][-2:]
    for name in (f"{uuid7()}.part", str(uuid7()), "no-document"):
        (folder / name).write_bytes(b"left")
    _grow_old(stored)
    (folder / "young.part").write_bytes(b"comes in")
    case.region.bench.tick(datetime.now(UTC))
    assert files(stored) == sorted([one["id"], "young.part"])


def test_an_operator_can_see_which_files_and_rows_do_not_belong_together(case: Opened, stored: Path) -> None:
    one, lost = added(case).json, added(case).json
    (stored / lost["id"][-2:] / lost["id"]).unlink()
    (stored / one["id"][-2:] / "left").touch()
    with case.region.bench.session() as session:
        store = store_of(session)
        assert [str(id) for id in rows_without_a_file(session, store)] == [lost["id"]]
        assert [file.name for file in files_without_a_row(session, store, datetime(2100, 1, 1, tzinfo=UTC))] == ["left"]


def test_a_lost_or_altered_file_is_said_to_be_unreadable_and_a_destroyed_key_gone(case: Opened, stored: Path) -> None:
    one = added(case).json
    file, path = stored / one["id"][-2:] / one["id"], f"/documents/{one['id']}/content"
    whole = file.read_bytes()
    for content in (whole[:-1], whole[:40], whole.replace(whole[-20:-10], bytes(10))):
        file.chmod(0o600)
        file.write_bytes(content)
        answer = case.get(path)
        assert (answer.status, answer.json["type"]) == (500, "urn:opora:problem:document_unreadable")
    file.unlink()
    assert case.get(path).status == 500
    file.write_bytes(whole)
    rings = case.region.bench.app.extensions["opora"].sessions.kw["info"]["keyrings"]
    ring = rings["documents"]
    try:
        rings["documents"] = KeyRing(ring.current, dict.fromkeys(ring.keys))
        answer = case.get(path)
    finally:
        rings["documents"] = ring
    assert (answer.status, answer.json["state"]) == (410, "key_destroyed")


def _grow_old(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            then = file.stat().st_mtime - DAY_S - 60
            os.utime(file, (then, then))
