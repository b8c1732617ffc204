"""One demo home for all tests here: its first start was cut short, its second plays the job."""

from collections.abc import Iterator

import pytest

from stack.ports import free_port
from tests.demo.home import DemoHome


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoHome]:
    home = DemoHome(tmp_path_factory.mktemp("demo") / "home", free_port())
    try:
        home.start_and_kill(when=home.has_people)
        status = home.opora("demo", "--port", str(home.port))
        assert status == 0, home.outputs[-1]
        yield home
    finally:
        home.opora("down")
