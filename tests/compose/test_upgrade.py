"""`./install` with a newer release: its migrations run first, and only then does its code start. And the way back."""

import pytest

from tests.compose.conftest import Installed

pytestmark = [pytest.mark.compose, pytest.mark.long, pytest.mark.timeout(1800)]

EXPANDS = '''"""A column of the next release.

Revision ID: {number}
"""

from alembic import op

revision = "{number}"
down_revision = "{before}"


def upgrade() -> None:
    op.execute("alter table cases add column of_the_next_release text")
'''
SHOW = """
import psycopg
from shared.config import database_url
from shared.database import plain_url
with psycopg.connect(plain_url(database_url("cases"))) as connection:
    print(connection.execute("select version_num from alembic_version").fetchone()[0])
"""


def next_release(stack: Installed) -> str:
    """One migration more; its number."""
    folder = stack.folder / "services" / "cases" / "migrations"
    before = max(file.name[:4] for file in folder.glob("[0-9]*.py"))
    number = f"{int(before) + 1:04}"
    (folder / f"{number}_next.py").write_text(EXPANDS.format(number=number, before=before))
    return number


def test_a_newer_release_migrates_before_its_code_starts(stack: Installed) -> None:
    before, number = stack.containers(), next_release(stack)
    done = stack.install("--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    after = stack.containers()
    migrated = after["migrate"].state.finished_at
    for name in ("cases", "cases-worker", "referrals", "notifications-worker"):
        assert after[name].id != before[name].id, f"{name} is of the new release"
        assert after[name].state.started_at > migrated
    assert stack.python("cases", SHOW).strip() == number
    assert stack.opora("status").returncode == 0
    the_former_release_comes_back(stack, number)


def the_former_release_comes_back(stack: Installed, number: str) -> None:
    """It does not know the migration, and works beside it."""
    (stack.folder / "services" / "cases" / "migrations" / f"{number}_next.py").unlink()
    done = stack.install("--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert stack.python("cases", SHOW).strip() == number
    assert stack.opora("status").returncode == 0
    assert "schema" not in stack.opora("doctor", "--wrong").stdout
