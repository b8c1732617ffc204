"""What a manifest says of a backup, and which of them this release refuses."""

import json
from collections.abc import Callable, Collection
from pathlib import Path
from uuid import UUID

import pytest

from shared import schema
from shared.config import SERVICES
from shared.ids import uuid7
from stack.backups.manifest import Dump, Manifest, WrongBackup, key_ids
from stack.documents import copies, folder
from stack.documents.folder import KEEPERS
from stack.secrets import ensure_secrets


def test_a_backup_of_a_newer_schema_will_do_and_one_of_another_release_will_not() -> None:
    def check(change: Callable[[set[str]], set[str]]) -> None:
        schemas = {
            service: {history: sorted(change(names)) for history, names in schema.known(service).items()}
            for service in SERVICES
        }
        Manifest("2026-11-22T00:00:00Z", "a release", False, schemas, {}, {}).check(demo=False, keys={})

    check(lambda names: names)
    check(lambda names: names | {"9000_next"})
    check(lambda names: names - {max(names)})
    with pytest.raises(WrongBackup, match="install a release, then restore"):
        check(lambda names: names - {max(names)} | {"9000_foreign"})


def test_a_backup_that_was_made_by_a_newer_release_is_refused() -> None:
    for text in ("", "{}", '{"format": 4}', '{"format": 1, "made_at": ""}'):
        with pytest.raises(WrongBackup):
            Manifest.read(text)


def test_a_backup_that_was_made_before_there_were_documents_will_do() -> None:
    dumps = {service: Dump(f"{service}.dump", "0" * 64, 1) for service in SERVICES}
    documents = dict.fromkeys(KEEPERS, copies.Files(0, 0, "0" * 64))
    content = json.loads(Manifest("2026-11-22T00:00:00Z", "a release", False, {}, {}, dumps, documents).text())
    assert set(Manifest.read(json.dumps(content)).documents) == set(KEEPERS)
    del content["documents"]["cases"]
    with pytest.raises(WrongBackup, match="does not name all documents"):
        Manifest.read(json.dumps(content))
    del content["documents"]
    assert Manifest.read(json.dumps(content | {"format": 2})).documents == {}


def test_keys_that_an_older_copy_of_the_secrets_lacks_are_asked_for_where_the_backup_needs_them(tmp_path: Path) -> None:
    ensure_secrets(tmp_path, SERVICES)
    keys = key_ids(tmp_path)
    (tmp_path / "keyring-documents.json").unlink()
    of_before = {audience: kids for audience, kids in keys.items() if audience != "documents"}
    Manifest("2026-11-22T00:00:00Z", "", False, {}, of_before, {}).check(demo=False, keys=key_ids(tmp_path))
    with pytest.raises(WrongBackup, match=r"keyring-documents\.json"):
        Manifest("2026-11-22T00:00:00Z", "", False, {}, keys, {}).check(demo=False, keys=key_ids(tmp_path))


def test_a_file_that_is_erased_while_a_backup_is_made_is_no_fault() -> None:
    """It is gone a moment before its row says so."""
    id, asked = uuid7(), []

    def still(lacking: Collection[UUID]) -> set[UUID]:
        asked.append(lacking)
        return set(lacking) if len(asked) == 1 else set()

    copies.ensure_whole("cases", {id}, {}, still)
    assert len(asked) == 2


@pytest.mark.parametrize("name", ["../../secrets/secret", "cases/01a2039e-48f4-7269-9853-268c88c50be5", "ab/x"])
def test_a_list_that_names_what_is_no_document_is_refused(tmp_path: Path, name: str) -> None:
    list_ = tmp_path / "documents" / "cases.sha256"
    list_.parent.mkdir()
    list_.write_text(f"{'0' * 64}  {name}\n")
    assert copies.damaged(tmp_path, "cases", copies.Files(1, 1, copies.checksum(list_))) == "documents/cases.sha256"


def test_a_link_is_cleared_away_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    """An operator may have moved one of the folders to another disk."""
    elsewhere, cases = tmp_path / "elsewhere", tmp_path / "cases"
    for place in (elsewhere, cases / "7f"):
        place.mkdir(parents=True)
        (place / "file").touch()
    (cases / "80").symlink_to(elsewhere)
    folder.clear(cases)
    assert list(cases.iterdir()) == []
    assert (elsewhere / "file").exists()
