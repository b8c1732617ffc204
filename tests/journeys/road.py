"""The road between the services, as a test may hold it up: a topic that one service hears later, a relay that sends
later, and everything sent again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from shared.config import SERVICES
from shared.eventing.consumer import Consumer
from shared.eventing.replay import publish_state, resend_retained
from tests.support.ground import rows_of, tables
from tests.support.waiting import until
from tests.support.world import World

MOST_S = 30

_SENT = "select count(*) from outbox"
_TAKEN = "select coalesce(sum(next_offset), 0) from consumer_offsets where topic = :topic"
_ORDERED = "select resend_until is not null from outbox_floor"
_PARKED = "select count(*) from parked_keys"


class Road:
    """The parts of a world's pump, one by one."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.relays = world.pump.relays
        self.consumers = world.pump.consumers

    @contextmanager
    def held_up(self, publisher: str, service: str) -> Iterator[None]:
        """Inside, `service` hears nothing that `publisher` says; afterwards it hears all of it."""
        self._until(lambda: bool(self.consumers[service].partitions.held), service)
        client = self.consumers[service].client
        held = [one for one in self.consumers[service].partitions.held if one.topic == f"opora.{publisher}"]
        client.pause(*held)
        try:
            yield
        finally:
            client.resume(*held)

    def drain_but(self, publisher: str, service: str) -> Callable[[], None]:
        """As `world.drain`, for as long as `service` does not hear what `publisher` says."""

        def drain() -> None:
            self._until(lambda: self._heard(except_for=(publisher, service)))

        return drain

    def send(self, service: str) -> None:
        """What this service has published reaches everyone and has its effects; what others publish stays."""
        self._until(lambda: self._heard(only=service), relays=(service,))

    def clear(self) -> None:
        """Everything has had its effects, and nothing waits for anything."""
        self._until(lambda: self._heard() and not any(self.parked(name) for name in self.consumers))

    def parked(self, service: str) -> int:
        """Keys that wait here for a record that has not come yet."""
        return int(self.world.scalar(service, _PARKED))

    def replay(self, service: str) -> int:
        """As `opora replay SERVICE` does; how many states were published."""
        with self.world.pump.sessions[service].begin() as session:
            count = publish_state(session, self.world.pump.services[service].snapshots(session))
            resend_retained(session)
        return count

    def send_again(self) -> None:
        """Everything that was ordered to be sent again is, and has had its effects."""
        for name in self.relays:
            until(partial(self._sent_again, name), MOST_S, every=0)
        for consumer in self.consumers.values():
            consumer.step(0.2)  # fetches where the log ends now
            until(partial(_caught_up, consumer), MOST_S, every=0)
        self.clear()

    def _sent_again(self, service: str) -> bool:
        relay = self.relays[service]
        relay.step(0.01)
        return relay.idle and not self.world.scalar(service, _ORDERED)

    def _until(self, reached: Callable[[], bool], *services: str, relays: tuple[str, ...] = SERVICES) -> None:
        def step() -> None:
            for name in () if services else relays:
                self.world.pump._step(self.relays[name])
            for name in services or self.consumers:
                self.consumers[name].step(0.005)

        until(lambda: step() or reached(), MOST_S, every=0)

    def _heard(self, only: str | None = None, except_for: tuple[str, str] | None = None) -> bool:
        """Whether each service has taken all that the others published."""
        publishers = [only] if only else list(SERVICES)
        sent = {name: self.world.scalar(name, _SENT) for name in publishers}
        return all(
            self.world.scalar(service, _TAKEN, topic=f"opora.{publisher}") >= sent[publisher]
            for service in self.consumers
            for publisher in publishers
            if f"opora.{publisher}" in self.world.pump.services[service].handlers.topics()
            and (publisher, service) != except_for
        )


def _caught_up(consumer: Consumer) -> bool:
    consumer.step(0.01)
    return consumer.caught_up


def counts(world: World, service: str, *named: str) -> dict[str, int]:
    """Rows of these tables of a service, of all when none is named."""
    with world.pump.sessions[service].begin() as session:
        connection = session.connection()
        return rows_of(connection, named or tables(connection))
