"""One Kafka node in a container, for machines that have Docker and no Java."""

import contextlib
import shutil
import subprocess
import time
import uuid

from stack.apache_kafka import settings
from stack.apache_kafka.jars import MissingError
from stack.ports import free_port
from stack.processes import NotReadyError

IMAGE = "apache/kafka:4.1.1"

# The container reads its standard input only to notice its end: a killed parent closes the pipe, Docker
# passes that on, and the node ends too.
_UNTIL_PARENT_ENDS = "/etc/kafka/docker/run </dev/null & node=$!; cat >/dev/null; kill $node; wait $node"


def docker_runs() -> bool:
    """True when the Docker on PATH can be asked to run something."""
    if shutil.which("docker") is None:
        return False
    with contextlib.suppress(subprocess.TimeoutExpired):
        return subprocess.run(["docker", "info"], capture_output=True, timeout=20, check=False).returncode == 0
    return False


class ContainerKafka:
    """A node at 127.0.0.1:port. Its log goes with the container: each start is an empty new cluster."""

    def __init__(self, port: int | None = None) -> None:
        if not docker_runs():
            raise MissingError("no running Docker")
        self.port = port or free_port()
        self._name = f"opora-kafka-{uuid.uuid4().hex[:12]}"
        self._client: subprocess.Popen[bytes] | None = None

    @property
    def bootstrap(self) -> str:
        return f"127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        """The container with a fresh cluster id: call it again for each start."""
        variables = _environment(self.port) | {"CLUSTER_ID": settings.new_cluster_id()}
        given = (part for name, value in variables.items() for part in ("-e", f"{name}={value}"))
        where = ("--name", self._name, "-p", f"127.0.0.1:{self.port}:9092")
        return ["docker", "run", "--rm", "-i", *where, *given, IMAGE, "sh", "-c", _UNTIL_PARENT_ENDS]

    def start(self, timeout: float = 180) -> "ContainerKafka":
        """Start it and wait until it answers, the image's first download included. Raises NotReadyError."""
        self._client = subprocess.Popen(
            self.command(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True
        )
        deadline = time.monotonic() + timeout
        while not settings.answers(self.port):
            if self._client.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise NotReadyError(f"{IMAGE} did not answer at {self.bootstrap}")
            time.sleep(0.1)
        return self

    def stop(self, grace: float = 15) -> None:
        """Shut it down in order; after `grace` seconds, kill it."""
        if self._client is None or self._client.stdin is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._client.stdin.close()
            self._client.wait(grace)
        self.kill()

    def kill(self) -> None:
        """End it at once."""
        if self._client is None:
            return
        subprocess.run(["docker", "kill", self._name], capture_output=True, check=False)
        self._client.kill()
        self._client.wait()

    def wipe(self) -> None:
        """Kill it; the log goes with it."""
        self.kill()


def _environment(port: int) -> dict[str, str]:
    """The image takes `some.setting` as KAFKA_SOME_SETTING, and all of them once it is given one."""
    own = {
        "listeners": "PLAINTEXT://:9092,CONTROLLER://localhost:9093",
        "advertised.listeners": f"PLAINTEXT://127.0.0.1:{port}",
        "controller.quorum.voters": "1@localhost:9093",
        "heap.opts": settings.HEAP,
    }
    return {f"KAFKA_{key.upper().replace('.', '_')}": value for key, value in (settings.COMMON | own).items()}
