"""Kafka's jars, resolved once by Maven through whatever mirror the machine's own Maven settings name."""

import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from stack.accounts import child_setup

KAFKA_VERSION = "4.3.1"
"""The newest 4.x all of whose parts Maven Central has."""

JAVA_VERSION = 17
"""The oldest Java that Kafka 4's server runs on: https://kafka.apache.org/documentation/#java"""

CACHE = Path(__file__).resolve().parents[2] / ".kafka"
"""The default work folder, inside the checkout and ignored by git."""

_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_POM = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>opora</groupId>
  <artifactId>kafka-for-tests</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>{kafka}</version>
    </dependency>
    <dependency>
      <groupId>org.apache.logging.log4j</groupId>
      <artifactId>log4j-slf4j-impl</artifactId>
      <version>2.25.4</version>
    </dependency>
  </dependencies>
</project>
"""


class MissingError(Exception):
    """What this machine lacks to run an Apache Kafka, in one line."""


def java_version() -> int | None:
    """The major version of the `java` on PATH, None without one."""
    if shutil.which("java") is None:
        return None
    said = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else None


def jars(cache: Path = CACHE) -> Path:
    """The folder with the server's jars; Maven is asked only when it is not there. Raises MissingError."""
    version = java_version()
    if version is None or version < JAVA_VERSION:
        raise MissingError(f"no Java {JAVA_VERSION} or newer on PATH")
    folder = cache.resolve() / f"jars-{KAFKA_VERSION}"
    return folder if folder.is_dir() else _resolve(folder)


def prepare(cache: Path) -> Path:
    """Make the work folder, which asks git to ignore it."""
    cache.mkdir(parents=True, exist_ok=True)
    (cache / ".gitignore").write_text("*\n")
    return cache


def _resolve(folder: Path) -> Path:
    """Into a folder of its own first, so that a broken download is never taken for a whole one."""
    if shutil.which("mvn") is None:
        raise MissingError("no mvn on PATH")
    with tempfile.TemporaryDirectory(dir=prepare(folder.parent)) as fresh:
        _copy_jars(Path(fresh))
        if not folder.is_dir():
            Path(fresh, "jars").rename(folder)
    return folder


def _copy_jars(fresh: Path) -> None:
    pom = fresh / "pom.xml"
    pom.write_text(_POM.format(kafka=KAFKA_VERSION))
    command = ["mvn", "-q", "-B", "-f", str(pom), _COPY, "-DincludeScope=runtime"]
    done = subprocess.run(
        [*command, f"-DoutputDirectory={fresh / 'jars'}"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=child_setup(None, signal.SIGKILL),
    )
    if done.returncode != 0:
        raise MissingError(f"mvn could not resolve Kafka {KAFKA_VERSION}: {_first_error(done.stdout)}")


def _first_error(output: str) -> str:
    errors = (line for line in output.splitlines() if "[ERROR]" in line)
    return next(errors, "it gave no reason").replace("[ERROR]", "").strip()[:300]
