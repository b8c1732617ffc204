"""What ./opora does with documents on its way between a volume and a backup: the scripts themselves, without Docker."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from stack.documents import copies, folder
from tests.support.documents import contents, file_of, keep

CHECKOUT = Path(__file__).resolve().parents[2]
SCRIPTS = """
set -euo pipefail
source stack/compose/host.sh
source stack/compose/life.sh
in_operator() { "$PYTHON" -m "$@"; }
"""


class Machine:
    """A volume of cases, and backups beside it; the operator's container is a process here."""

    def __init__(self, path: Path) -> None:
        self.volumes, self.volume = path / "volumes", path / "volumes" / "cases"
        self.backups = path / "backups"

    def bash(self, command: str) -> "subprocess.CompletedProcess[str]":
        variables = {"PYTHON": sys.executable, "OPORA_DOCUMENTS": str(self.volumes), "PYTHONPATH": str(CHECKOUT)}
        return subprocess.run(
            ["bash", "-c", SCRIPTS + command],
            cwd=CHECKOUT,
            env=os.environ | variables | {"LANG": "ru_RU.UTF-8"},
            capture_output=True,
            text=True,
        )

    def back_up(self, ids: list[UUID]) -> Path:
        """The list of the backup that was made, documents/cases.sha256."""
        before = sorted(self.backups.glob("*"))
        new = self.backups / f"opora-{len(before)}" / "documents"
        new.mkdir(parents=True)
        former = before[-1] / "documents" if before else ""
        done = self.bash(f"copy_documents {new} '{former}' cases {' '.join(map(str, ids))}")
        assert done.returncode == 0, done.stderr
        return new / "cases.sha256"

    def damaged(self, file: Path) -> str:
        sum_ = hashlib.sha256(file.read_bytes()).hexdigest()
        return self.bash(f"damaged_document {file.parents[1]} documents/cases.sha256 {sum_}").stdout.strip()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_backup_holds_what_was_asked_for_and_its_list_is_what_the_manifest_names(machine: Machine) -> None:
    ids = [keep(machine.volume, size) for size in (0, 1, 3_000_000)]
    keep(machine.volume)
    made = machine.back_up(ids)
    kept = contents(machine.volume)
    assert contents(made.parent / "cases") == {name: kept[name] for name in kept if folder.id_of(name) in ids}
    assert copies.lines(copies.read_lines(made.read_text())) == made.read_text()
    assert machine.bash(f"size_of {made.parent / 'cases'}").stdout == "3000001"


def test_what_the_former_backup_has_whole_is_one_file_with_two_names(machine: Machine) -> None:
    ids = [keep(machine.volume) for _ in range(3)]
    first = machine.back_up(ids).parent / "cases"
    damaged, gone = file_of(first, ids[0]), file_of(machine.volume, ids[2])
    damaged.write_bytes(b"rotten")
    gone.unlink()
    new = keep(machine.volume)
    second = machine.back_up([*ids[:2], new]).parent / "cases"
    assert set(contents(second)) == {str(file_of(Path(), id)) for id in (*ids[:2], new)}
    assert file_of(second, ids[0]).read_bytes() == file_of(machine.volume, ids[0]).read_bytes()
    assert file_of(second, ids[1]).samefile(file_of(first, ids[1]))


@pytest.mark.parametrize("number", [0, 3])
def test_what_comes_back_is_what_was_there_and_nothing_else(machine: Machine, number: int) -> None:
    ids = [keep(machine.volume) for _ in range(number)]
    before = contents(machine.volume)
    made = machine.back_up(ids)
    keep(machine.volume)
    (machine.volume / "incoming").mkdir(parents=True, exist_ok=True)
    (machine.volume / "incoming" / "half").touch()
    done = machine.bash(f"cd {machine.backups} && put_documents {made.parent.relative_to(machine.backups)} cases")
    assert done.returncode == 0, done.stderr
    assert contents(machine.volume) == before


def test_a_backup_of_a_release_without_documents_leaves_none(machine: Machine, tmp_path: Path) -> None:
    keep(machine.volume)
    assert machine.bash(f"put_documents {tmp_path} cases").returncode == 0
    assert contents(machine.volume) == {}


def test_the_damaged_file_is_named(machine: Machine) -> None:
    ids = [keep(machine.volume) for _ in range(3)]
    made = machine.back_up(ids)
    assert machine.damaged(made) == ""
    file = file_of(made.parent / "cases", ids[1])
    file.write_bytes(file.read_bytes()[:-1])
    assert machine.damaged(made) == f"documents/cases/{file_of(Path(), ids[1])}"
    file.unlink()
    assert machine.damaged(made) == f"documents/cases/{file_of(Path(), ids[1])}"
    done = machine.bash(f"damaged_document {made.parents[1]} documents/cases.sha256 {'0' * 64}")
    assert done.stdout == "documents/cases.sha256\n"


def test_what_gets_lost_on_its_way_is_noticed(machine: Machine) -> None:
    ids = [keep(machine.volume) for _ in range(3)]
    (machine.backups / "documents").mkdir(parents=True)
    cut = 'in_operator() { "$PYTHON" -m "$@" | head -c 3000; }\n'
    done = machine.bash(f"{cut} copy_documents {machine.backups}/documents '' cases {' '.join(map(str, ids))}")
    assert done.returncode != 0
    made = machine.back_up(ids)
    done = machine.bash('in_operator() { head -c 3072 | "$PYTHON" -m "$@"; }\n' + f"put_documents {made.parent} cases")
    assert (done.returncode, "is not what was sent" in done.stderr) == (1, True), done.stderr
