"""Free ports on loopback, chosen once for a home and kept in home/ports.json."""

import json
import socket
from collections.abc import Iterable
from pathlib import Path


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """True when a server could listen there, as one that sets SO_REUSEADDR."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def answers(port: int) -> bool:
    """True when somebody accepts connections there."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def ensure_ports(home: Path, names: Iterable[str]) -> dict[str, int]:
    """The home's port of each name; one that a stranger has taken meanwhile is chosen anew."""
    kept = home / "ports.json"
    known: dict[str, int] = json.loads(kept.read_text()) if kept.exists() else {}
    ports: dict[str, int] = {}
    for name in names:
        port = known.get(name)
        while port is None or port in ports.values() or not is_free(port):
            port = free_port()
        ports[name] = port
    kept.write_text(json.dumps(ports, indent=2) + "\n")
    return ports
