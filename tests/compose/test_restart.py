"""Each service gets new processes under load; nobody notices."""

from collections.abc import Callable
from threading import Event, Thread

import pytest

from shared.config import SERVICES
from stack.demo.play.office import Office, Town
from stack.demo.play.people import ACCOUNTS
from tests.compose.conftest import Installed
from tests.compose.load import Load

pytestmark = [pytest.mark.compose, pytest.mark.timeout(1800)]

READ = {
    "identity": "/identity/api/v1/me",
    "referrals": "/referrals/api/v1/referrals",
    "cases": "/cases/api/v1/cases",
    "volunteers": "/volunteers/api/v1/codes",
    "notifications": "/notifications/api/v1/inbox",
}


class Reader(Thread):
    """Asks again and again; stops at the first request that fails, and keeps what was said."""

    def __init__(self, ask: Callable[[], object], stop: Event) -> None:
        super().__init__(daemon=True)
        self.ask = ask
        self.stop = stop
        self.asked = 0
        self.problem: Exception | None = None

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self.ask()
                self.asked += 1
        except Exception as problem:
            self.problem = problem


def readers(worker: Office, stop: Event) -> list[Reader]:
    return [Reader(lambda path=path: worker.get(path), stop) for path in READ.values()]  # type: ignore[misc]


def test_no_request_fails_while_every_service_is_restarted(stack: Installed) -> None:
    with Town(stack.address, "opora-demo", "en") as town:
        load, stop = Load(town), Event()
        threads: list[Load | Reader] = [load, *readers(town.sign_in(ACCOUNTS["worker"]), stop)]
        for thread in threads:
            thread.start()
        load.has_done(2)
        done = stack.opora("restart")
        load.has_done(2)
        stop.set()
        load.stop.set()
        for thread in threads:
            thread.join(60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [thread.problem for thread in threads if thread.problem] == []
    asked = [thread.asked for thread in threads if isinstance(thread, Reader)]
    assert min(asked) > 50
    assert done.stdout.split() == [word for name in SERVICES for word in renewed(name)]
    assert set(stack.containers()) >= set(SERVICES)


def renewed(service: str) -> list[str]:
    return [f"{service}:", "renewed", f"{service}-worker:", "renewed"]
