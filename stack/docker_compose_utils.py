"""The compose stack from Python, over python-on-whales: looked at, entered, and broken on purpose."""

from pathlib import Path
from typing import Any

from python_on_whales import Container, DockerClient


class ComposeStack:
    """The stack that `./install` has set up in `folder`; .env there names its project."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.docker = DockerClient(
            compose_files=[folder / "docker-compose.yml"],
            compose_project_directory=folder,
            compose_env_files=[folder / ".env"],
        )

    def setting(self, name: str) -> str:
        """Of .env. Raises KeyError."""
        lines = (self.folder / ".env").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line)[name]

    @property
    def project(self) -> str:
        return self.setting("COMPOSE_PROJECT_NAME")

    def declared(self) -> dict[str, Any]:
        """The compose file as compose understands it, with the settings filled in."""
        config: dict[str, Any] = self.docker.compose.config(return_json=True)
        return config

    def containers(self) -> dict[str, Container]:
        """By service; ended ones too, those of `compose run` not."""
        found = self.docker.compose.ps(all=True)
        return {(container.config.labels or {})["com.docker.compose.service"]: container for container in found}

    def python(self, service: str, script: str, **variables: str) -> str:
        """What `script` prints in the running container of `service`, with what that one has and may."""
        # Not by the service's name and number: a restart without a gap leaves a container with another number.
        return str(self.containers()[service].execute(["python", "-c", script], envs=variables) or "")

    def stop(self, service: str) -> None:
        self.docker.compose.stop(service)

    def start(self, service: str) -> None:
        """This one alone, and return when its process runs."""
        self.docker.compose.up(service, detach=True, dependencies=False, quiet=True)

    def lose(self, service: str) -> None:
        """Kill it without warning and destroy its volume, which has its name."""
        self.docker.compose.kill(service)
        self.docker.compose.rm(service)
        self.docker.volume.remove(f"{self.project}_{service}")

    def remove(self) -> None:
        """With all data. The images stay."""
        self.docker.compose.down(volumes=True, remove_orphans=True, quiet=True)
