"""Which parts the embedded stack has, how each is started, when it is ready, and what depends on it."""

import signal
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import psycopg
from kafka.errors import KafkaError

from shared.config import OPERATOR, SERVICES, kafka
from shared.contracts import TOPICS
from shared.eventing.kafka import make_admin
from shared.health import beats
from stack.broker import Broker
from stack.documents.folder import clear
from stack.home import Home
from stack.parts import Part
from stack.ports import answers
from stack.postgres import Postgres
from stack.processes import Child, NotReadyError
from stack.secrets import database_passwords
from stack.topics import ensure_topics

BROKER_LIMIT_BYTES = 256 * 1024 * 1024
"""The broker keeps every event in memory. Above this it is replaced by an empty one: an ordinary lost log."""

REGION_FETCH_WAIT_MS = "5"


class Assembly:
    """All parts of one home's stack, not yet started."""

    def __init__(
        self,
        home: Home,
        ports: Mapping[str, int],
        environment: Mapping[str, str],
        say: Callable[[str], None],
        broker_limit: int = BROKER_LIMIT_BYTES,
    ) -> None:
        self.environment = dict(environment)
        self._home = home
        self._say = say
        self._broker_limit = broker_limit
        self._postgres = Postgres(home.path, ports["postgres"])
        self._postgres.initialise()
        self._broker = Broker(home.path, ports["broker"])
        self._own_broker = environment["KAFKA_BOOTSTRAP"] == self._broker.bootstrap
        self._mail_port = ports["mail"]
        self._halted: list[Part] = []
        self._build()

    def _build(self) -> None:
        self.postgres, self.broker, self.mail = self._postgres_part(), self._broker_part(), self._mail_part()
        self.web = self._web_part()
        self.workers = [self._worker_part(service) for service in SERVICES]
        brokers = [self.broker] if self._own_broker else []
        self.foundations = [self.postgres, *brokers, self.mail]
        self.services = [self.web, *self.workers]
        self.parts = [*self.foundations, *self.services]

    def migration(self) -> Child:
        return self._python("migrate", "-m", "shared.database", "migrate")

    def region(self) -> Child:
        """Makes the sample region."""
        return self._past("region", "stack.demo.region")

    def simulation(self, year: str) -> Child:
        """Plays a year, `FAMILIES MONTHS SEED`."""
        return self._past("simulation", "stack.demo.simulation", *year.split())

    def _past(self, name: str, module: str, *arguments: str) -> Child:
        """Its many small commits need not each reach the disk: the last one does. It asks the broker oftener than an
        idle worker would."""
        wait = REGION_FETCH_WAIT_MS if self._own_broker else self.environment.get("KAFKA_FETCH_WAIT_MS", "")
        options = "-c synchronous_commit=off"
        return self._python(name, "-m", module, *arguments, PGOPTIONS=options, KAFKA_FETCH_WAIT_MS=wait)

    def empty_databases(self) -> None:
        """Drop the databases and make them again, without documents. For a region that was cut short."""
        self._postgres.drop_databases(SERVICES)
        clear(self._home.documents)
        self._ensure_databases()

    def ensure_foreign_topics(self) -> None:
        """On a Kafka that is not ours to start. Raises NotReadyError."""
        if self._own_broker:
            return
        try:
            with closing(make_admin(kafka(OPERATOR, self.environment))) as admin:
                ensure_topics(admin)
        except KafkaError as error:
            place = self.environment["KAFKA_BOOTSTRAP"]
            raise NotReadyError(f"topics could not be prepared at {place}: {error}") from error

    def mind_broker(self) -> None:
        """Replace the broker when it has grown too big."""
        pid = self.broker.child.pid if self.broker.child else None
        if self.broker.state == "healthy" and pid and _resident(pid) > self._broker_limit:
            self.broker.replace(f"it holds more than {self._broker_limit >> 20} MB")

    def take_down(self) -> None:
        """Those who use something end before what they use."""
        for group, grace in ((self.services, 15), ([self.mail, self.broker], 3), ([self.postgres], 20)):
            for part in group:
                part.request_stop()
            deadline = time.monotonic() + grace
            for part in group:
                part.end(max(0.1, deadline - time.monotonic()))

    def _postgres_part(self) -> Part:
        return Part(
            "postgres",
            make=lambda: self._postgres.child(self.environment),
            ready=self._postgres.answers,
            say=self._say,
            then=self._ensure_databases,
            patience=60,  # recovery after a crash
            stop_with=lambda child: child.request_stop(signal.SIGINT),
        )

    def _ensure_databases(self) -> None:
        try:
            self._postgres.ensure_databases(database_passwords(self._home.secrets, SERVICES))
        except psycopg.Error as problem:
            raise NotReadyError(f"the databases could not be made: {problem}") from problem

    def _broker_part(self) -> Part:
        return Part(
            "broker",
            make=self._make_broker,
            ready=self._broker.answers,
            say=self._say,
            then=self._fill_broker,
        )

    def _make_broker(self) -> Child:
        """No client may meet the new broker before it has its topics: the workers end first."""
        self._halted = [worker for worker in self.workers if worker.state != "stopped"]
        for worker in self._halted:
            worker.request_stop()
        for worker in self._halted:
            worker.end(1)
        return self._broker.child(self.environment)

    def _fill_broker(self) -> None:
        self._broker.create_topics(topic.name for topic in TOPICS)
        for worker in self._halted:
            self._say(f"{worker.name}: restarting, the broker is a new one")
            worker.start_again()
        self._halted = []

    def _mail_part(self) -> Part:
        arguments = ("-m", "stack.mail", str(self._mail_port), str(self._home.mail))
        return Part(
            "mail",
            make=lambda: self._python("mail", *arguments),
            ready=lambda: answers(self._mail_port),
            say=self._say,
        )

    def _web_part(self) -> Part:
        arguments = ("-m", "gunicorn", "-c", "python:stack.gunicorn", "stack.web:app")
        return Part(
            "web",
            make=lambda: self._python("web", *arguments, death=signal.SIGQUIT),
            ready=lambda: _all_ready(int(self.environment["OPORA_PORT"])),
            say=self._say,
            patience=60,
        )

    def _worker_part(self, service: str) -> Part:
        name = f"{service}-worker"
        beat = self._home.temporary / f"{name}.beat"
        return Part(
            name,
            make=lambda: self._make_worker(service, name, beat),
            ready=lambda: beats(str(beat)),
            say=self._say,
        )

    def _make_worker(self, service: str, name: str, beat: Path) -> Child:
        beat.unlink(missing_ok=True)
        return self._python(name, "-m", "shared.worker", service, OPORA_HEARTBEAT=str(beat))

    def _python(self, name: str, *arguments: str, death: signal.Signals = signal.SIGKILL, **variables: str) -> Child:
        """`-P`: no module is looked for in the home, where the children work."""
        argv = [sys.executable, "-P", *arguments]
        return Child(name, argv, home=self._home.path, environment=self.environment | variables, death=death)


def _all_ready(port: int) -> bool:
    """Whether every service's web part says that it is ready."""
    return all(_ready(port, f"/{service}/health/ready") for service in SERVICES)


def _ready(port: int, path: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _resident(pid: int) -> int:
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0
