"""The broker keeps every event in memory: before it holds too much it is replaced."""

from pathlib import Path

import psutil
import pytest

from shared.config import SERVICES
from stack.assembly import Assembly
from stack.environment import environment
from stack.home import Home
from stack.ports import ensure_ports
from stack.secrets import ensure_secrets
from tests.support.waiting import until

Said = list[str]


def assembly(folder: Path, said: Said, limit: int) -> Assembly:
    home = Home(folder)
    home.prepare(demo=False)
    home.empty_temporary()
    ensure_secrets(home.secrets, SERVICES)
    ports = ensure_ports(folder, ("postgres", "broker", "mail"))
    return Assembly(home, ports, environment(home, 8000, ports), said.append, broker_limit=limit)


def until_healthy(made: Assembly) -> None:
    until(lambda: made.broker.tick() or made.broker.state == "healthy")


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    monkeypatch.delenv("KAFKA_BOOTSTRAP", raising=False)
    return []


@pytest.mark.parametrize(("limit", "restarts"), [(1 << 20, 1), (1 << 40, 0)], ids=["too big", "not too big"])
def test_a_broker_is_replaced_when_it_holds_too_much(tmp_path: Path, said: Said, limit: int, restarts: int) -> None:
    made = assembly(tmp_path, said, limit)
    made.broker.start()
    try:
        until_healthy(made)
        made.mind_broker()
        until_healthy(made)
        assert made.broker.restarts == restarts
        assert made.broker.failures == 0, "it is not its fault: no backoff"
        assert ("broker: restarting, it holds more than 1 MB" in said) == bool(restarts)
        assert made.broker.child is not None
        assert psutil.pid_exists(made.broker.child.pid or 0)
    finally:
        made.take_down()
