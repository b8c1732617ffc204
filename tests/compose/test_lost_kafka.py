"""Kafka is killed and its volume destroyed in the middle of a load: what was done meanwhile has its effects."""

import pytest

from stack.demo.play.office import Town
from tests.compose.conftest import Installed
from tests.compose.load import Load, told_in_all, without_a_case
from tests.support.waiting import until

pytestmark = [pytest.mark.compose, pytest.mark.long, pytest.mark.timeout(1800)]

BEFORE, DURING, AFTER = 8, 8, 8


def test_nothing_is_lost_when_kafka_loses_everything_in_the_middle_of_a_load(stack: Installed) -> None:
    with Town(stack.address, "opora-demo", "en") as town:
        load = Load(town)
        load.start()
        load.has_done(BEFORE)
        stack.lose("kafka")
        load.has_done(DURING)
        done = stack.opora("up")
        assert done.returncode == 0, done.stdout + done.stderr
        load.has_done(AFTER)
        load.stop.set()
        load.join(60)
        assert load.problem is None
        until(lambda: without_a_case(load.worker, load.accepted) == [], 180, every=0.5)
        until(lambda: told_in_all(load.referrer, load.accepted), 180, every=0.5)
