"""Agencies with systems of their own, and the loop that tells these."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import update

from services.notifications.webhooks import attempts, delivery
from services.notifications.webhooks.model import Webhook, WebhookDelivery
from shared import clock
from tests.notifications.receiver import Receiver
from tests.notifications.story import Story
from tests.support.bench import Answer, Bench, Person

WEBHOOKS = "/notifications/api/v1/webhooks"
LOOPBACK = {"OPORA_DEMO": "1", "WEBHOOK_NETWORKS": "127.0.0.0/8"}


class Agencies:
    """The story, with administrators who register the receiver."""

    def __init__(self, bench: Bench) -> None:
        self.story = Story(bench)
        self.bench = bench
        self.ngo = self.story.cast["ngo_administrator"]
        self.school = self.story.arrives("organisation_administrator", organisation="school")
        self.guardianship = self.story.arrives("organisation_administrator", organisation="guardianship")

    def registers(self, receiver: Receiver, *events: str, by: Person | None = None, url: str = "") -> Answer:
        answer = (by or self.ngo).api.post(WEBHOOKS, {"url": url or receiver.url, "events": list(events)})
        assert answer.status == 201, answer.text
        return answer

    def does(self, webhook: Answer, what: str, body: Any = None) -> Answer:
        return self.ngo.api.post(f"{WEBHOOKS}/{webhook.json['id']}/{what}", body or {})

    def state(self, webhook: Answer) -> Any:
        return self.ngo.api.get(f"{WEBHOOKS}/{webhook.json['id']}").json

    def deliveries(self, webhook: Answer) -> list[Any]:
        items: list[Any] = self.ngo.api.get(f"{WEBHOOKS}/{webhook.json['id']}/deliveries").json["items"]
        return items

    def sends(self, times: int = 1) -> int:
        """So many tries; how many were due."""
        return sum(attempts.send_next(self.bench.sessions, self.bench.settings) for _ in range(times))

    def sets(self, table: type, **values: Any) -> None:
        with self.bench.sessions.begin() as session:
            session.execute(update(table).values(values))

    def becomes_due(self) -> None:
        self.sets(WebhookDelivery, next_try_at=clock.system())
        self.sets(Webhook, rests_until=clock.system())


@contextmanager
def senders(bench: Bench) -> Iterator[None]:
    """The worker's loops."""
    stop = threading.Event()
    arguments = (bench.sessions, bench.settings, stop)
    threads = [threading.Thread(target=loop, args=arguments) for loop in delivery.SENDERS]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=30)
        assert not any(thread.is_alive() for thread in threads)
