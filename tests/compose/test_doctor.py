"""What the doctor names when something is wrong, and what a support bundle never holds."""

import json
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.compose.conftest import Installed

pytestmark = [pytest.mark.compose, pytest.mark.long, pytest.mark.timeout(1800)]

TAKE_A_RIGHT = """
from shared.config import kafka
from shared.eventing.kafka import make_admin
from stack.compose.rights import wanted
make_admin(kafka("admin")).delete_acls([sorted(wanted(), key=repr)[0]])
"""
PEOPLE = """
import json, psycopg
from shared.config import database_url
from shared.database import plain_url
with psycopg.connect(plain_url(database_url("identity"))) as connection:
    query = "select last_name, first_name, email, phone from people"
    print(json.dumps(connection.execute(query).fetchall()))
"""


@pytest.fixture
def backed_up(stack: Installed, tmp_path: Path) -> Installed:
    assert stack.opora("backup", str(tmp_path)).returncode == 0
    return stack


def wrong(stack: Installed) -> dict[str, str]:
    """What the doctor finds wrong: its name, and what it says of it."""
    done = stack.opora("doctor", "--wrong")
    found = {line[7:33].strip(): line[33:] for line in done.stdout.splitlines() if line.startswith("WRONG")}
    assert done.returncode == (1 if found else 0), done.stdout + done.stderr
    return found


@contextmanager
def broken(stack: Installed) -> Iterator[None]:
    secret = stack.folder / "secrets" / "database-cases"
    stack.stop("volunteers-worker")
    secret.chmod(0o644)
    stack.docker.compose.run("migrate", ["python", "-c", TAKE_A_RIGHT], tty=False, remove=True, dependencies=False)
    try:
        yield
    finally:
        secret.chmod(0o640)
        stack.start("volunteers-worker")
        assert stack.opora("up").returncode == 0


def test_the_doctor_finds_nothing_wrong_with_a_healthy_stack(backed_up: Installed) -> None:
    assert wrong(backed_up) == {}


def test_the_doctor_names_what_is_wrong_and_what_to_do(backed_up: Installed) -> None:
    with broken(backed_up):
        found = wrong(backed_up)
    assert set(found) == {"volunteers-worker", "secret files", "rights"}
    assert "./opora migrate" in found["rights"]
    assert "chmod" in found["secret files"]
    assert wrong(backed_up) == {}


def test_a_support_bundle_holds_no_secret_and_nobody(stack: Installed, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.tar.gz"
    done = stack.opora("support-bundle", str(bundle))
    assert done.returncode == 0, done.stderr
    texts = contents(bundle)
    assert {"versions.txt", "status.json", "doctor.txt", "rows.json", "compose.yaml", "postgres.log"} <= set(texts)
    assert json.loads(texts["rows.json"])["cases"]["cases"] > 0
    for word in secrets(stack) | people(stack):
        assert [name for name, text in texts.items() if word in text] == [], word


def contents(bundle: Path) -> dict[str, str]:
    with tarfile.open(bundle) as archive:
        files = [member for member in archive.getmembers() if member.isfile()]
        return {Path(file.name).name: archive.extractfile(file).read().decode() for file in files}  # type: ignore[union-attr]


def secrets(stack: Installed) -> set[str]:
    """Everything in the secret files that is long and has a digit: words of their formats have none."""
    texts = [file.read_text() for file in (stack.folder / "secrets").iterdir()]
    words = {word for text in texts for word in re.findall(r"[\w+/=-]{16,}", text)}
    return {word for word in words if re.search(r"\d", word)}


def people(stack: Installed) -> set[str]:
    rows = json.loads(stack.python("identity", PEOPLE))
    return {word for row in rows for word in row if word and len(word) > 3}
