"""What the doctor says of files of documents: room, files that are lost, files that nobody names."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from shared.database import plain_url
from stack.doctor import documents
from tests.support.bench import Bench
from tests.support.documents import add, erase, file_of, keep


def wrong(environ: dict[str, str]) -> dict[str, str]:
    return {one.name: one.said for one in documents.findings(environ) if not one.well}


@pytest.fixture(autouse=True)
def roomy_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the disk of this machine holds."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: (100 << 30, 50 << 30, 50 << 30))


def test_lost_files_and_files_that_nobody_names_are_counted(bench: Callable[..., Bench], tmp_path: Path) -> None:
    url, cases = bench("cases").settings.database_url, tmp_path / "cases"
    environ = {"OPORA_DOCUMENTS": str(tmp_path), "CASES_DATABASE_URL": url}
    environ |= {f"{other}_DATABASE_URL": url.replace("127.0.0.1", "127.0.0.2") for other in ("REFERRALS", "VOLUNTEERS")}
    with psycopg.connect(plain_url(url), autocommit=True) as database:
        whole, gone, lost = (add(database, cases) for _ in range(3))
        young, old = keep(cases), keep(cases)
        os.utime(file_of(cases, old), (0, 0))
        erase(database, cases, gone)
        assert wrong(environ) == {"files of cases": "1 older than a day belong to no document"}
        file_of(cases, old).unlink()
        assert wrong(environ) == {}
        file_of(cases, lost).unlink()
        assert wrong(environ) == {"documents of cases": "1 of 2 have lost their file"}
    assert file_of(cases, whole).exists()
    assert file_of(cases, young).exists()


@pytest.mark.parametrize(("total", "free", "well"), [(100, 11, True), (100, 9, False), (5, 1, True), (5, 0.9, False)])
def test_little_room_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, total: float, free: float, well: bool
) -> None:
    sizes = int(total * 2**30), 0, int(free * 2**30)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: sizes)
    room = next(documents.findings({"OPORA_DOCUMENTS": str(tmp_path)}))
    assert (room.name, room.well) == ("room for documents", well)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    room = next(documents.findings({"OPORA_DOCUMENTS": str(tmp_path / "nowhere")}))
    assert (room.name, room.well) == ("documents", False)
