"""Documents in a backup of the compose stack: linked, checked, and missed when they are lost."""

import json
from pathlib import Path

import pytest

from tests.compose.conftest import Installed
from tests.compose.documents import documents, keep_document

pytestmark = [pytest.mark.compose, pytest.mark.long, pytest.mark.timeout(1800)]


def test_a_second_backup_links_what_did_not_change_and_a_damaged_file_is_refused_by_name(
    stack: Installed, tmp_path: Path
) -> None:
    keep_document(stack, "volunteers")
    assert stack.opora("backup", str(tmp_path)).returncode == 0
    (first,) = tmp_path.iterdir()
    keep_document(stack, "volunteers")
    assert stack.opora("backup", str(tmp_path)).returncode == 0
    (second,) = set(tmp_path.iterdir()) - {first}
    old, new = files_in(first), files_in(second)
    assert (len(new), set(old) < set(new)) == (len(old) + 1, True)
    assert all(old[name].samefile(new[name]) for name in old)
    name = min(old)
    old[name].write_bytes(old[name].read_bytes()[1:])
    done = stack.opora("restore", str(second), "--yes")
    assert (done.returncode, f"documents/volunteers/{name} is damaged" in done.stderr) == (1, True), done.stderr
    assert json.loads(stack.opora("status", "--json").stdout)["healthy"]


def files_in(backup: Path) -> dict[str, Path]:
    folder = backup / "documents" / "volunteers"
    return {str(file.relative_to(folder)): file for file in folder.glob("*/*")}


def test_a_document_whose_file_is_lost_makes_no_backup(stack: Installed, tmp_path: Path) -> None:
    lose = "import os; os.rename(os.environ['FILE'], os.environ['TO'])"
    keep_document(stack, "volunteers")
    name = min(documents(stack, "volunteers"))
    file, away = f"/documents/volunteers/{name.replace('-', '')[-2:]}/{name}", "/documents/volunteers/away"
    stack.python("volunteers", lose, FILE=file, TO=away)
    try:
        done = stack.opora("backup", str(tmp_path))
        found = stack.opora("doctor", "--wrong").stdout
    finally:
        stack.python("volunteers", lose, FILE=away, TO=file)
    assert (done.returncode, f"{name} among them" in done.stderr) == (1, True), done.stderr
    assert "have lost their file" in found
    assert list(tmp_path.iterdir()) == []
