import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.identity.model import Person
from stack.cli import main
from stack.home import Home as StackHome
from tests.identity.home import BASE, Home
from tests.support.bench import Bench

HOLD = """
import sys
from pathlib import Path
from stack.home import Home
with Home(Path(sys.argv[1])).locked():
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def home(bench: Callable[..., Bench]) -> Home:
    return Home(bench("identity"))


@pytest.fixture
def stack(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StackHome]:
    """The home of a stack that runs: another process holds it, and its identity is the bench's."""
    stack = StackHome(tmp_path / "home")
    stack.prepare(demo=False)
    for secret in home.bench.settings.secrets.iterdir():
        (stack.secrets / secret.name).write_bytes(secret.read_bytes())
    (stack.path / "ports.json").write_text('{"postgres": 1, "broker": 1, "mail": 1}')
    monkeypatch.setenv("IDENTITY_DATABASE_URL", home.bench.settings.database_url)
    monkeypatch.setenv("OPORA_ADDRESS", "https://opora.example")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(stack.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout
    assert holder.stdin
    holder.stdout.readline()
    yield stack
    holder.stdin.close()
    holder.wait(10)


def _create(stack: StackHome, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["admin", "create", "--home", str(stack.path), *arguments])


def _use(home: Home, link: str, password: str) -> int:
    prefix, _, token = link.strip().rpartition("/")
    assert prefix == "https://opora.example/identity/links"
    return home.nobody.post(f"{BASE}/links/{token}", {"password": password}).status


def test_the_first_administrator_gets_a_one_time_link_and_signs_in(home: Home, stack: StackHome) -> None:
    result = _create(stack, "First@Opora.example")
    assert result.exit_code == 0, result.output
    assert _use(home, result.output, "первый из многих") == 204
    assert _use(home, result.output, "второй из многих") == 404
    token = home.sign_in("first@opora.example", "первый из многих").json["token"]
    assert home.with_token(token).get(f"{BASE}/me").json["roles"] == ["administrator"]
    assert home.bench.counts()["link_mails"] == 0, "the link is printed, not mailed"


def test_asking_again_gives_an_administrator_a_new_link(home: Home, stack: StackHome) -> None:
    first, second = (_create(stack, "first@opora.example", "--last-name", "Орлова").output for _ in range(2))
    assert first != second
    assert _use(home, second, "первый из многих") == 204
    with home.bench.session() as session:
        assert [person.last_name for person in session.query(Person)] == ["Орлова"]


def test_someone_elses_address_and_no_address_are_refused_with_a_reason(home: Home, stack: StackHome) -> None:
    email = home.email_of(home.person("referrer"))
    taken, nonsense = _create(stack, email), _create(stack, "не адрес")
    assert (taken.exit_code, "not as an administrator" in taken.output) == (1, True)
    assert (nonsense.exit_code, "not an e-mail address" in nonsense.output) == (2, True)


def test_without_a_running_stack_it_says_how_to_start_one(tmp_path: Path) -> None:
    result = _create(StackHome(tmp_path / "nowhere"), "first@opora.example")
    assert result.exit_code == 1
    assert "opora up" in result.output
