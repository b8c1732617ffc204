"""One Kafka node, broker and controller in one, started from jars on loopback."""

import shutil
import signal
import subprocess
from pathlib import Path

from stack.accounts import child_setup
from stack.apache_kafka import jars, settings
from stack.ports import free_port
from stack.processes import Child, NotReadyError

_LOGGING = """\
status=error
appender.out.type=Console
appender.out.name=out
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=%d %p %c{1}: %m%n
rootLogger.level=warn
rootLogger.appenderRef.out.ref=out
"""


class ApacheKafka:
    """A node on 127.0.0.1 whose log of events lives in `work` and survives stop and kill.

    It keeps its port for life, a free one when none is given. Start it from the main thread: it dies with the
    thread that started it. `jars` names Kafka's jars when they are not in the default place.
    """

    def __init__(self, work: Path, port: int | None = None, jars: Path | None = None) -> None:
        self.work = work.resolve()
        self.port = port or free_port()
        self._controller_port = free_port()
        self._jars = jars
        self._child: Child | None = None

    @property
    def bootstrap(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def process(self) -> Child | None:
        """What `start` started."""
        return self._child

    def start(self, timeout: float = 60) -> "ApacheKafka":
        """Start it on the log it has, or on a new one, and wait until it answers.

        Raises NotReadyError when it does not within `timeout` seconds, MissingError without Java or jars.
        """
        self._write_settings()
        if not self._log.exists():
            self._format()
        self._child = Child("kafka", self._java("kafka.Kafka", str(self._properties)), home=self.work)
        self._child.start().wait_until(lambda: settings.answers(self.port), timeout)
        return self

    def stop(self, grace: float = 15) -> None:
        """Shut it down in order; after `grace` seconds, kill it."""
        if self._child is not None:
            self._child.stop(grace)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._child is not None:
            self._child.kill()

    def wipe(self) -> None:
        """Kill it and destroy its log: the next start is another cluster, with another id and no topics."""
        self.kill()
        shutil.rmtree(self._log, ignore_errors=True)

    @property
    def _log(self) -> Path:
        return self.work / "log"

    @property
    def _properties(self) -> Path:
        return self.work / "server.properties"

    def _write_settings(self) -> None:
        broker, controller = f"PLAINTEXT://{self.bootstrap}", f"127.0.0.1:{self._controller_port}"
        own = {
            "listeners": f"{broker},CONTROLLER://{controller}",
            "advertised.listeners": broker,
            "controller.quorum.voters": f"1@{controller}",
            "log.dirs": str(self._log),
        }
        self.work.mkdir(parents=True, exist_ok=True)
        lines = (f"{key}={value}\n" for key, value in (settings.COMMON | own).items())
        self._properties.write_text("".join(lines))
        (self.work / "log4j2.properties").write_text(_LOGGING)

    def _format(self) -> None:
        tool = ("format", "--cluster-id", settings.new_cluster_id(), "--config", str(self._properties))
        done = subprocess.run(
            self._java("kafka.tools.StorageTool", *tool),
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=child_setup(None, signal.SIGKILL),
        )
        if done.returncode != 0:
            shutil.rmtree(self._log, ignore_errors=True)
            raise NotReadyError(f"Kafka's storage could not be formatted\n{done.stdout}{done.stderr}")

    def _java(self, main: str, *arguments: str) -> list[str]:
        folder = self._jars or jars.jars()
        logging = f"-Dlog4j2.configurationFile={self.work / 'log4j2.properties'}"
        java = shutil.which("java") or "java"
        return [java, *settings.HEAP.split(), logging, "-cp", f"{folder}/*", main, *arguments]
